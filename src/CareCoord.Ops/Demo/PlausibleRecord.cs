using CareCoord.CareTeams;
using CareCoord.Caseloads;

namespace CareCoord.Ops.Demo;

/// <summary>Writes the record of a sketched person: team, plan with progress, visits, and what they need attention for.</summary>
internal sealed class PlausibleRecord(DemoScene scene, Random random, Guid coordinator, Func<TeamRole, StaffMember> staff)
{
    private static readonly ActivityText Questions = new(
        "questions",
        "Write down your questions for the next visit",
        "Whenever one comes up"
    )
    {
        Goal = "matters",
    };

    public DemoRecord Write(PersonSketch person)
    {
        var fresh = person.Needs == ReasonKind.NoPlan;
        var known = fresh ? 6 : person.PlanDaysAgo + 130 + random.Next(300);
        var record = scene.Patient(
            person.Id,
            person.Account,
            person.Given,
            person.Family,
            person.Pronouns,
            person.Born,
            person.Phone,
            person.Matters,
            scene.Calendar.Moment(-known, "8:30")
        );
        record.Coordinator(coordinator, known - 1);

        var conditions = person.Has.Select(ConditionText.Of).ToList();
        var leaver = person.Needs == ReasonKind.NobodyDoes ? Leads(conditions).First() : (TeamRole?)null;
        var team = Team(conditions).ToDictionary(role => role, staff);
        foreach (var (role, member) in team)
            record.Member(member, known - 2, leftDaysAgo: role == leaver ? 6 : null);

        if (!fresh)
        {
            record.Plan(Versions(person, conditions));
            Progress(record, person, conditions);
        }

        // The words of the problem without what stands in brackets, seen by whoever sees the problem.
        foreach (var condition in conditions)
            record.Concern(condition.Problem.Name.Split(" (")[0], team[condition.Lead], known - 3, condition.Problem.Labels);

        new PlausibleVisits(record, random, person, team, leaver).Write(known - 10);
        if (!fresh)
            new PlausibleTasks(record, random, person, team, leaver).Write(Math.Min(14, person.PlanDaysAgo));
        new PlausibleDesk(record, person).Write(known - 10);
        return record;
    }

    private static IEnumerable<TeamRole> Leads(List<ConditionText> conditions) =>
        conditions.Select(c => c.Lead).Where(role => role != TeamRole.PrimaryCare).Distinct();

    // The family doctor, whoever leads in a condition, and a nurse where the team would be the family doctor alone.
    private static List<TeamRole> Team(List<ConditionText> conditions)
    {
        List<TeamRole> roles = [TeamRole.PrimaryCare, .. Leads(conditions)];
        return roles.Count > 1 ? roles : [.. roles, TeamRole.Nurse];
    }

    private PlanText[] Versions(PersonSketch person, List<ConditionText> conditions)
    {
        var calendar = scene.Calendar;
        var published = DemoCalendar.At(calendar.Workday(-person.PlanDaysAgo), new(9 + random.Next(7), 15 * random.Next(4)));
        var review = calendar.Day(person.Needs == ReasonKind.ReviewLate ? -random.Next(2, 12) : random.Next(20, 120));
        if (!person.HadPlanBefore || conditions.Count == 1)
            return
            [
                Text(
                    new()
                    {
                        PublishedAt = published,
                        Note = "Your first plan.",
                        ReviewDue = review,
                    },
                    person,
                    conditions
                ),
            ];

        var first = Text(
            new()
            {
                PublishedAt = published.AddDays(-91),
                Note = "Your first plan.",
                ReviewDue = calendar.Day(-person.PlanDaysAgo),
            },
            person,
            [conditions[0]]
        );
        // The note is read by everybody who sees the plan, so it says nothing of a problem that carries a label.
        var added = conditions[^1].Problem;
        var second = first.Next(published, added.Labels == 0 ? $"New in your plan: {added.Name}." : "Your plan has grown.", review);
        return [first, Text(second, person, conditions)];
    }

    private PlanText Text(PlanText plan, PersonSketch person, List<ConditionText> conditions)
    {
        var (goals, steps) = conditions.Count switch
        {
            1 => (2, 4),
            2 => (2, 3),
            _ => (1, 2),
        };
        foreach (var (at, condition) in conditions.Index())
        {
            plan.With(condition.Problem with { DaysAgo = condition.Problem.DaysAgo + person.PlanDaysAgo + 400 * at })
                .With([.. condition.Goals.Take(at == 0 ? goals : 1).Select(goal => goal with { DueInDays = Due(person, at) })])
                .With([.. condition.Activities.Take(steps).Select(step => step with { SinceDaysAgo = person.PlanDaysAgo })]);
        }

        return plan.With(
                new GoalText("matters", "Have the strength for what matters to you")
                {
                    OwnWords = person.Matters,
                    Owner = TeamRole.Coordinator,
                }
            )
            .With(
                new ActivityText("together", "Calls you and keeps your team and your plan together", "Every month")
                {
                    Goal = "matters",
                    Owner = TeamRole.Coordinator,
                    SinceDaysAgo = person.PlanDaysAgo,
                }
            )
            .With(conditions.Count > 1 ? [] : [Questions with { SinceDaysAgo = person.PlanDaysAgo }]);
    }

    private int Due(PersonSketch person, int at) => IsLate(person, at) ? -random.Next(3, 15) : random.Next(20, 150);

    private static bool IsLate(PersonSketch person, int at) => person.Needs == ReasonKind.GoalLate && at == 0;

    private void Progress(DemoRecord record, PersonSketch person, List<ConditionText> conditions)
    {
        foreach (var (at, condition) in conditions.Index())
        {
            var (key, measured) = (condition.Goals[0].Key, condition.Goals[0].Measured!);
            var reached = IsLate(person, at) ? 0.2 + (0.6 * random.NextDouble()) : 0.3 + (0.8 * random.NextDouble());
            var digits = measured.Start % 1 != 0 || Math.Abs(measured.Start - measured.Target) < 5 ? 1 : 0;
            var (count, apart) = (random.Next(4, 8), random.Next(12, 20));
            record.Readings(
                key,
                [
                    .. Enumerable
                        .Range(0, count)
                        .Select(step =>
                        {
                            var share =
                                (reached * step / (count - 1)) + (step == 0 || step == count - 1 ? 0 : 0.12 * (random.NextDouble() - 0.5));
                            return (
                                1 + ((count - 1 - step) * apart),
                                Math.Round(measured.Start + ((measured.Target - measured.Start) * (decimal)share), digits)
                            );
                        }),
                ]
            );
        }

        if (person.Account is { } account)
        {
            var steps = conditions.Count switch
            {
                1 => 4,
                2 => 3,
                _ => 2,
            };
            foreach (var activity in conditions.SelectMany(c => c.Activities.Take(steps)).Where(a => a.On != Days.None))
                record.Done(activity.Key, account, PlausibleVisits.TimeOf(activity.Part), random.Next(1, 6), random.Next(6, 14));
        }
    }
}
