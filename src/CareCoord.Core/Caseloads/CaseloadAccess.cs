using CareCoord.Access;

namespace CareCoord.Caseloads;

/// <summary>What a coordinator may do with the patients of their caseload.</summary>
public static class CaseloadAccess
{
    public static readonly AccessRule Coordinate = AccessRule.ToRead(
        "coordination.read",
        "looked at how the care is coordinated",
        Category.Plan
    );
    public static readonly AccessRule SetRisk = AccessRule.ToWrite(
        "risk.set",
        "noted how closely the care team should watch",
        Category.Plan,
        Hat.Coordinator
    );

    /// <summary>Besides, they must be on the asker's own caseload: a deputy hands nobody over.</summary>
    public static readonly AccessRule HandOver = AccessRule.ToWrite(
        "caseload.handed-over",
        "handed the coordination of the care over",
        Category.Plan,
        Hat.Coordinator
    );
    public static readonly AuditedAction Read = new("caseload.read", "saw the name on the caseload") { Reads = Reading.List };
    public static readonly AuditedAction Glance = new("caseload.glanced", "looked at the tasks beside the caseload")
    {
        Reads = Reading.Page,
    };
}
