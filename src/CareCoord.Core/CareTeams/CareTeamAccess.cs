using CareCoord.Access;

namespace CareCoord.CareTeams;

/// <summary>Who may do what with the care team: whoever sees the plan reads it, the patient's own coordinator changes it.</summary>
public static class CareTeamAccess
{
    public static readonly AccessRule Read = AccessRule.ToRead("care-team.read", Category.Plan);
    public static readonly AccessRule Join = ByTheirCoordinator("care-team.joined");
    public static readonly AccessRule Change = ByTheirCoordinator("care-team.changed");
    public static readonly AccessRule End = ByTheirCoordinator("care-team.ended");
    public static readonly AccessRule Leave = new("care-team.left", Category.Plan, Category.None, Hat.Provider);
    public static readonly AccessRule NameConcern = ByTheirCoordinator("care-concern.named");
    public static readonly AccessRule LeadConcern = ByTheirCoordinator("care-concern.led");
    public static readonly AccessRule CloseConcern = ByTheirCoordinator("care-concern.closed");

    private static AccessRule ByTheirCoordinator(string action) =>
        AccessRule.ToWrite(action, Category.Plan, Hat.Coordinator) with { Only = Basis.Caseload };
}
