using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>
/// One entry in the history of a task: who, as whom, when, and how the task stood afterwards. Words are those of persons alone.
/// </summary>
public sealed class CareTaskEntry
{
    private CareTaskEntry() { }

    internal CareTaskEntry(CareTask task, CareTaskAction act, Worker by, string? words)
    {
        PatientId = task.PatientId;
        Id = Guid.CreateVersion7(by.Now);
        TaskId = task.Id;
        Number = task.EntryCount;
        Action = act;
        At = by.Now;
        AccountId = by.AccountId;
        Hat = by.Hat;
        ForAccountId = by.InPlaceOf;
        State = task.State;
        OwnerAccountId = task.OwnerAccountId;
        AskedAccountId = task.AskedAccountId;
        AskedUnitId = task.AskedUnitId;
        Words = words;
        Labels = task.Labels;
    }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid TaskId { get; private set; }

    /// <summary>From 1, without gaps.</summary>
    public int Number { get; private set; }

    public CareTaskAction Action { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid AccountId { get; private set; }
    public Hat Hat { get; private set; }

    /// <summary>The colleague in whose place a deputy acted.</summary>
    public Guid? ForAccountId { get; private set; }

    public TaskState State { get; private set; }
    public Guid OwnerAccountId { get; private set; }
    public Guid? AskedAccountId { get; private set; }
    public Guid? AskedUnitId { get; private set; }
    public string? Words { get; private set; }
    public Category Labels { get; private set; }

    /// <summary>Of the words.</summary>
    public EntryVersion Version { get; private set; } = EntryVersion.First;

    /// <summary>The number of the entry that was amended by it.</summary>
    public int? Amends { get; internal init; }

    /// <summary>Why, where the portal says it.</summary>
    public TaskReason? Reason { get; internal init; }

    /// <summary>Whom a rung of the ladder told, and why them.</summary>
    public EscalationAudience? Told { get; private set; }

    public Guid? ToldAccountId { get; private set; }

    /// <summary>Who was told besides, standing in for them.</summary>
    public Guid? ToldAlsoId { get; private set; }

    public Guid? ToldUnitId { get; private set; }

    /// <summary>Who left the team, or whose deputy was told.</summary>
    public Guid? AboutAccountId { get; internal init; }

    /// <summary>Somebody wrote it in words of their own, which can be amended.</summary>
    public bool HoldsOwnWords => Words is not null && IsOfWords(Action);

    /// <summary>Whether the words of such an act are somebody's own, and not the name of a file or the text of a step.</summary>
    public static bool IsOfWords(CareTaskAction act) =>
        act
            is CareTaskAction.Declined
                or CareTaskAction.Kept
                or CareTaskAction.Waits
                or CareTaskAction.Done
                or CareTaskAction.Cancelled
                or CareTaskAction.Offered
                or CareTaskAction.Reassigned
                or CareTaskAction.Noted;

    internal CareTaskEntry Reaching(EscalationOutcome outcome)
    {
        (Told, ToldAccountId, ToldAlsoId, ToldUnitId) = (outcome.Whom, outcome.Account, outcome.Also, outcome.Unit);
        return this;
    }

    /// <summary>What somebody wrote is amended by them, or by the patient's coordinator.</summary>
    internal void Amend(AmendmentDraft asked, Worker by, string? words)
    {
        if (!HoldsOwnWords)
            throw new RuleBroken("Nobody wrote anything there that could be corrected.");
        if (AccountId != by.AccountId && !by.IsCoordinator)
            throw new RuleBroken("Only whoever wrote it, or the patient’s coordinator, can correct it.");
        var latter = asked.Kind is AmendmentKind.Correction or AmendmentKind.Addition
            ? words.Kept()
                ?? throw new RuleBroken("Write what it should say. If it should not be there at all, say that it was entered in error.")
            : Words!;
        Version = Version.Amend(asked, new(by.AccountId, by.Hat, by.InPlaceOf, by.Now), new WrittenWords(Words!), new WrittenWords(latter));
        Words = latter;
    }
}

/// <summary>What somebody wrote, as it is kept when it is amended.</summary>
public sealed record WrittenWords(string Words);

/// <summary>Whom a rung of the ladder told.</summary>
/// <param name="Also">Who stands in for them.</param>
/// <param name="Unit">The unit whose members were told, or of whom nobody was there.</param>
/// <param name="About">The coordinator whose deputy or stand-in was told.</param>
public sealed record EscalationOutcome(EscalationAudience Whom, Guid? Account, Guid? Also = null, Guid? Unit = null, Guid? About = null);
