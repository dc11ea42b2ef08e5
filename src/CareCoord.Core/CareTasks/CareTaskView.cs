using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.CareTeams;
using CareCoord.Files;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>Which open tasks a list shows.</summary>
public enum TaskList
{
    /// <summary>What the asker holds or is asked for, and what absent colleagues do for whom they stand in.</summary>
    Mine,

    /// <summary>The queues of the units the asker works in.</summary>
    Units,

    /// <summary>What the asker coordinates and others hold.</summary>
    Delegated,

    /// <summary>Mine and delegated, due before this moment.</summary>
    Late,

    /// <summary>Mine and delegated, due today.</summary>
    Today,

    /// <summary>Mine and delegated, due from today to the end of Sunday.</summary>
    Week,

    /// <summary>Mine and delegated, waiting for somebody or something.</summary>
    Waiting,
}

/// <summary>By what a list is sorted; what has no due moment comes after what has one, and reversed before it.</summary>
public enum TaskSort
{
    Due,
    Priority,
    Patient,
    Kind,
}

/// <summary>A page of a list of tasks: which, filtered by what, in which order, after which task of the page before.</summary>
/// <param name="Zone">The time zone that "today" and "this week" are meant in.</param>
/// <param name="Known">The patients that the asker's open page shows already. A live reading is in the audit only for others. It is null
/// where the page is opened now.</param>
/// <param name="Reversed">The other way round, from the last to the first.</param>
public sealed record TaskFilter(
    TaskList List,
    TaskSort Sort,
    Guid? Patient,
    TaskAbout? About,
    Priority? Priority,
    string? After,
    TimeZoneInfo Zone,
    IReadOnlyList<Guid>? Known,
    bool Reversed = false
)
{
    /// <summary>The order that is left where a filter makes the rows alike in what they are sorted by.</summary>
    internal TaskSort Order =>
        Sort switch
        {
            TaskSort.Priority when Priority is not null => TaskSort.Due,
            TaskSort.Patient when Patient is not null => TaskSort.Due,
            TaskSort.Kind when About is not null => TaskSort.Due,
            _ => Sort,
        };
}

/// <summary>A page of the list, and how many stand in each (at most 100 are counted).</summary>
/// <param name="ChangesOf">The accounts and units whose changes concern the asker's lists.</param>
public sealed record TasksView(Page<TaskRow> Rows, IReadOnlyList<int> Counts, IReadOnlyList<Guid> ChangesOf)
{
    /// <summary>From this number on, a count says "99+".</summary>
    public const int Most = 100;

    public int Count(TaskList list) => Counts[(int)list];
}

/// <summary>What the task desk shows: a page of a list, the views that the asker keeps, and the columns as they keep them.</summary>
public sealed record TaskDeskView(TasksView List, IReadOnlyList<SavedViews.SavedView> Views, string? Columns);

/// <summary>An open task in a list.</summary>
/// <param name="Asked">Who is asked to take it, a person or a unit; null where nobody is.</param>
/// <param name="Seen">How many acts its history has.</param>
/// <param name="Why">The beginning of why it is to be done.</param>
/// <param name="Born">The patient's birth date; null where the asker knows no more than their name.</param>
/// <param name="Number">The number of the record, where another patient of the asker's has that name and birth date too.</param>
public sealed record TaskRow(
    Guid PatientId,
    Guid TaskId,
    string Title,
    TaskAbout About,
    Priority Priority,
    DateTimeOffset? DueAt,
    TaskState State,
    string? StateNote,
    string Patient,
    string Owner,
    string? Asked,
    TaskPart Part,
    int Seen,
    int Steps,
    int StepsDone,
    TaskReason? StateReason = null,
    string Why = "",
    DateOnly? Born = null,
    long? Number = null
);

/// <summary>The asker's part in a task, their own or that of a colleague for whom they stand in.</summary>
[Flags]
public enum TaskPart
{
    None = 0,
    Owner = 1,
    Asked = 2,
    Coordinator = 4,

    /// <summary>It stands in the queue of a unit in which the asker works.</summary>
    Queue = 8,
}

/// <summary>One task with all that belongs to it.</summary>
/// <param name="Former">What it asked for before it was changed, the latest first.</param>
public sealed record TaskDetail(
    TaskRow Row,
    string Why,
    Guid? AboutId,
    string? AboutTitle,
    int? DueInBusinessDays,
    DateTimeOffset AssignedAt,
    string Coordinator,
    TeamRole? AskedRole,
    bool Open,
    bool Watched,
    Category Labels,
    IReadOnlyList<StepView> Checklist,
    IReadOnlyList<WatcherView> Watchers,
    IReadOnlyList<AttachmentView> Attachments,
    IReadOnlyList<CareTaskEntryView> History,
    IReadOnlyList<FormerVersion> Former
);

public sealed record StepView(Guid Id, string Words, DateTimeOffset? DoneAt, string? DoneBy);

public sealed record WatcherView(Guid AccountId, string Name);

public sealed record AttachmentView(
    Guid Id,
    string Name,
    string MediaType,
    long Bytes,
    int Pages,
    ScanState Scan,
    string AddedBy,
    DateTimeOffset AddedAt
);

/// <summary>An entry in a task's history: who, as whom, when, and to whom it was offered by it.</summary>
/// <param name="Amends">The number of the entry that was amended by it.</param>
/// <param name="MayAmend">The asker can amend what is written there.</param>
/// <param name="Told">Whom a rung of the ladder told; null of every other entry.</param>
/// <param name="About">Who left the team, or whose deputy was told.</param>
/// <param name="Former">What was written there before it was amended, the latest first.</param>
public sealed record CareTaskEntryView(
    int Number,
    CareTaskAction Action,
    DateTimeOffset At,
    string Name,
    string Hat,
    string? For,
    TaskState State,
    string? Asked,
    string? Words,
    int? Amends,
    bool MayAmend,
    TaskReason? Reason,
    EscalationView? Told,
    string? About,
    IReadOnlyList<FormerVersion> Former
);

/// <summary>Whom a rung of the ladder told: a person, who stands in for them, a unit.</summary>
public sealed record EscalationView(EscalationAudience Whom, string? Name, string? Also, string? Unit);
