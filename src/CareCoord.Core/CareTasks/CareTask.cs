using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.CareTeams;

namespace CareCoord.CareTasks;

/// <summary>
/// To whom a task is offered: one account under a hat, or the queue of a unit. The role is the one by which they were found, if any.
/// </summary>
public sealed record Assignee(Guid? AccountId, Hat? Hat, Guid? UnitId, TeamRole? Role);

/// <summary>Work assigned for one patient; it always has an owner. Its life is in CareTaskLife.cs.</summary>
public sealed partial class CareTask
{
    public const int TitleLength = 200;
    public const int WordsLength = 2000;

    private CareTask() { }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>The same for all tasks that were assigned in one go for many patients; null where it was one.</summary>
    public Guid? BatchId { get; private set; }

    /// <summary>What to do, in plain words: "Agree on a meal plan with Denise".</summary>
    public string Title { get; private set; } = "";

    public string Why { get; private set; } = "";
    public TaskAbout About { get; private set; }

    /// <summary>The plan's activity (its lineage), the visit or the transition it is about; null where only the kind is said.</summary>
    public Guid? AboutId { get; private set; }

    public Priority Priority { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>How the due moment was said, where it was said in business days of the clinic.</summary>
    public int? DueInBusinessDays { get; private set; }

    public TaskState State { get; private set; }

    /// <summary>Why it was declined or cancelled, on whom it waits, or its outcome.</summary>
    public string? StateNote { get; private set; }

    /// <summary>Why it stands so, where the portal says it; or that the words were entered in error.</summary>
    public TaskReason? StateReason { get; private set; }

    /// <summary>The coordinator to whom it goes back, and who is told when it is late.</summary>
    public Guid CoordinatorAccountId { get; private set; }

    public Guid OwnerAccountId { get; private set; }
    public Hat OwnerHat { get; private set; }
    public Guid? AskedAccountId { get; private set; }
    public Hat? AskedHat { get; private set; }
    public Guid? AskedUnitId { get; private set; }
    public TeamRole? AskedRole { get; private set; }
    public Guid? AskedBy { get; private set; }
    public DateTimeOffset? AskedAt { get; private set; }
    public DateTimeOffset AssignedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>How many acts its history has: the version that people see and act on.</summary>
    public int EntryCount { get; private set; }

    public Category Labels { get; private set; }

    /// <summary>Of what it asks for.</summary>
    public EntryVersion Version { get; private set; } = EntryVersion.First;

    public uint RowVersion { get; private set; }

    public bool IsOpen => ClosedAt is null;

    /// <summary>Offered to somebody who has not answered yet.</summary>
    public bool IsAsked => AskedAccountId is not null || AskedUnitId is not null;

    /// <summary>Whether it is late at a moment.</summary>
    public bool IsLateAt(DateTimeOffset moment) => IsOpen && DueAt < moment;
}
