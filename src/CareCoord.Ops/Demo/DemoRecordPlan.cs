using CareCoord.Access;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>The plan of a record: its versions, what was measured, and what was done.</summary>
internal sealed partial class DemoRecord
{
    private readonly Dictionary<string, Guid> goals = [];
    private readonly Dictionary<string, Activity> activities = [];
    private readonly Dictionary<string, Category> goalLabels = [];

    /// <summary>The versions of the plan, the last of which is the published one.</summary>
    public void Plan(params PlanText[] versions)
    {
        for (var at = 0; at < versions.Length; at++)
        {
            var (text, plan) = (versions[at], NextId());
            var state = at == versions.Length - 1 ? PlanState.Published : PlanState.Superseded;
            scene.Rows.Add<TreatmentPlan>(
                new
                {
                    PatientId,
                    Id = plan,
                    Version = at + 1,
                    State = state,
                    text.PublishedAt,
                    PublishedBy = coordinator,
                    ChangeNote = text.Note,
                    text.ReviewDue,
                }
            );
            WriteVersion(plan, text);
        }
    }

    /// <summary>Values measured for a goal; each so many days ago, in the morning.</summary>
    public void Readings(string goal, params (int DaysAgo, decimal Value)[] values)
    {
        foreach (var (daysAgo, value) in values)
        {
            var taken = DemoCalendar.At(Calendar.Day(-daysAgo), new TimeOnly(7, 40));
            if (taken <= Calendar.Now)
                scene.Rows.Add<GoalReading>(
                    new
                    {
                        PatientId,
                        Id = NextId(),
                        LineageId = goals[goal],
                        TakenAt = taken,
                        Value = value,
                        Labels = goalLabels[goal],
                    }
                );
        }
    }

    /// <summary>
    /// The days of the last two weeks on which an activity was done. They are all that were planned but those named, and today where its
    /// time has come.
    /// </summary>
    /// <param name="notDaysAgo">The days that were missed; 0 leaves today's to be ticked.</param>
    public void Done(string activity, Guid by, string at, params int[] notDaysAgo)
    {
        var row = activities[activity];
        for (var daysAgo = 14; daysAgo >= 0; daysAgo--)
        {
            var day = Calendar.Day(-daysAgo);
            // People are not clockworks: a few minutes earlier or later, the same on every load.
            var time = DemoCalendar.At(day, DemoCalendar.Time(at)).AddMinutes((daysAgo * 7) % 11);
            if (
                day >= row.StartsOn
                && !notDaysAgo.Contains(daysAgo)
                && (row.Weekdays & (1 << (int)day.DayOfWeek)) != 0
                && time <= Calendar.Now
            )
                scene.Rows.Add<ActivityTick>(
                    new
                    {
                        PatientId,
                        Id = NextId(),
                        row.LineageId,
                        OnDate = day,
                        TickedAt = time,
                        TickedBy = by,
                        row.Labels,
                    }
                );
        }
    }

    /// <summary>Whether the published plan has an activity.</summary>
    public bool Has(string activity) => activities.ContainsKey(activity);

    private void WriteVersion(Guid plan, PlanText text)
    {
        var problemIds = text.Problems.ToDictionary(p => p.Key, _ => NextId());
        var goalIds = text.Goals.ToDictionary(g => g.Key, _ => NextId());
        foreach (var (at, p) in text.Problems.Index())
        {
            scene.Rows.Add<Problem>(
                new
                {
                    PatientId,
                    Id = problemIds[p.Key],
                    PlanId = plan,
                    p.Name,
                    p.Explanation,
                    p.ClinicalName,
                    CodeSystem = "ICD-10-CM",
                    p.Code,
                    Since = Calendar.Day(-p.DaysAgo),
                    p.Labels,
                    Position = at,
                }
            );
        }

        foreach (var (at, g) in text.Goals.Index())
        {
            goals.TryAdd(g.Key, goalIds[g.Key]);
            goalLabels[g.Key] = g.Labels;
            scene.Rows.Add<Goal>(
                new
                {
                    PatientId,
                    Id = goalIds[g.Key],
                    LineageId = goals[g.Key],
                    PlanId = plan,
                    ProblemId = Known(problemIds, g.Problem),
                    g.OwnWords,
                    g.Statement,
                    ClinicalWording = g.Clinical,
                    Measure = g.Measured?.What,
                    Unit = g.Measured?.Unit,
                    StartValue = g.Measured?.Start,
                    TargetValue = g.Measured?.Target,
                    TargetIs = g.Measured?.Is,
                    DueOn = DayIn(g.DueInDays),
                    OwnerMemberId = Owner(g.Owner),
                    g.Labels,
                    Position = at,
                }
            );
        }

        foreach (var (at, a) in text.Activities.Index())
        {
            var id = NextId();
            activities[a.Key] = scene.Rows.Add<Activity>(
                new
                {
                    PatientId,
                    Id = id,
                    LineageId = activities.TryGetValue(a.Key, out var first) ? first.LineageId : id,
                    PlanId = plan,
                    GoalId = Known(goalIds, a.Goal),
                    a.Title,
                    a.Detail,
                    ClinicalWording = a.Clinical,
                    a.DoneBy,
                    OwnerMemberId = a.OwnedBy is { } staff ? membersByAccount[staff.AccountId] : Owner(a.Owner),
                    a.HowOften,
                    Weekdays = a.On,
                    PartOfDay = a.Part,
                    StartsOn = Calendar.Day(-a.SinceDaysAgo),
                    EndsOn = DayIn(a.EndsInDays),
                    a.Labels,
                    Position = at,
                }
            );
        }
    }

    private DateOnly? DayIn(int? days) => days is { } there ? Calendar.Day(there) : null;

    private static Guid? Known(Dictionary<string, Guid> ids, string? key) =>
        key is not null && ids.TryGetValue(key, out var id) ? id : null;
}
