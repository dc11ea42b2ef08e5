using CareCoord.Access;

namespace CareCoord.CareTasks;

/// <summary>Who may do what with care tasks; which of them it is (owner, asked, coordinator) the task itself decides.</summary>
public static class CareTaskAccess
{
    public static readonly AccessRule Read = AccessRule.ToRead("care-task.read", "looked at a care task", Category.Plan);
    public static readonly AccessRule ReadFile = AccessRule.ToFetch("care-task.file-read", "opened a file of a care task", Category.Plan);
    public static readonly AccessRule ReadFilePage = AccessRule.ToFetch(
        "care-task.file-page-read",
        "looked at a page of a file of a care task",
        Category.Plan
    );
    public static readonly AccessRule Prepare = AccessRule.ToFetch("care-task.prepared", "prepared a care task", Category.Plan);
    public static readonly AccessRule Assign = AccessRule.ToWrite(
        "care-task.assigned",
        "asked somebody to do something for the care",
        Category.Plan,
        Hat.Coordinator
    );
    public static readonly AccessRule Accept = ByStaff("care-task.accepted", "took on a care task");
    public static readonly AccessRule Decline = ByStaff("care-task.declined", "did not take on a care task");
    public static readonly AccessRule Start = ByStaff("care-task.started", "began with a care task");
    public static readonly AccessRule Wait = ByStaff("care-task.waits", "waits for somebody with a care task");
    public static readonly AccessRule Resume = ByStaff("care-task.resumed", "went on with a care task");
    public static readonly AccessRule Complete = ByStaff("care-task.done", "finished a care task");
    public static readonly AccessRule Cancel = AccessRule.ToWrite(
        "care-task.cancelled",
        "cancelled a care task",
        Category.Plan,
        Hat.Coordinator
    );
    public static readonly AccessRule HandOver = ByStaff("care-task.offered", "offered a care task to a colleague");
    public static readonly AccessRule Withdraw = ByStaff("care-task.withdrawn", "took back the offer of a care task");
    public static readonly AccessRule Reassign = AccessRule.ToWrite(
        "care-task.reassigned",
        "asked somebody else to do a care task",
        Category.Plan,
        Hat.Coordinator
    );
    public static readonly AccessRule Change = AccessRule.ToWrite(
        "care-task.changed",
        "changed a care task",
        Category.Plan,
        Hat.Coordinator
    );
    public static readonly AccessRule AmendWords = ByStaff("care-task.words-amended", "corrected what was written in a care task");
    public static readonly AccessRule Note = ByStaff("care-task.noted", "added a note to a care task");
    public static readonly AccessRule TickStep = ByStaff("care-task.step-ticked", "ticked a step of a care task");
    public static readonly AccessRule Watch = ByStaff("care-task.watched", "chose who is told about a care task");
    public static readonly AccessRule Attach = ByStaff("care-task.attached", "added a file to a care task");
    public static readonly AccessRule Detach = ByStaff("care-task.detached", "removed a file from a care task");
    public static readonly AuditedAction ReadLists = new("care-tasks.read", "saw the name on a list of care tasks")
    {
        Reads = Reading.List,
    };
    public static readonly AuditedAction ReadPatients = new("care-task-patients.read", "saw the name among those for whom there is work")
    {
        Reads = Reading.List,
    };
    public static readonly AuditedAction FindHarmful = new(
        "care-task.file-found-harmful",
        "found something harmful in a file of a care task, and did not keep it"
    );
    public static readonly AuditedAction Remind = new("care-task.reminded", "reminded somebody of work that waits");
    public static readonly AuditedAction Escalate = new("care-task.escalated", "told the coordinator that work is late");
    public static readonly AuditedAction EscalateToDeputy = new(
        "care-task.escalated-to-deputy",
        "told the coordinator’s deputy that work is late"
    );

    private static AccessRule ByStaff(string action, string said) =>
        AccessRule.ToWrite(action, said, Category.Plan, Hat.Coordinator, Hat.Provider);
}
