using CareCoord.Access;

namespace CareCoord.CareTasks;

/// <summary>
/// Which acts on a task are possible for somebody, as they see it in a list: what a page offers. The task itself decides when it is done.
/// </summary>
public static class CareTaskMay
{
    /// <summary>All acts in the order in which they are offered.</summary>
    private static readonly TaskAct[] Offered =
    [
        TaskAct.Accepted,
        TaskAct.Resumed,
        TaskAct.Started,
        TaskAct.Done,
        TaskAct.Waits,
        TaskAct.Declined,
        TaskAct.Offered,
        TaskAct.Withdrawn,
        TaskAct.Reassigned,
        TaskAct.Noted,
        TaskAct.Attached,
        TaskAct.StepDone,
        TaskAct.Changed,
        TaskAct.Cancelled,
    ];

    /// <summary>What they may do with it now, in the order in which it is offered.</summary>
    public static IReadOnlyList<TaskAct> Acts(TaskRow task, Hat hat) => [.. Offered.Where(act => May(task, hat, act))];

    /// <summary>Whether one act is possible now. Whoever it is handed or assigned to is another question.</summary>
    public static bool May(TaskRow task, Hat hat, TaskAct act)
    {
        if (hat is not (Hat.Coordinator or Hat.Provider))
            return false;
        var open = task.State is not (TaskState.Done or TaskState.Cancelled);
        var coordinator = hat == Hat.Coordinator;
        var owner = task.Part.HasFlag(TaskPart.Owner);
        var asked = task.Asked is not null && task.Part.HasFlag(TaskPart.Asked);
        return act == TaskAct.Noted
            || (
                open
                && act switch
                {
                    TaskAct.Accepted => asked,
                    TaskAct.Declined => asked && !task.Part.HasFlag(TaskPart.Queue),
                    TaskAct.Started => owner && (task.State is TaskState.Accepted or TaskState.Declined),
                    TaskAct.Waits => owner && (task.State is TaskState.Accepted or TaskState.InProgress),
                    TaskAct.Resumed => owner && task.State == TaskState.Waiting,
                    TaskAct.Done => owner && task.State != TaskState.Assigned,
                    TaskAct.Offered => owner && task.Asked is null && task.State is not (TaskState.Assigned or TaskState.Declined),
                    TaskAct.Withdrawn => task.Asked is not null && (owner || coordinator),
                    TaskAct.StepDone => owner || coordinator,
                    TaskAct.Reassigned or TaskAct.Changed or TaskAct.Cancelled => coordinator,
                    TaskAct.Attached => true,
                    _ => false,
                }
            );
    }

    /// <summary>The act that brings the task on: the one primary act of a page about it; null where others have to act.</summary>
    public static TaskAct? Next(TaskRow task, Hat hat)
    {
        TaskAct? next = task.State switch
        {
            _ when May(task, hat, TaskAct.Accepted) => TaskAct.Accepted,
            TaskState.Declined when hat == Hat.Coordinator => TaskAct.Reassigned,
            TaskState.Accepted => TaskAct.Started,
            TaskState.Waiting => TaskAct.Resumed,
            TaskState.InProgress => TaskAct.Done,
            _ => null,
        };
        return next is { } act && May(task, hat, act) ? act : null;
    }
}
