namespace CareCoord.Testing.Notifications;

internal static class NotificationsVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("notices-walter", "walter", "/notices", "What is new"),
        new("told-walter", "walter", "/account/notifications", "never says what"),
        new("notices-admin", "admin", "/notices", "What is new"),
        new("told-carla", "carla", "/account/notifications", "never says what"),
    ];
}
