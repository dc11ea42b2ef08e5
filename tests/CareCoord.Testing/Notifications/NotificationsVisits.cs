namespace CareCoord.Testing.Notifications;

internal static class NotificationsVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("notifications-walter", "walter", "/notifications", "What is new"),
        new("told-walter", "walter", "/account/notifications", "never says what"),
        new("notifications-admin", "admin", "/notifications", "What is new"),
        new("told-carla", "carla", "/account/notifications", "never says what"),
    ];
}
