namespace CareCoord.Testing.BreakTheGlass;

internal static class BreakTheGlassVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("find-person-anil", "anil", "/find-person", "Any of their given names"),
        new("find-person-carla", "carla", "/find-person", "Any of their given names"),
        new("glass-admin", "admin", "/glass", "Broken glass"),
    ];
}
