using CareCoord.CareTasks;

namespace CareCoord.Ops.Demo;

/// <summary>What Carla has Denise's team do: a meal plan, one answer about her sugar, an eye check.</summary>
internal static class DeniseTasks
{
    public static void Write(DemoRecord denise)
    {
        denise.Task(
            new(
                "Agree on a meal plan with Denise",
                "She cooks for her church on Sundays and wants a plan that fits that.",
                RiversideStaff.Mia,
                3,
                "9:30"
            )
            {
                Activity = "meal-plan",
                DueInBusinessDays = 7,
                ByRole = true,
                Steps =
                [
                    "What she eats on two normal days",
                    "Three breakfasts she likes",
                    "A plate for church suppers",
                    "Send it to Denise and to Dr. Patel",
                ],
                Watchers = [RiversideStaff.Anil],
                Then = [TaskTurn.Accepts(3, "10:20"), TaskTurn.Starts(1, "9:10"), TaskTurn.Ticks(1, "9:45", 0)],
            }
        );
        denise.Task(
            new(
                "Say which A1c Denise should aim for: 7.0 or 6.5",
                "Her plan says 7.0; the letter of last month says 6.5. She asked which one holds.",
                RiversideStaff.Anil,
                1,
                "14:40"
            )
            {
                About = TaskAbout.Result,
                Priority = Priority.Urgent,
                Due = (2, "12:00"),
                ByRole = true,
            }
        );
        denise.Task(
            new(
                "Arrange the yearly eye check",
                "High sugar can harm the eyes before one notifications. The last check was 16 months ago.",
                RiversideStaff.Grace,
                8,
                "11:00"
            )
            {
                About = TaskAbout.Appointment,
                Due = (6, "16:00"),
                Then =
                [
                    TaskTurn.Accepts(8, "16:10"),
                    TaskTurn.Starts(4, "9:20"),
                    TaskTurn.Waits(4, "9:35", "The eye clinic, which calls back with a date"),
                ],
            }
        );
        denise.Task(
            new(
                "Go through all medicines with Denise, after the call that was missed",
                "Two of her tablets may be of the same kind.",
                RiversideStaff.Yusuf,
                5,
                "8:40"
            )
            {
                Activity = "medicines",
                Priority = Priority.Urgent,
                Due = (-1, "15:00"),
                Then = [TaskTurn.Accepts(5, "10:30")],
            }
        );
        denise.Task(
            new(
                "Ask Denise which of her goals matters most to her",
                "There are five now, and a new plan should not be a heavy one.",
                null,
                1,
                "16:20"
            )
            {
                About = TaskAbout.General,
            }
        );
        denise.Task(
            new(
                "Find two recipes for church suppers with less starch",
                "Denise brings a dish every month and does not want to bring a salad.",
                RiversideStaff.Mia,
                1,
                "15:05"
            )
        );
        denise.Task(
            new("Check the feeling in Denise's feet", "She wrote that her left foot tingles at night.", RiversideStaff.Grace, 9, "9:15")
            {
                About = TaskAbout.Result,
                Priority = Priority.Urgent,
                DueInBusinessDays = 4,
                Then =
                [
                    TaskTurn.Accepts(9, "11:00"),
                    TaskTurn.Starts(7, "10:30"),
                    TaskTurn.Completes(7, "11:10", "Feeling is normal on both sides. The tingling comes from a tight shoe."),
                ],
            }
        );
        denise.Task(
            new("Ask Dr. Patel for a second blood test", "The value of last week looked odd.", RiversideStaff.Anil, 4, "10:00")
            {
                About = TaskAbout.Result,
                Then = [TaskTurn.Cancels(4, "13:30", "Dr. Okafor has the same test from two days before, and it was fine.")],
            }
        );
    }
}
