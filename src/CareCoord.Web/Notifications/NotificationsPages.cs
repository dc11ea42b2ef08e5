using CareCoord.Web.Shell;

namespace CareCoord.Web.Notifications;

internal static class NotificationsPages
{
    public static readonly FeaturePages Pages = new()
    {
        Services = (builder, origin) => builder.Services.AddPortalNotifications(builder.Configuration, origin),
        Endpoints = app => app.MapPortalNotifications(),
    };
}
