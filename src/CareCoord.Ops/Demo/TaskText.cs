using CareCoord.Access;
using CareCoord.CareTasks;

namespace CareCoord.Ops.Demo;

/// <summary>A care task as the stories write it: what and why, to whom, until when, and what happened with it since.</summary>
/// <param name="For">Whom the coordinator asks; nobody where it is the coordinator's own.</param>
internal sealed record TaskText(string Title, string Why, StaffMember? For, int DaysAgo, string At)
{
    public Priority Priority { get; init; }
    public TaskAbout About { get; init; } = TaskAbout.General;

    /// <summary>The key of the plan's activity that it is about; it carries that activity's labels.</summary>
    public string? Activity { get; init; }

    /// <summary>The unit in whose queue it stands, instead of a person.</summary>
    public Guid? Unit { get; init; }

    /// <summary>They were found by their role in the team.</summary>
    public bool ByRole { get; init; }

    public int? DueInBusinessDays { get; init; }

    /// <summary>A moment so many days from today, on an open day.</summary>
    public (int Day, string At)? Due { get; init; }

    public string[] Steps { get; init; } = [];
    public StaffMember[] Watchers { get; init; } = [];
    public TaskTurn[] Then { get; init; } = [];
}

/// <summary>Who takes a turn in the life of a task.</summary>
internal enum TurnOf
{
    Asked,
    Owner,
    Coordinator,
}

/// <summary>Something that happened with a task, so many days ago.</summary>
internal sealed record TaskTurn(int DaysAgo, string At, TurnOf By, Func<CareTask, Worker, CareTaskEntry> Do)
{
    /// <summary>The line of the checklist that is ticked by it.</summary>
    public int? Step { get; init; }

    /// <summary>The moment itself, where it is not said in days.</summary>
    public DateTimeOffset? Moment { get; init; }

    public static TaskTurn Accepts(int daysAgo, string at) => new(daysAgo, at, TurnOf.Asked, (task, by) => task.Accept(by));

    public static TaskTurn Declines(int daysAgo, string at, string reason) =>
        new(daysAgo, at, TurnOf.Asked, (task, by) => task.Decline(by, reason));

    public static TaskTurn Starts(int daysAgo, string at) => new(daysAgo, at, TurnOf.Owner, (task, by) => task.Start(by));

    public static TaskTurn Waits(int daysAgo, string at, string onWhom) =>
        new(daysAgo, at, TurnOf.Owner, (task, by) => task.Wait(by, onWhom));

    public static TaskTurn Resumes(int daysAgo, string at) => new(daysAgo, at, TurnOf.Owner, (task, by) => task.Resume(by));

    public static TaskTurn Completes(int daysAgo, string at, string outcome) =>
        new(daysAgo, at, TurnOf.Owner, (task, by) => task.Complete(by, outcome));

    public static TaskTurn Cancels(int daysAgo, string at, string reason) =>
        new(daysAgo, at, TurnOf.Coordinator, (task, by) => task.Cancel(by, reason));

    public static TaskTurn HandsOver(int daysAgo, string at, StaffMember to, string words) =>
        new(daysAgo, at, TurnOf.Owner, (task, by) => task.HandOver(by, new(to.AccountId, Hat.Provider, null, null), words));

    public static TaskTurn Reassigns(int daysAgo, string at, StaffMember to, string words) =>
        new(daysAgo, at, TurnOf.Coordinator, (task, by) => task.Reassign(by, new(to.AccountId, Hat.Provider, null, null), words));

    public static TaskTurn Notes(int daysAgo, string at, string words, TurnOf by = TurnOf.Owner) =>
        new(daysAgo, at, by, (task, who) => task.AddNote(who, words));

    public static TaskTurn Ticks(int daysAgo, string at, int step) =>
        new(daysAgo, at, TurnOf.Owner, (_, _) => throw new NotSupportedException("A step is ticked with its line.")) { Step = step };

    /// <summary>The coordinator does what it asks for on the page of the thing itself.</summary>
    public static TaskTurn Settles(DateTimeOffset moment, TaskReason outcome) =>
        new(0, "0:00", TurnOf.Coordinator, (task, by) => task.Settle(by, outcome)) { Moment = moment };
}
