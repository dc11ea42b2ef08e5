using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>What Rosa keeps from her daughter: everything here carries the label "behavioural", which Ana's grant leaves out.</summary>
internal static class RosaLowMood
{
    public static PlanText AddTo(PlanText second, DemoCalendar calendar) =>
        second
            .Next(DemoCalendar.At(calendar.Workday(-99), new(13, 15)), "Ruth Alvarez joined your team.", calendar.Day(-20))
            .With(
                new ProblemText(
                    "mood",
                    "Low mood (depression)",
                    "You have felt sad and tired for weeks, and few things give you joy. "
                        + "This is an illness, not a weakness, and talking about it helps.",
                    "Major depressive disorder, single episode, moderate",
                    "F32.1"
                )
                {
                    DaysAgo = 100,
                    Labels = Category.Behavioural,
                }
            )
            .With(
                new GoalText("mood", "Feel brighter: a mood score of 7 or less")
                {
                    Problem = "mood",
                    OwnWords = "Not cry in the mornings",
                    Clinical = "PHQ-9 score of 7 or below",
                    Measured = new("Mood score, from 0 (best) to 27", "points", 15, TargetIs.AtMost, 7),
                    DueInDays = 60,
                    Owner = TeamRole.SocialWorker,
                    Labels = Category.Behavioural,
                }
            )
            .With(
                new ActivityText("talks", "Talks with you about how you feel", "Every 2 weeks")
                {
                    Goal = "mood",
                    Owner = TeamRole.SocialWorker,
                    SinceDaysAgo = 100,
                    Labels = Category.Behavioural,
                },
                new ActivityText("letter", "Write or draw one thing that was good", "Monday, Wednesday and Friday")
                {
                    Goal = "mood",
                    Detail = "In the small red notebook. Only Ruth Alvarez looks at it, and only if you want.",
                    On = Days.MondayWednesdayFriday,
                    Part = PartOfDay.Morning,
                    SinceDaysAgo = 100,
                    Labels = Category.Behavioural,
                }
            );

    public static void Visits(DemoRecord rosa)
    {
        rosa.Visit(
            new(RiversideStaff.Ruth, "A talk about how you feel", 3, "10:00", 45)
            {
                Prepare = "Bring the red notebook if you like. A driver picks you up at 9:30.",
                BookedDaysAgo = 11,
                Labels = Category.Behavioural,
            }
        );
        rosa.Visit(new(RiversideStaff.Ruth, "A talk about how you feel", -11, "10:00", 45) { Labels = Category.Behavioural });
        rosa.Visit(new(RiversideStaff.Ruth, "A talk about how you feel", -25, "10:00", 45) { Labels = Category.Behavioural });
    }
}
