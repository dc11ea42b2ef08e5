using CareCoord.Web.Shell;

namespace CareCoord.Web.Notifications;

internal static class NotificationsPages
{
    public static readonly FeaturePages Pages = new()
    {
        Services = (builder, settings) => builder.Services.AddNotificationPages(settings.Mail),
        Endpoints = app => app.MapNotificationEndpoints(),
    };
}
