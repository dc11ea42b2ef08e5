namespace CareCoord.Testing.Caseloads;

internal static class CaseloadsVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("home-carla", "carla", "/", "Walter Brandt"),
        new("caseload-carla", "carla", "/caseload", "Since you looked"),
        new("caseload-late-carla", "carla", "/caseload?need=true&sort=risk&selected=all", "Select nobody"),
        new("hand-over-carla", "carla", "/caseload/hand-over", "To which coordinator"),
        new("coordinate-carla", "carla", "/patients/{Walter}/coordinate", "Record a discharge"),
    ];
}
