using CareCoord.Access;

namespace CareCoord.CareTasks;

/// <summary>Who may do what with care tasks; which of them it is (owner, asked, coordinator) the task itself decides.</summary>
public static class CareTaskAccess
{
    public static readonly AccessRule Read = AccessRule.ToRead("care-task.read", Category.Plan);
    public static readonly AccessRule ReadFile = AccessRule.ToRead("care-task.file-read", Category.Plan);
    public static readonly AccessRule Prepare = AccessRule.ToRead("care-task.prepared", Category.Plan);
    public static readonly AccessRule Assign = AccessRule.ToWrite("care-task.assigned", Category.Plan, Hat.Coordinator);
    public static readonly AccessRule Accept = ByStaff("care-task.accepted");
    public static readonly AccessRule Decline = ByStaff("care-task.declined");
    public static readonly AccessRule Start = ByStaff("care-task.started");
    public static readonly AccessRule Wait = ByStaff("care-task.waits");
    public static readonly AccessRule Resume = ByStaff("care-task.resumed");
    public static readonly AccessRule Complete = ByStaff("care-task.done");
    public static readonly AccessRule Cancel = AccessRule.ToWrite("care-task.cancelled", Category.Plan, Hat.Coordinator);
    public static readonly AccessRule HandOver = ByStaff("care-task.offered");
    public static readonly AccessRule Withdraw = ByStaff("care-task.withdrawn");
    public static readonly AccessRule Reassign = AccessRule.ToWrite("care-task.reassigned", Category.Plan, Hat.Coordinator);
    public static readonly AccessRule Change = AccessRule.ToWrite("care-task.changed", Category.Plan, Hat.Coordinator);
    public static readonly AccessRule Note = ByStaff("care-task.noted");
    public static readonly AccessRule TickStep = ByStaff("care-task.step-ticked");
    public static readonly AccessRule Watch = ByStaff("care-task.watched");
    public static readonly AccessRule Attach = ByStaff("care-task.attached");
    public static readonly AccessRule Detach = ByStaff("care-task.detached");

    private static AccessRule ByStaff(string action) => AccessRule.ToWrite(action, Category.Plan, Hat.Coordinator, Hat.Provider);
}
