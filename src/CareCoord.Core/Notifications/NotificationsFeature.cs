using CareCoord.Shared;
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
                .AddSingleton<MailSecrets>()
                .AddSingleton<Outbox>(),
    };

    /// <summary>
    /// Adds the sending of mails, where the process has a portal's address and a way to send. Mails that lie in the folder from before are
    /// taken away from everybody but its owner.
    /// </summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services, MailSettings settings)
    {
        if (settings.Folder is { } folder && Directory.Exists(folder))
            OwnFiles.PutRight(folder);
        return services.AddSingleton(settings).AddSingleton<SendOutbox>();
    }
}
