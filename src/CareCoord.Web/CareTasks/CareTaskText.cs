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

    public static string Of(TaskAbout about) =>
        about switch
        {
            TaskAbout.PlanActivity => "The plan",
            TaskAbout.Document => "A document",
            TaskAbout.Appointment => "A visit",
            TaskAbout.Medicine => "A medicine",
            TaskAbout.Result => "A result",
            TaskAbout.Transition => "Hospital to home",
            _ => "Something else",
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
        : due < now && task.State is not (TaskState.Done or TaskState.Cancelled) ? ($"late: {spoken.ShortMoment(due)}", true)
        : (spoken.ShortMoment(due), false);

    /// <summary>Who has it, and who is asked to take it.</summary>
    public static string Whose(TaskRow task) => task.Asked is null ? task.Owner : $"{task.Owner} → {task.Asked}";
}
