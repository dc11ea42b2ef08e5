using CareCoord.Access;

namespace CareCoord.CareTeams;

/// <summary>Who may do what with the care team: whoever sees the plan reads it, the patient's own coordinator changes it.</summary>
public static class CareTeamAccess
{
    public static readonly AccessRule Read = AccessRule.ToRead("care-team.read", "looked at the care team", Category.Plan);
    public static readonly AccessRule Join = ByTheirCoordinator("care-team.joined", "added somebody to the care team");
    public static readonly AccessRule Change = ByTheirCoordinator("care-team.changed", "changed what somebody does on the care team");
    public static readonly AccessRule End = ByTheirCoordinator("care-team.ended", "ended somebody’s place on the care team");
    public static readonly AccessRule Leave = new("care-team.left", "left the care team", Category.Plan, Category.None, Hat.Provider);
    public static readonly AccessRule NameConcern = ByTheirCoordinator(
        "care-concern.named",
        "named something that the care team takes care of"
    );
    public static readonly AccessRule LeadConcern = ByTheirCoordinator(
        "care-concern.led",
        "chose who leads in something the care team takes care of"
    );
    public static readonly AccessRule CloseConcern = ByTheirCoordinator(
        "care-concern.closed",
        "closed something that the care team took care of"
    );

    private static AccessRule ByTheirCoordinator(string action, string said) =>
        AccessRule.ToWrite(action, said, Category.Plan, Hat.Coordinator) with
        {
            Only = Basis.Caseload,
        };
}
