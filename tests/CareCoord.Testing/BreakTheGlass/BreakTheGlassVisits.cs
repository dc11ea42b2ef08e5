namespace CareCoord.Testing.BreakTheGlass;

internal static class BreakTheGlassVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("find-person-anil", "anil", "/find-person", "Exactly as written"),
        new("find-person-carla", "carla", "/find-person", "Exactly as written"),
        new("glass-admin", "admin", "/glass", "Broken glass"),
    ];
}
