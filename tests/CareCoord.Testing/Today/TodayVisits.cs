namespace CareCoord.Testing.Today;

internal static class TodayVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("today-walter", "walter", "/", "Next visit"),
        new("today-denise", "denise", "/", "What changed"),
        new("today-rosa", "rosa", "/", "Your team is working on"),
    ];
}
