using CareCoord.CareTeams;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>The three versions of the plan of Denise: blood pressure, then sugar, then what to eat.</summary>
internal static class DenisePlans
{
    public static PlanText First(DemoCalendar calendar) =>
        new PlanText
        {
            PublishedAt = DemoCalendar.At(calendar.Workday(-390), new(15, 0)),
            Note = "Your first plan.",
            ReviewDue = calendar.Day(-200),
        }
            .With(
                new ProblemText(
                    "diabetes",
                    "High blood sugar (type 2 diabetes)",
                    "Your body does not use sugar from food as well as it should, so too much of it stays in your blood.",
                    "Type 2 diabetes mellitus with hyperglycemia",
                    "E11.65"
                )
                {
                    DaysAgo = 2600,
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
                    DaysAgo = 1900,
                }
            )
            .With(
                new GoalText("pressure", "Keep the top number of your blood pressure at 130 or lower")
                {
                    Problem = "pressure",
                    OwnWords = "Not end up like my mother, with a stroke",
                    Clinical = "Systolic blood pressure < 130 mmHg",
                    Measured = new("Blood pressure, top number", "mmHg", 146, TargetIs.AtMost, 130),
                    DueInDays = 60,
                    Owner = TeamRole.PrimaryCare,
                }
            )
            .With(
                new ActivityText("metformin", "Metformin 500 mg", "Every day with breakfast")
                {
                    Detail = "1 tablet with breakfast",
                    Clinical = "Metformin 500 mg by mouth once daily with the morning meal",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                    SinceDaysAgo = 390,
                },
                new ActivityText("pressure-check", "Looks at your blood pressure and the medicine for it", "Every 3 months")
                {
                    Goal = "pressure",
                    Owner = TeamRole.PrimaryCare,
                    SinceDaysAgo = 390,
                }
            );

    public static PlanText Second(PlanText first, DemoCalendar calendar) =>
        first
            .Next(
                DemoCalendar.At(calendar.Workday(-180), new(14, 30)),
                "Dr. Patel joined your team. Two goals are new: your sugar, and walking.",
                calendar.Day(-5)
            )
            .With(
                new GoalText("sugar-3-months", "Bring your 3-month blood sugar (HbA1c) down to 7.0 or lower")
                {
                    Problem = "diabetes",
                    OwnWords = "Keep my eyes and my feet healthy",
                    Clinical = "HbA1c at or below 7.0 %",
                    Measured = new("3-month blood sugar (HbA1c)", "%", 8.1m, TargetIs.AtMost, 7.0m),
                    DueInDays = 75,
                    Owner = TeamRole.Endocrinologist,
                },
                new GoalText("walk", "Walk for 20 minutes without stopping")
                {
                    Problem = "diabetes",
                    OwnWords = "Walk to church again",
                    Clinical = "Continuous walking tolerance of 20 min",
                    Measured = new("Walking without a stop", "minutes", 6, TargetIs.AtLeast, 20),
                    DueInDays = 40,
                    Owner = TeamRole.PrimaryCare,
                }
            )
            .With(
                new ActivityText("walk", "Walk for 10 minutes", "Every day")
                {
                    Goal = "walk",
                    On = Days.Every,
                    SinceDaysAgo = 180,
                },
                new ActivityText("feet", "Look at both feet for sores", "Every Saturday")
                {
                    Goal = "sugar-3-months",
                    Detail = "Use the hand mirror for the soles. Call the clinic about any sore.",
                    On = Days.Saturday,
                    Part = PartOfDay.Evening,
                    SinceDaysAgo = 180,
                },
                new ActivityText("sugar-review", "Goes through your sugar numbers", "Every 2 weeks")
                {
                    Goal = "sugar-3-months",
                    Owner = TeamRole.Endocrinologist,
                    SinceDaysAgo = 180,
                }
            );

    public static PlanText Third(PlanText second, DemoCalendar calendar) =>
        second
            .Next(
                DemoCalendar.At(calendar.Workday(-1), new(16, 10)),
                "One goal added: your sugar before breakfast. "
                    + "Two steps changed: your walk is now 20 minutes, and you also check your sugar before dinner.",
                calendar.Day(90)
            )
            .With(
                new ProblemText(
                    "cholesterol",
                    "High cholesterol",
                    "There is more fat in your blood than is good for your heart. You feel nothing of it, but it can be treated well.",
                    "Hyperlipidemia, unspecified",
                    "E78.5"
                )
                {
                    DaysAgo = 95,
                }
            )
            .With(
                new GoalText("sugar-morning", "Blood sugar before breakfast of 130 or lower, and not under 80")
                {
                    Problem = "diabetes",
                    OwnWords = "Start the day without feeling shaky",
                    Clinical = "Fasting plasma glucose 80-130 mg/dL",
                    Measured = new("Blood sugar before breakfast", "mg/dL", 168, TargetIs.AtMost, 130),
                    DueInDays = 30,
                    Owner = TeamRole.Endocrinologist,
                }
            )
            .With(
                new ActivityText("sugar-morning", "Blood sugar before breakfast", "Every day before breakfast")
                {
                    Goal = "sugar-morning",
                    Detail = "Write the number down. Your range is 80 to 130.",
                    Clinical = "Self-monitored fasting glucose, daily",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                    SinceDaysAgo = 60,
                },
                new ActivityText("walk", "Walk for 20 minutes", "Every day")
                {
                    Goal = "walk",
                    Detail = "Two times 10 minutes counts too. Take a bottle of water with you.",
                    On = Days.Every,
                    SinceDaysAgo = 180,
                },
                new ActivityText("sugar-evening", "Blood sugar before dinner", "Every day before dinner")
                {
                    Goal = "sugar-3-months",
                    Detail = "Write the number down next to the one from the morning.",
                    Clinical = "Self-monitored pre-prandial glucose, daily",
                    On = Days.Every,
                    Part = PartOfDay.Evening,
                    SinceDaysAgo = 14,
                },
                new ActivityText("meal-plan", "A meal plan that fits your week", "Before your next visit with her")
                {
                    Goal = "sugar-3-months",
                    Owner = TeamRole.Nutritionist,
                    SinceDaysAgo = 1,
                },
                new ActivityText("medicines", "Goes through all your medicines with you", "Once, by phone")
                {
                    Owner = TeamRole.Pharmacist,
                    SinceDaysAgo = 9,
                }
            )
            .First("diabetes", "metformin", "sugar-3-months", "sugar-morning", "walk", "meal-plan", "sugar-review");
}
