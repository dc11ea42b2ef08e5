using CareCoord.Access;
using CareCoord.Notifications;

namespace CareCoord.BreakTheGlass;

/// <summary>What people are told of emergency access.</summary>
public static class GlassNotifications
{
    public static readonly NotificationKind Broken = new("glass_broken", NotificationTopic.Access, Category.AccessHistory)
    {
        Unnamed = true,
    };
}
