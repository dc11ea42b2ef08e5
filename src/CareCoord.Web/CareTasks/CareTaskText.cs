using CareCoord.CareTasks;
using CareCoord.Web.Shell;

namespace CareCoord.Web.CareTasks;

/// <summary>The words, icons and tones by which care tasks are shown to staff; the icon never stands alone.</summary>
internal static class CareTaskText
{
    public static string Of(Priority priority) =>
        priority switch
        {
            Priority.Stat => "Stat",
            Priority.Asap => "Asap",
            Priority.Urgent => "Urgent",
            _ => "Routine",
        };

    public static string Icon(Priority priority) =>
        priority switch
        {
            Priority.Stat => "alert",
            Priority.Asap => "up",
            Priority.Urgent => "flag",
            _ => "dot",
        };

    public static (string Words, string Icon, string Tone) Of(TaskState state) =>
        state switch
        {
            TaskState.Assigned => ("Not answered yet", "clock", "attention"),
            TaskState.Accepted => ("Accepted", "check", "info"),
            TaskState.Declined => ("Sent back", "back", "danger"),
            TaskState.InProgress => ("In progress", "go", "info"),
            TaskState.Waiting => ("Waiting", "wait", "attention"),
            TaskState.Done => ("Done", "check", "good"),
            _ => ("Cancelled", "cross", "plain"),
        };

    public static string Of(TaskList list) =>
        list switch
        {
            TaskList.Mine => "Mine",
            TaskList.Units => "My units’",
            TaskList.Delegated => "Delegated by me",
            TaskList.Late => "Late",
            TaskList.Today => "Due today",
            TaskList.Week => "This week",
            _ => "Waiting",
        };

    public static string Of(TaskSort sort) =>
        sort switch
        {
            TaskSort.Priority => "Priority",
            TaskSort.Patient => "Patient",
            TaskSort.Kind => "What it is about",
            _ => "Due",
        };

    /// <summary>Why a list is empty, and what comes next.</summary>
    public static (string Why, string Next) Empty(TaskDeskFilter asked) =>
        asked.IsFiltered || asked.After is not null
            ? ("No task of this list is like that.", "Take a filter away, or choose another list.")
            : asked.List switch
            {
                TaskList.Mine => ("Nothing is waiting for you.", "What somebody asks you to do appears here by itself."),
                TaskList.Units => ("No queue of your units has a task.", "Whoever is free takes the next one from here."),
                TaskList.Delegated => ("Nobody else is working for your patients just now.", "Assign a task from a patient’s page."),
                TaskList.Late => ("Nothing is late.", "Tasks whose time has passed stand here."),
                TaskList.Today => ("Nothing more is due today.", "Look at this week for what comes next."),
                TaskList.Week => ("Nothing is due this week.", "Tasks with a later day, or none, are in your other lists."),
                _ => ("Nothing is waiting for somebody else.", "A task is waiting when its owner says on whom."),
            };

    /// <summary>The act as a button says it.</summary>
    public static string Button(CareTaskAction act) =>
        act switch
        {
            CareTaskAction.Accepted => "Accept",
            CareTaskAction.Declined => "Decline",
            CareTaskAction.Started => "Start",
            CareTaskAction.Waits => "Waiting for…",
            CareTaskAction.Resumed => "Go on",
            CareTaskAction.Done => "Complete",
            CareTaskAction.Cancelled => "Cancel the task",
            CareTaskAction.Offered => "Hand over",
            CareTaskAction.Withdrawn => "Take the offer back",
            CareTaskAction.Reassigned => "Assign to somebody",
            CareTaskAction.Noted => "Add a note",
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };

    /// <summary>The key of an act, where it has one.</summary>
    public static string? Key(CareTaskAction act) =>
        act switch
        {
            CareTaskAction.Accepted => "a",
            CareTaskAction.Declined => "d",
            CareTaskAction.Started or CareTaskAction.Resumed => "s",
            CareTaskAction.Waits => "w",
            CareTaskAction.Done => "c",
            CareTaskAction.Offered or CareTaskAction.Reassigned => "h",
            CareTaskAction.Noted => "n",
            _ => null,
        };

    /// <summary>What is told when the act is done.</summary>
    public static string Told(CareTaskAction act) =>
        act switch
        {
            CareTaskAction.Accepted => "Accepted",
            CareTaskAction.Declined => "Declined; it goes back",
            CareTaskAction.Started => "Started",
            CareTaskAction.Waits => "Waiting",
            CareTaskAction.Resumed => "Going on",
            CareTaskAction.Done => "Done",
            CareTaskAction.Cancelled => "Cancelled",
            CareTaskAction.Offered => "Offered; it stays with its owner until the other accepts",
            CareTaskAction.Withdrawn => "The offer is taken back",
            CareTaskAction.Reassigned => "Assigned",
            CareTaskAction.Noted => "The note is added",
            _ => "Done",
        };

    /// <summary>When it is due, in few letters, and whether that moment has passed.</summary>
    public static (string Words, bool Late) Due(TaskRow task, Spoken spoken, DateTimeOffset now) =>
        task.DueAt is not { } due ? ("no day set", false)
        : IsLate(task, now) ? ($"late: {spoken.ShortMoment(due)}", true)
        : (spoken.ShortMoment(due), false);

    /// <summary>When it is due in two lines: the moment, and what that means today; and whether it has passed.</summary>
    public static (string Moment, string When, bool Late) DueLines(TaskRow task, Spoken spoken, DateTimeOffset now)
    {
        if (task.DueAt is not { } due)
            return ("no day set", "", false);
        var day = spoken.DateOf(due);
        var sunday = spoken.Today.AddDays(((int)DayOfWeek.Sunday - (int)spoken.Today.DayOfWeek + 7) % 7);
        // That it is today or tomorrow is said by the moment.
        var when =
            IsLate(task, now) ? Late((now - due).Days)
            : day <= spoken.Today.AddDays(1) ? ""
            : day <= sunday ? "this week"
            : "later";
        return (spoken.ShortMoment(due), when, IsLate(task, now));
    }

    /// <summary>Below its state: on what it waits or why it came back, else how many of its steps are done.</summary>
    public static string? Under(TaskRow task) =>
        task.State is TaskState.Waiting or TaskState.Declined && (task.StateNote ?? TaskHistoryText.Note(task)) is { } note ? note
        : task.Steps > 0 ? $"{task.StepsDone} of {task.Steps} steps"
        : null;

    /// <summary>The keys of the desk, and what they do.</summary>
    public static readonly IReadOnlyList<(string Key, string Words)> Keys =
    [
        ("j k", "to the next task, to the one before (also the arrow keys)"),
        ("Enter", "open the task, or close it"),
        ("x", "select it"),
        ("a", "accept"),
        ("d", "decline"),
        ("s", "start, or go on after waiting"),
        ("w", "it waits for somebody"),
        ("c", "complete"),
        ("h", "hand over, or assign to somebody"),
        ("n", "add a note"),
        ("r", "read the list again"),
        ("/", "to the filters"),
        ("1 … 9", "the views, from the left"),
        ("Esc", "close what is open, or select none"),
        ("?", "these keys"),
    ];

    private static bool IsLate(TaskRow task, DateTimeOffset now) =>
        task.DueAt < now && task.State is not (TaskState.Done or TaskState.Cancelled);

    private static string Late(int days) =>
        days switch
        {
            0 => "late since today",
            1 => "late 1 day",
            _ => $"late {days} days",
        };

    /// <summary>Who has it, and who is asked to take it.</summary>
    public static string Whose(TaskRow task) => task.Asked is null ? task.Owner : $"{task.Owner} → {task.Asked}";
}
