using CareCoord.CareTeams;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>The versions of the plan of Walter: before the surgery, in the hospital, and at home.</summary>
internal static class WalterPlans
{
    public static PlanText BeforeSurgery(DemoCalendar calendar) =>
        new PlanText
        {
            PublishedAt = DemoCalendar.At(calendar.Workday(-61), new(14, 0)),
            Note = "Your plan for the weeks before your surgery.",
            ReviewDue = calendar.Day(-8),
        }
            .With(
                new ProblemText(
                    "hip",
                    "Worn right hip",
                    "The smooth layer in your hip joint is worn away, so bone rubs on bone.",
                    "Unilateral primary osteoarthritis, right hip",
                    "M16.11"
                )
                {
                    DaysAgo = 1100,
                },
                new ProblemText(
                    "pressure",
                    "High blood pressure",
                    "Your blood pushes too hard against the walls of your blood vessels. "
                        + "Over the years this strains the heart and the kidneys.",
                    "Essential (primary) hypertension",
                    "I10"
                )
                {
                    DaysAgo = 3300,
                }
            )
            .With(
                new GoalText("pressure", "Keep the top number of your blood pressure at 135 or lower")
                {
                    Problem = "pressure",
                    Clinical = "Systolic blood pressure < 135 mmHg",
                    Measured = new("Blood pressure, top number", "mmHg", 148, TargetIs.AtMost, 135),
                    DueInDays = 45,
                    Owner = TeamRole.PrimaryCare,
                }
            )
            .With(
                new ActivityText("pressure-pill", "Lisinopril 10 mg", "Every day with breakfast")
                {
                    Goal = "pressure",
                    Detail = "1 tablet with breakfast",
                    Clinical = "Lisinopril 10 mg by mouth once daily",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                    SinceDaysAgo = 62,
                }
            );

    // Before surgery the tablet for the blood pressure is paused; the plan at home waits for Dr. Okafor to say when it comes back.
    public static PlanText InHospital(PlanText first, DemoCalendar calendar) =>
        first
            .Next(
                calendar.Moment(-7, "15:30"),
                "For your days in the hospital. Your blood pressure tablet pauses until Dr. Okafor sees you again.",
                calendar.Day(-2)
            )
            .Without("hip", "pressure-pill")
            .With(NewHip)
            .With(
                new GoalText("pain", "Pain at night of 3 or less")
                {
                    Problem = "new-hip",
                    OwnWords = "Sleep through the night",
                    Clinical = "Numeric pain rating at rest, at night, 3/10 or below",
                    Measured = new("Pain at night, from 0 to 10", null, 7, TargetIs.AtMost, 3),
                    DueInDays = 19,
                    Owner = TeamRole.Surgeon,
                }
            )
            .With(Bandage)
            .First("new-hip");

    public static PlanText AtHome(PlanText second, DemoCalendar calendar) =>
        second
            .Next(
                calendar.Moment(-2, "13:40"),
                "You are going home. New: your exercises, the tablets against blood clots, and who visits you.",
                calendar.Day(28)
            )
            .With(
                new ProblemText(
                    "other-hip",
                    "Worn left hip",
                    "Your other hip is worn too, but less. Strong legs take the load off it.",
                    "Unilateral primary osteoarthritis, left hip",
                    "M16.12"
                )
                {
                    DaysAgo = 1100,
                }
            )
            .With(
                new GoalText("walk", "Walk for 30 minutes without a stick")
                {
                    Problem = "new-hip",
                    OwnWords = "Be back in my garden by spring",
                    Clinical = "Independent ambulation for 30 min without assistive device",
                    Measured = new("Walking without a stop", "minutes", 2, TargetIs.AtLeast, 30),
                    DueInDays = 100,
                    Owner = TeamRole.PhysicalTherapist,
                },
                new GoalText("wound", "Your scar heals clean and dry")
                {
                    Problem = "new-hip",
                    Clinical = "Primary wound healing without infection",
                    DueInDays = 12,
                    Owner = TeamRole.Surgeon,
                }
            )
            .With(
                new ActivityText("thinner-morning", "Apixaban 2.5 mg, against blood clots", "Every morning, for 5 weeks")
                {
                    Goal = "wound",
                    Detail = "1 tablet with breakfast. Do not skip it.",
                    Clinical = "Apixaban 2.5 mg by mouth twice daily, 35 days after hip replacement",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                    SinceDaysAgo = 2,
                    EndsInDays = 29,
                },
                new ActivityText("wound", "Look at your scar", "Every morning")
                {
                    Goal = "wound",
                    Detail = "Call your surgeon's office if it gets red, hot or wet, or if you have a fever.",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                    SinceDaysAgo = 2,
                    EndsInDays = 12,
                },
                new ActivityText("legs", "Leg exercises 1 to 4 from your sheet", "Every day, 10 times each leg")
                {
                    Goal = "walk",
                    Detail = "Lie on your bed for 1 and 2. Hold on to the kitchen counter for 3 and 4.",
                    On = Days.Every,
                    Part = PartOfDay.Midday,
                    SinceDaysAgo = 2,
                },
                new ActivityText("house", "Walk inside the house for 5 minutes", "Every day, add a minute when it feels easy")
                {
                    Goal = "walk",
                    Detail = "With both crutches. Put shoes on and leave the rugs rolled up.",
                    On = Days.Every,
                    SinceDaysAgo = 2,
                },
                new ActivityText("thinner-evening", "Apixaban 2.5 mg, against blood clots", "Every evening, for 5 weeks")
                {
                    Goal = "wound",
                    Detail = "1 tablet with dinner. Do not skip it.",
                    Clinical = "Apixaban 2.5 mg by mouth twice daily, 35 days after hip replacement",
                    On = Days.Every,
                    Part = PartOfDay.Evening,
                    SinceDaysAgo = 2,
                    EndsInDays = 29,
                },
                new ActivityText("call", "Calls you to ask how you are", "Within 2 working days of coming home")
                {
                    Owner = TeamRole.Coordinator,
                    SinceDaysAgo = 2,
                },
                new ActivityText("home-check", "Looks for what could make you fall at home", "Once, in your first week at home")
                {
                    Goal = "walk",
                    OwnedBy = RiversideStaff.Lena,
                    SinceDaysAgo = 2,
                },
                new ActivityText("therapy", "Practices walking and stairs with you", "Twice a week, for 6 weeks")
                {
                    Goal = "walk",
                    Owner = TeamRole.PhysicalTherapist,
                    SinceDaysAgo = 2,
                },
                new ActivityText("medicines", "Compares your medicines from home with those from the hospital", "Once, within 30 days")
                {
                    Owner = TeamRole.Pharmacist,
                    SinceDaysAgo = 2,
                }
            )
            .First("new-hip", "other-hip", "thinner-morning", "walk", "pain", "wound", "call", "home-check", "therapy");

    private static readonly ProblemText NewHip = new(
        "new-hip",
        "New right hip",
        "Your worn hip joint was replaced by a new one. The muscles around it need about three months to grow strong again.",
        "Aftercare following joint replacement surgery",
        "Z47.1"
    )
    {
        DaysAgo = 6,
    };

    private static readonly ActivityText Bandage = new("bandage", "Changes your bandage", "Every third day")
    {
        Goal = "wound",
        OwnedBy = RiversideStaff.Marcus,
        SinceDaysAgo = 6,
    };
}
