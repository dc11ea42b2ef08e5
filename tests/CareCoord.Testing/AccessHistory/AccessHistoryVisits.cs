namespace CareCoord.Testing.AccessHistory;

internal static class AccessHistoryVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("access-walter", "walter", "/access", "It is your record."),
        new("access-rosa", "rosa", "/access", "Ana Reyes"),
        new("access-ana", "ana", "/patients/{Rosa}/access", "Ana Reyes for Rosa Reyes"),
        new("access-carla", "carla", "/patients/{Walter}/access", "Who may"),
    ];
}
