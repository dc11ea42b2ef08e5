using CareCoord.Access;

namespace CareCoord.Caseloads;

/// <summary>What a coordinator may do with the patients of their caseload.</summary>
public static class CaseloadAccess
{
    public static readonly AccessRule Coordinate = AccessRule.ToRead("coordination.read", Category.Plan);
    public static readonly AccessRule SetRisk = AccessRule.ToWrite("risk.set", Category.Plan, Hat.Coordinator);

    /// <summary>Besides, they must be on the asker's own caseload: a deputy hands nobody over.</summary>
    public static readonly AccessRule HandOver = AccessRule.ToWrite("caseload.handed-over", Category.Plan, Hat.Coordinator);
}
