namespace CareCoord.CareTasks;

/// <summary>Acts on a task in words, after the name of who did it.</summary>
public static class CareTaskEntryText
{
    public static string Did(CareTaskAction act) =>
        act switch
        {
            CareTaskAction.Assigned => "assigned it",
            CareTaskAction.Accepted => "accepted it",
            CareTaskAction.Declined => "declined it",
            CareTaskAction.Started => "started it",
            CareTaskAction.Waits => "set it to waiting",
            CareTaskAction.Resumed => "went on with it",
            CareTaskAction.Done => "finished it",
            CareTaskAction.Cancelled => "cancelled it",
            CareTaskAction.Offered => "offered it to somebody else",
            CareTaskAction.Kept => "did not take it over",
            CareTaskAction.Withdrawn => "took the offer back",
            CareTaskAction.Reassigned => "assigned it to somebody else",
            CareTaskAction.Changed => "changed it",
            CareTaskAction.Noted => "added a note",
            CareTaskAction.StepDone => "ticked a step",
            CareTaskAction.StepUndone => "took back a tick",
            CareTaskAction.Attached => "attached a file",
            CareTaskAction.Detached => "removed a file",
            CareTaskAction.FoundHarmful => "found something harmful in a file, and did not keep it",
            CareTaskAction.Watched => "began to watch it",
            CareTaskAction.Unwatched => "stopped watching it",
            CareTaskAction.Reminded => "sent a reminder",
            CareTaskAction.Escalated => "told the coordinator",
            CareTaskAction.EscalatedToDeputy => "told the coordinator's deputy",
            CareTaskAction.Returned => "gave it back to the coordinator",
            CareTaskAction.Amended => "corrected what was written",
            CareTaskAction.CoordinatorChanged => "handed the patient to another coordinator",
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
}
