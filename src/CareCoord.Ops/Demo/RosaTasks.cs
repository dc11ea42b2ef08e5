using CareCoord.CareTasks;

namespace CareCoord.Ops.Demo;

/// <summary>What Carla has Rosa's team do: the directive, a safe home, and time off for Ana.</summary>
internal static class RosaTasks
{
    public static void Write(DemoRecord rosa)
    {
        rosa.Task(
            new("Get Rosa's newer directive into the record", "Rosa signed one last year. Nobody on the team has seen it.", null, 8, "9:10")
            {
                About = TaskAbout.Document,
                Priority = Priority.Urgent,
                Due = (-1, "12:00"),
                Steps = ["Ask Ana for the signed paper", "Compare it with the one from 2019", "See that everybody on the team has read it"],
                Then =
                [
                    TaskTurn.Starts(8, "9:30"),
                    TaskTurn.Ticks(8, "9:50", 0),
                    TaskTurn.Ticks(2, "15:05", 1),
                    TaskTurn.Waits(2, "15:15", "Noor Rahman, who has not read it yet"),
                ],
            }
        );
        rosa.Task(
            new(
                "Put grab bars and a seat into Rosa's bathroom",
                "She has fallen three times in a month, twice at the tub.",
                RiversideStaff.Noor,
                12,
                "10:00"
            )
            {
                Activity = "bathroom",
                Priority = Priority.Urgent,
                Due = (-2, "16:00"),
                ByRole = true,
                Steps = ["Measure the tub and the wall", "Order the bars", "Fit them", "Try them with Rosa and Ana"],
                Watchers = [RiversideStaff.Lena],
                Then =
                [
                    TaskTurn.Accepts(12, "14:00"),
                    TaskTurn.Starts(9, "13:30"),
                    TaskTurn.Ticks(9, "14:10", 0),
                    TaskTurn.Ticks(8, "9:00", 1),
                    TaskTurn.Notes(4, "11:20", "The bars come a week late. I have put a rubber mat in the tub for now."),
                ],
            }
        );
        rosa.Task(
            new(
                "Find a day group, so that Ana has two free mornings",
                "Ana has not had a day to herself since spring.",
                RiversideStaff.Lena,
                10,
                "11:15"
            )
            {
                Activity = "time-off",
                Due = (7, "16:00"),
                Then =
                [
                    TaskTurn.Declines(9, "8:30", "I know the nurses, not the day groups. Ruth Alvarez has the list."),
                    TaskTurn.Reassigns(9, "9:20", RiversideStaff.Ruth, "You have the list of day groups, Lena says."),
                    TaskTurn.Accepts(9, "13:00"),
                    TaskTurn.Starts(6, "10:00"),
                    TaskTurn.Waits(5, "15:40", "The day group on Garden Lane: they answer by the end of next week"),
                ],
            }
        );
        rosa.Task(
            new(
                "Say whether the memory tablet stays at the same dose",
                "Ana sees her mother drowsy in the mornings since the dose went up.",
                RiversideStaff.Samira,
                1,
                "13:10"
            )
            {
                About = TaskAbout.Medicine,
                Priority = Priority.Asap,
                Due = (1, "12:00"),
                Then = [TaskTurn.Accepts(1, "13:50")],
            }
        );
        rosa.Task(
            new("Weigh Rosa and look at what she eats", "Her weight stood still last month.", RiversideStaff.Grace, 4, "9:00")
            {
                About = TaskAbout.Result,
                Due = (0, "16:30"),
                Then = [TaskTurn.Accepts(4, "12:10"), TaskTurn.Starts(1, "10:00")],
            }
        );
        rosa.Task(
            new("Ask Rosa how her mornings are, before the next talk", "Her score has come down slowly.", RiversideStaff.Ruth, 3, "10:30")
            {
                Activity = "talks",
                Due = (3, "9:00"),
                Then = [TaskTurn.Accepts(3, "11:15")],
            }
        );
        rosa.Task(
            new("Check the stove and the night light in Rosa's kitchen", "Ana found the stove on, twice.", RiversideStaff.Lena, 6, "8:45")
            {
                Priority = Priority.Asap,
                Due = (-5, "12:00"),
                Then =
                [
                    TaskTurn.Accepts(6, "9:15"),
                    TaskTurn.Starts(5, "10:00"),
                    TaskTurn.Completes(5, "10:50", "The stove now switches itself off. A night light stands in the hall."),
                ],
            }
        );
        rosa.Task(
            new(
                "Bring Rosa a walker with a seat, and set its height",
                "She leans on the furniture. The walker stands in the store of the unit.",
                null,
                1,
                "9:40"
            )
            {
                Unit = RiversideClinic.UnitId("Home nursing"),
                Priority = Priority.Urgent,
                Due = (2, "16:00"),
            }
        );
        rosa.Task(
            new(
                "Write down what calms Rosa, for whoever comes next",
                "New people on the team should not have to find out by themselves.",
                RiversideStaff.Noor,
                0,
                "8:15"
            )
        );
    }
}
