namespace CareCoord.Testing.Shell;

internal static class ShellVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("not-found", "walter", "/patients/01999999-0000-7000-8000-000000000000/plan", "This page is not here"),
    ];
}
