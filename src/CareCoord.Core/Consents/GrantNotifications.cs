using CareCoord.Access;
using CareCoord.Notifications;

namespace CareCoord.Consents;

/// <summary>What people are told of who may see a record and help. A caregiver may be one who sees any part of it, and no more.</summary>
public static class GrantNotifications
{
    public static readonly NotificationKind Given = new("grant_given", NotificationTopic.Access, Category.Everything);
    public static readonly NotificationKind Changed = new("grant_changed", NotificationTopic.Access, Category.Everything)
    {
        Unnamed = true,
    };
    public static readonly NotificationKind Suspended = new("grant_suspended", NotificationTopic.Access, Category.Everything)
    {
        Unnamed = true,
    };
    public static readonly NotificationKind Resumed = new("grant_resumed", NotificationTopic.Access, Category.Everything);
    public static readonly NotificationKind Ended = new("grant_ended", NotificationTopic.Access, Category.Everything) { Unnamed = true };
    public static readonly NotificationKind InvitationSent = new("invitation_sent", NotificationTopic.Access, Category.AccessHistory);
    public static readonly NotificationKind InvitationAccepted = new(
        "invitation_accepted",
        NotificationTopic.Access,
        Category.AccessHistory
    );
    public static readonly NotificationKind InvitationStopped = new("invitation_stopped", NotificationTopic.Access, Category.AccessHistory);
}
