using CareCoord.CareTasks;

namespace CareCoord.Web.CareTasks;

/// <summary>What the desk keeps while its tab is paused: what it shows, the patients on it, what is new, and what is typed.</summary>
public sealed record TaskDeskKept(
    TaskDeskFilter Filter,
    IReadOnlyList<Guid> Known,
    IReadOnlyList<Guid> Fresh,
    TypedAct? Typed,
    BulkDraft Bulk
);

/// <summary>What is typed for an act on a task, and how many acts its history had when that was begun.</summary>
public sealed record TypedAct(Guid Task, CareTaskAction Action, string Words, string Whom, int Seen);
