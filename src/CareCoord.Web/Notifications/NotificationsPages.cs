using CareCoord.Web.Shell;

namespace CareCoord.Web.Notifications;

internal static class NotificationsPages
{
    public static readonly FeaturePages Pages = new()
    {
        Services = (builder, origin) => builder.Services.AddNotificationPages(builder.Configuration, origin),
        Endpoints = app => app.MapNotificationEndpoints(),
    };
}
