using CareCoord.Access;

namespace CareCoord.CareTasks;

/// <summary>
/// Which acts on a task are possible for somebody, as they see it in a list: what a page offers. The task itself decides when it is done.
/// </summary>
public static class CareTaskMay
{
    /// <summary>All acts in the order in which they are offered.</summary>
    private static readonly CareTaskAction[] Offered =
    [
        CareTaskAction.Accepted,
        CareTaskAction.Resumed,
        CareTaskAction.Started,
        CareTaskAction.Done,
        CareTaskAction.Waits,
        CareTaskAction.Declined,
        CareTaskAction.Offered,
        CareTaskAction.Withdrawn,
        CareTaskAction.Reassigned,
        CareTaskAction.Noted,
        CareTaskAction.Attached,
        CareTaskAction.StepDone,
        CareTaskAction.Changed,
        CareTaskAction.Cancelled,
    ];

    /// <summary>What they may do with it now, in the order in which it is offered.</summary>
    public static IReadOnlyList<CareTaskAction> Commands(TaskRow task, Hat hat) => [.. Offered.Where(act => May(task, hat, act))];

    /// <summary>Whether one act is possible now. Whoever it is handed or assigned to is another question.</summary>
    public static bool May(TaskRow task, Hat hat, CareTaskAction act)
    {
        if (hat is not (Hat.Coordinator or Hat.Provider))
            return false;
        var open = task.State is not (TaskState.Done or TaskState.Cancelled);
        var coordinator = hat == Hat.Coordinator;
        var owner = task.Part.HasFlag(TaskPart.Owner);
        var asked = task.Asked is not null && task.Part.HasFlag(TaskPart.Asked);
        return act == CareTaskAction.Noted
            || (
                open
                && act switch
                {
                    CareTaskAction.Accepted => asked,
                    CareTaskAction.Declined => asked && !task.Part.HasFlag(TaskPart.Queue),
                    CareTaskAction.Started => owner && (task.State is TaskState.Accepted or TaskState.Declined),
                    CareTaskAction.Waits => owner && (task.State is TaskState.Accepted or TaskState.InProgress),
                    CareTaskAction.Resumed => owner && task.State == TaskState.Waiting,
                    CareTaskAction.Done => owner && task.State != TaskState.Assigned,
                    CareTaskAction.Offered => owner && task.Asked is null && task.State is not (TaskState.Assigned or TaskState.Declined),
                    CareTaskAction.Withdrawn => task.Asked is not null && (owner || coordinator),
                    CareTaskAction.StepDone => owner || coordinator,
                    CareTaskAction.Reassigned or CareTaskAction.Changed or CareTaskAction.Cancelled => coordinator,
                    CareTaskAction.Attached => true,
                    _ => false,
                }
            );
    }

    /// <summary>The act that brings the task on: the one primary act of a page about it; null where others have to act.</summary>
    public static CareTaskAction? Next(TaskRow task, Hat hat)
    {
        CareTaskAction? next = task.State switch
        {
            _ when May(task, hat, CareTaskAction.Accepted) => CareTaskAction.Accepted,
            TaskState.Declined when hat == Hat.Coordinator => CareTaskAction.Reassigned,
            TaskState.Accepted => CareTaskAction.Started,
            TaskState.Waiting => CareTaskAction.Resumed,
            TaskState.InProgress => CareTaskAction.Done,
            _ => null,
        };
        return next is { } act && May(task, hat, act) ? act : null;
    }
}
