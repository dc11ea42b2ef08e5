namespace CareCoord.Testing.Shell;

internal static class ShellVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("more-walter", "walter", "/more", "Who can see"),
        new("more-ana", "ana", "/more", "appearance"),
        new("more-carla", "carla", "/more", "appearance"),
        new("not-found", "walter", "/patients/01999999-0000-7000-8000-000000000000/plan", "This page is not here"),
    ];
}
