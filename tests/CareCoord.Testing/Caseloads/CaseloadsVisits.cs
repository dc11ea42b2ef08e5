namespace CareCoord.Testing.Caseloads;

internal static class CaseloadsVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("home-carla", "carla", "/", "Who needs you most"),
        new("caseload-carla", "carla", "/caseload", "New right hip"),
        new("caseload-open-carla", "carla", "/caseload?open={Walter}", "Since you looked"),
        new("caseload-late-carla", "carla", "/caseload?need=true&sort=risk&selected=all", "sorted by risk"),
        new("hand-over-carla", "carla", "/caseload/hand-over", "To which coordinator"),
        new("coordinate-carla", "carla", "/patients/{Walter}/coordinate", "Record a discharge"),
    ];
}
