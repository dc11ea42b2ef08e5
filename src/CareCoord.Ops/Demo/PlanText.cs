using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>The days on which an activity is ticked, as its weekday bits.</summary>
internal static class Days
{
    public const int None = 0;
    public const int Sunday = 1;
    public const int Wednesday = 8;
    public const int Saturday = 64;
    public const int MondayWednesdayFriday = 42;
    public const int TuesdayThursday = 20;
    public const int TuesdayThursdaySaturday = 84;
    public const int Every = 127;
}

/// <summary>A problem of a plan, as the stories write it; the code is one of ICD-10-CM.</summary>
internal sealed record ProblemText(string Key, string Name, string Explanation, string ClinicalName, string Code)
{
    public int DaysAgo { get; init; } = 700;
    public Category Labels { get; init; }
}

/// <summary>What is measured for a goal, from where, to where.</summary>
internal sealed record Measured(string What, string? Unit, decimal Start, TargetIs Is, decimal Target);

/// <summary>A goal of a plan, as the stories write it.</summary>
internal sealed record GoalText(string Key, string Statement)
{
    public string? Problem { get; init; }
    public string? OwnWords { get; init; }
    public string? Clinical { get; init; }
    public Measured? Measured { get; init; }
    public int? DueInDays { get; init; }
    public TeamRole? Owner { get; init; }
    public Category Labels { get; init; }
}

/// <summary>An activity of a plan, as the stories write it; one with an owner is done by that member of the team.</summary>
internal sealed record ActivityText(string Key, string Title, string HowOften)
{
    public string? Goal { get; init; }
    public string? Detail { get; init; }
    public string? Clinical { get; init; }
    public TeamRole? Owner { get; init; }

    /// <summary>The owner by name, where two of the team have the same role.</summary>
    public StaffMember? OwnedBy { get; init; }

    public bool ByCaregiver { get; init; }
    public int On { get; init; }
    public PartOfDay Part { get; init; } = PartOfDay.Any;
    public int SinceDaysAgo { get; init; } = 60;
    public int? EndsInDays { get; init; }
    public Category Labels { get; init; }

    public DoneBy DoneBy =>
        Owner is not null || OwnedBy is not null ? DoneBy.Member
        : ByCaregiver ? DoneBy.Caregiver
        : DoneBy.Patient;
}

/// <summary>One version of a plan. What has the same key in the next version is the same problem, goal or activity.</summary>
internal sealed class PlanText
{
    public required DateTimeOffset PublishedAt { get; init; }
    public string? Note { get; init; }
    public DateOnly? ReviewDue { get; init; }
    public List<ProblemText> Problems { get; private init; } = [];
    public List<GoalText> Goals { get; private init; } = [];
    public List<ActivityText> Activities { get; private init; } = [];

    /// <summary>The next version: the same, until something is added, changed or left out.</summary>
    public PlanText Next(DateTimeOffset at, string note, DateOnly reviewDue) =>
        new()
        {
            PublishedAt = at,
            Note = note,
            ReviewDue = reviewDue,
            Problems = [.. Problems],
            Goals = [.. Goals],
            Activities = [.. Activities],
        };

    public PlanText With(params ProblemText[] problems) => Put(Problems, problems, p => p.Key);

    public PlanText With(params GoalText[] goals) => Put(Goals, goals, g => g.Key);

    public PlanText With(params ActivityText[] activities) => Put(Activities, activities, a => a.Key);

    public PlanText Without(params string[] keys)
    {
        Problems.RemoveAll(p => keys.Contains(p.Key));
        Goals.RemoveAll(g => keys.Contains(g.Key));
        Activities.RemoveAll(a => keys.Contains(a.Key));
        return this;
    }

    /// <summary>Puts what is named first, in this order; the rest follows as it was.</summary>
    public PlanText First(params string[] keys)
    {
        Sort(Problems, p => p.Key);
        Sort(Goals, g => g.Key);
        Sort(Activities, a => a.Key);
        return this;

        void Sort<T>(List<T> all, Func<T, string> key)
        {
            List<T> sorted = [.. all.OrderBy(one => Array.IndexOf(keys, key(one)) is var at and >= 0 ? at : keys.Length)];
            all.Clear();
            all.AddRange(sorted);
        }
    }

    private PlanText Put<T>(List<T> all, T[] more, Func<T, string> key)
    {
        foreach (var one in more)
        {
            var at = all.FindIndex(known => key(known) == key(one));
            if (at >= 0)
                all[at] = one;
            else
                all.Add(one);
        }

        return this;
    }
}
