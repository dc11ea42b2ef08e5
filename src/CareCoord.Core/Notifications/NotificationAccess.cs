using CareCoord.Access;

namespace CareCoord.Notifications;

/// <summary>What is done with notifications, in the audit: they are their reader’s own.</summary>
internal static class NotificationAccess
{
    public static readonly AuditedAction Read = new("notices.read", "saw the name among what is new for them") { Reads = Reading.List };
    public static readonly AuditedAction Count = new("notices.counted", "saw how much is new for them");
    public static readonly AuditedAction Open = new("notice.opened", "opened something that is new for them") { Reads = Reading.List };
    public static readonly AuditedAction MarkRead = new("notices.marked-read", "marked what is new as read");
    public static readonly AuditedAction ReadChoices = new("notification-choices.read", "looked at how they are told");
    public static readonly AuditedAction Choose = new("notifications.chosen", "chose how they are told");
}
