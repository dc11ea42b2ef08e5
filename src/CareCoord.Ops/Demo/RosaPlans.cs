using CareCoord.CareTeams;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>The versions of the plan of Rosa, but for the third, which came with her low mood.</summary>
internal static class RosaPlans
{
    public static PlanText First(DemoCalendar calendar) =>
        new PlanText
        {
            PublishedAt = DemoCalendar.At(calendar.Workday(-420), new(11, 0)),
            Note = "Your first plan.",
            ReviewDue = calendar.Day(-250),
        }
            .With(
                new ProblemText(
                    "memory",
                    "Memory loss (Alzheimer's disease)",
                    "A disease of the brain that slowly takes away memory and makes everyday things harder. "
                        + "Habits, music and company help.",
                    "Alzheimer's disease with late onset",
                    "G30.1"
                )
                {
                    DaysAgo = 900,
                },
                new ProblemText(
                    "pressure",
                    "High blood pressure",
                    "Your blood pushes too hard against the walls of your blood vessels.",
                    "Essential (primary) hypertension",
                    "I10"
                )
                {
                    DaysAgo = 5200,
                }
            )
            .With(
                new GoalText("home", "Live safely in your own home")
                {
                    Problem = "memory",
                    OwnWords = "Stay in my own home",
                    Clinical = "Maintain community living with caregiver support",
                    DueInDays = 160,
                    Owner = TeamRole.Coordinator,
                }
            )
            .With(
                new ActivityText("memory-check", "Checks your memory and the medicines for it", "Every 6 months")
                {
                    Goal = "home",
                    Owner = TeamRole.Neurologist,
                    SinceDaysAgo = 420,
                }
            );

    public static PlanText Second(PlanText first, DemoCalendar calendar) =>
        first
            .Next(
                DemoCalendar.At(calendar.Workday(-198), new(10, 30)),
                "After your falls: Lena Fox now visits you, and Ana helps with the pills.",
                calendar.Day(-90)
            )
            .With(
                new ProblemText(
                    "falls",
                    "Falls",
                    "You have fallen a few times. Strong legs, good shoes and a clear floor make it less likely.",
                    "History of falling",
                    "Z91.81"
                )
                {
                    DaysAgo = 230,
                }
            )
            .With(
                new GoalText("falls", "No falls")
                {
                    Problem = "falls",
                    OwnWords = "Not end up on the floor again",
                    Clinical = "0 falls per month",
                    Measured = new("Falls in a month", "falls", 3, TargetIs.AtMost, 0),
                    DueInDays = 90,
                    Owner = TeamRole.Nurse,
                }
            )
            .With(
                new ActivityText("pills", "Give the morning pills from the box", "Every morning with breakfast")
                {
                    Goal = "home",
                    Detail = "Stay until they are swallowed. If the box of a day is still full in the evening, call Lena Fox.",
                    ByCaregiver = true,
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                    SinceDaysAgo = 198,
                },
                new ActivityText("walk", "Walk around the block with Ana", "Every day when it is dry")
                {
                    Goal = "falls",
                    Detail = "Put on the shoes with the straps. Take Ana's arm at the curb.",
                    On = Days.Every,
                    Part = PartOfDay.Midday,
                    SinceDaysAgo = 198,
                },
                new ActivityText("home-visit", "Visits you at home and looks how you are", "Every second week")
                {
                    Goal = "falls",
                    Owner = TeamRole.Nurse,
                    SinceDaysAgo = 198,
                }
            );

    public static PlanText Fourth(PlanText third, DemoCalendar calendar) =>
        third
            .Next(
                DemoCalendar.At(calendar.Workday(-59), new(15, 20)),
                "Noor Rahman joined your team to make the bathroom safer. Eating enough is a goal now.",
                calendar.Day(30)
            )
            .With(
                new GoalText("weight", "Weigh 118 pounds or more")
                {
                    Problem = "memory",
                    OwnWords = "My dresses should fit again",
                    Clinical = "Body weight at or above 118 lb",
                    Measured = new("Weight", "lb", 114, TargetIs.AtLeast, 118),
                    DueInDays = 45,
                    Owner = TeamRole.PrimaryCare,
                }
            )
            .With(
                new ActivityText("breakfast", "Breakfast at the kitchen table", "Every day")
                {
                    Goal = "weight",
                    Detail = "Oatmeal with whole milk, or eggs. The radio may play.",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                    SinceDaysAgo = 59,
                },
                new ActivityText("bathroom", "Puts grab bars and a seat into your bathroom", "Once, this month")
                {
                    Goal = "falls",
                    Owner = TeamRole.OccupationalTherapist,
                    SinceDaysAgo = 59,
                }
            );

    public static PlanText Fifth(PlanText fourth, DemoCalendar calendar) =>
        fourth
            .Next(
                DemoCalendar.At(calendar.Workday(-10), new(9, 45)),
                "New: music every afternoon, and an evening round with Ana. Nothing else changed.",
                calendar.Day(80)
            )
            .With(
                new ActivityText("music", "Music and the photo album", "Every afternoon, for half an hour")
                {
                    Goal = "home",
                    Detail = "The blue album, and the record with the boleros.",
                    On = Days.Every,
                    SinceDaysAgo = 12,
                },
                new ActivityText("evening-round", "Check the stove, the door and the night light", "Every evening")
                {
                    Goal = "home",
                    ByCaregiver = true,
                    On = Days.Every,
                    Part = PartOfDay.Evening,
                    SinceDaysAgo = 12,
                },
                new ActivityText("pill-box", "Fill the pill box for the week", "Every Sunday")
                {
                    Goal = "home",
                    Detail = "Use the list on the refrigerator.",
                    ByCaregiver = true,
                    On = Days.Sunday,
                    SinceDaysAgo = 198,
                },
                new ActivityText("time-off", "Finds a place in a day group, so that Ana has two free mornings", "This month")
                {
                    Goal = "home",
                    Owner = TeamRole.SocialWorker,
                    SinceDaysAgo = 12,
                }
            )
            .First("memory", "falls", "home", "weight", "pills", "breakfast", "bathroom", "time-off");
}
