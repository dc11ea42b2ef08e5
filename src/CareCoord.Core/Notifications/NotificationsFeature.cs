using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Notifications;

/// <summary>What people are told, and how.</summary>
public static class NotificationsFeature
{
    public static readonly Feature Feature = new("notifications")
    {
        Services = services =>
            services
                .AddSingleton<NotificationQueries>()
                .AddSingleton<OpenNotification>()
                .AddSingleton<MarkNotificationsRead>()
                .AddSingleton<ChooseNotifications>()
                .AddSingleton<Outbox>(),
    };

    /// <summary>Adds the sending of mails, where the process has a portal's address and a way to send.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services, MailSettings settings) =>
        services.AddSingleton(settings).AddSingleton<SendOutbox>();
}
