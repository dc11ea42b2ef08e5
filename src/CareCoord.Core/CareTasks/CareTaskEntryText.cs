namespace CareCoord.CareTasks;

/// <summary>Acts on a task in words, after the name of who did it.</summary>
public static class CareTaskEntryText
{
    public static string Did(TaskAct act) =>
        act switch
        {
            TaskAct.Assigned => "assigned it",
            TaskAct.Accepted => "accepted it",
            TaskAct.Declined => "declined it",
            TaskAct.Started => "started it",
            TaskAct.Waits => "set it to waiting",
            TaskAct.Resumed => "went on with it",
            TaskAct.Done => "finished it",
            TaskAct.Cancelled => "cancelled it",
            TaskAct.Offered => "offered it to somebody else",
            TaskAct.Kept => "did not take it over",
            TaskAct.Withdrawn => "took the offer back",
            TaskAct.Reassigned => "assigned it to somebody else",
            TaskAct.Changed => "changed it",
            TaskAct.Noted => "added a note",
            TaskAct.StepDone => "ticked a step",
            TaskAct.StepUndone => "took back a tick",
            TaskAct.Attached => "attached a file",
            TaskAct.Detached => "removed a file",
            TaskAct.FoundHarmful => "found something harmful in a file, and did not keep it",
            TaskAct.Watched => "began to watch it",
            TaskAct.Unwatched => "stopped watching it",
            TaskAct.Reminded => "sent a reminder",
            TaskAct.Escalated => "told the coordinator",
            TaskAct.EscalatedToDeputy => "told the coordinator's deputy",
            TaskAct.Returned => "gave it back to the coordinator",
            TaskAct.Amended => "corrected what was written",
            TaskAct.CoordinatorChanged => "handed the patient to another coordinator",
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
}
