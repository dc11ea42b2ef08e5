using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.TreatmentPlans;

/// <summary>Who does an activity.</summary>
public enum DoneBy
{
    Patient,
    Caregiver,
    Member,
}

/// <summary>When in the day an activity is meant to be done.</summary>
public enum PartOfDay
{
    Morning,
    Midday,
    Evening,
    Any,
}

/// <summary>What somebody does for the plan, how often, and who owns it.</summary>
public sealed class Activity
{
    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>The id of this activity in the version that brought it; the same over all versions.</summary>
    public Guid LineageId { get; private set; }

    public Guid PlanId { get; private set; }
    public Guid? GoalId { get; private set; }
    public string Title { get; private set; } = "";
    public string? Detail { get; private set; }
    public string? ClinicalWording { get; private set; }
    public DoneBy DoneBy { get; private set; }
    public Guid? OwnerMemberId { get; private set; }

    /// <summary>In plain words: "Every day after breakfast".</summary>
    public string HowOften { get; private set; } = "";

    /// <summary>The days it is ticked on, as bits: Sunday 1, Monday 2 … Saturday 64; 0 where it is not ticked day by day.</summary>
    public int Weekdays { get; private set; }

    public PartOfDay PartOfDay { get; private set; }
    public DateOnly StartsOn { get; private set; }
    public DateOnly? EndsOn { get; private set; }
    public Category Labels { get; private set; }
    public int Position { get; private set; }
    public uint RowVersion { get; private set; }

    /// <summary>Ticks this activity for a day; it must be one that the patient or caregiver does on that day, not in the future.</summary>
    public ActivityTick Tick(DateOnly day, DateOnly today, DateTimeOffset now, Guid by)
    {
        if (DoneBy == DoneBy.Member)
            throw new RuleBroken("Your care team does this one, so there is nothing for you to tick.");
        if (day > today)
            throw new RuleBroken("That day has not come yet. Come back then to tick it.");
        if (day < StartsOn || day > EndsOn || (Weekdays & (1 << (int)day.DayOfWeek)) == 0)
            throw new RuleBroken("This is not planned for that day.");
        return new ActivityTick(PatientId, LineageId, day, now, by, Labels);
    }
}

/// <summary>An activity done on a day, and who said so.</summary>
public sealed class ActivityTick
{
    private ActivityTick() { }

    internal ActivityTick(Guid patientId, Guid lineageId, DateOnly onDate, DateTimeOffset tickedAt, Guid tickedBy, Category labels)
    {
        PatientId = patientId;
        Id = Guid.CreateVersion7(tickedAt);
        LineageId = lineageId;
        OnDate = onDate;
        TickedAt = tickedAt;
        TickedBy = tickedBy;
        Labels = labels;
    }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid LineageId { get; private set; }
    public DateOnly OnDate { get; private set; }
    public DateTimeOffset TickedAt { get; private set; }
    public Guid TickedBy { get; private set; }
    public Category Labels { get; private set; }
}
