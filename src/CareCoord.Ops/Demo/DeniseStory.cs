using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>Denise, 54, has diabetes, and three providers who work on it from one plan.</summary>
internal static class DeniseStory
{
    public static void Write(DemoScene scene)
    {
        var account = scene.Account("denise", "Denise Moore", "(773) 555-0102", null, hats: Hat.Patient);
        var denise = scene.Patient(
            DemoId.Of("denise"),
            account,
            "Denise",
            "Moore",
            "she",
            new(1972, 5, 17),
            "(773) 555-0102",
            "I want to walk to church again, and see my granddaughter grow up.",
            scene.Calendar.Moment(-420, "9:00")
        );

        denise.Coordinator(RiversideStaff.Carla, 400);
        denise.Member(RiversideStaff.Grace, 400, "Your health as a whole, and your blood pressure");
        denise.Member(RiversideStaff.Anil, 200, "Your sugar, and the medicines for it");
        denise.Member(RiversideStaff.Mia, 45, "What to eat, and how it fits your week");
        denise.Member(RiversideStaff.Yusuf, 9, "All your medicines, and what does not go together");

        var first = First(scene.Calendar);
        var second = Second(first, scene.Calendar);
        denise.Plan(first, second, Third(second, scene.Calendar));
        denise.Readings("sugar-3-months", (190, 8.1m), (95, 7.8m), (4, 7.4m));
        denise.Readings(
            "sugar-morning",
            (60, 168),
            (45, 154),
            (30, 149),
            (21, 141),
            (14, 138),
            (10, 133),
            (7, 136),
            (6, 129),
            (5, 131),
            (4, 127),
            (3, 124),
            (2, 126),
            (1, 121),
            (0, 118)
        );
        denise.Readings("walk", (95, 6), (60, 9), (30, 11), (12, 12), (3, 14));
        denise.Readings("pressure", (190, 146), (120, 141), (95, 138), (40, 134), (12, 133));
        denise.Done("metformin", account, "8:05", 9);
        denise.Done("sugar-morning", account, "7:40", 11, 12);
        denise.Done("walk", account, "16:10", 0, 2, 6, 7, 13);
        denise.Done("sugar-evening", account, "18:20", 0, 3, 8, 13);
        denise.Done("feet", account, "20:00");
        Visits(denise);
        denise.Concern("Your blood pressure", RiversideStaff.Grace, 390);
        denise.Concern("Your sugar", RiversideStaff.Anil, 200);
        denise.Concern("What to eat", RiversideStaff.Mia, 45);
        denise.Concern("All your medicines together", RiversideStaff.Yusuf, 9);
        DeniseTasks.Write(denise);
        denise.Judged(
            Risk.Rising,
            "Two A1c targets from two doctors, a call about her medicines that was missed, and a left foot that tingled.",
            5,
            "9:10"
        );
        denise.Looked(0, "8:20");
    }

    private static PlanText First(DemoCalendar calendar) =>
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
                    "Your blood pushes too hard against the walls of your blood vessels. Over the years this strains the heart and the kidneys.",
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

    private static PlanText Second(PlanText first, DemoCalendar calendar) =>
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

    private static PlanText Third(PlanText second, DemoCalendar calendar) =>
        second
            .Next(
                DemoCalendar.At(calendar.Workday(-1), new(16, 10)),
                "One goal added: your sugar before breakfast. Two steps changed: your walk is now 20 minutes, and you also check your sugar before dinner.",
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

    private static void Visits(DemoRecord denise)
    {
        denise.Visit(
            new(RiversideStaff.Anil, "Your sugar numbers, and what they mean", 1, "9:30", 30, VisitWay.Video)
            {
                Prepare = "Have your sugar numbers of the last two weeks next to you. Write down up to three questions.",
                BookedDaysAgo = 26,
                MovedDaysAgo = 5,
            }
        );
        denise.Visit(
            new(RiversideStaff.Mia, "Meals that fit your week", 8, "14:00", 45)
            {
                Prepare = "Write down what you eat on two normal days. Bring the boxes or labels of what you eat often.",
                BookedDaysAgo = 3,
            }
        );
        denise.Visit(
            new(RiversideStaff.Grace, "Blood pressure and general check", 23, "10:30", 30)
            {
                Prepare = "Bring your own blood pressure meter, so that we can check that it measures right.",
                BookedDaysAgo = 40,
            }
        );
        denise.Visit(
            new(RiversideStaff.Anil, "Sugar check after 3 months", 85, "9:00", 30)
            {
                Prepare = "Have your blood drawn at the lab one week before. You may eat and drink as usual.",
                BookedDaysAgo = 20,
            }
        );
        denise.Visit(
            new(RiversideStaff.Yusuf, "Going through all your medicines", -6, "11:00", 30, VisitWay.Phone)
            {
                State = VisitState.Missed,
                Prepare = "Have all your medicine boxes on the table, also those without a prescription.",
            }
        );
        denise.Visit(
            new(RiversideStaff.Mia, "Getting to know each other", -20, "14:00", 45)
            {
                State = VisitState.Cancelled,
                CancelReason = "Mia Chen was ill. The clinic called to find a new time.",
            }
        );
        denise.Visit(new(RiversideStaff.Grace, "Blood pressure and general check", -95, "10:30", 30));
        denise.Visit(
            new(RiversideStaff.Anil, "First talk about your sugar", -181, "9:30", 45) { Prepare = "Bring a list of all your medicines." }
        );
        denise.Visit(new(RiversideStaff.Grace, "Yearly check-up", -391, "10:00", 45));
    }
}
