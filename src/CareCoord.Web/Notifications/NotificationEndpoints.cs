using CareCoord.Background;
using CareCoord.Notifications;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace CareCoord.Web.Notifications;

/// <summary>What is new: live for open pages, by e-mail, and the plain forms that mark it as read.</summary>
internal static class NotificationEndpoints
{
    /// <summary>All that is asked for in the background begins so; asking for it keeps nobody signed in.</summary>
    public const string Background = "/live";

    /// <summary>The news, for as long as a page is open.</summary>
    public const string Stream = Background + "/notifications";

    public static void AddNotificationPages(this IServiceCollection services, MailSettings mail) =>
        services
            .AddSingleton<ChangeHub>()
            .AddSingleton<NotificationStream>()
            .AddHostedService<PostgresNotificationListener>()
            .AddOutbox(mail)
            .AddPeriodicWork<SendOutbox>(new("outbox", TimeSpan.FromSeconds(5)), (outbox, cancel) => outbox.SendDueAsync(cancel));

    public static void MapNotificationEndpoints(this WebApplication app)
    {
        app.MapGet(Stream, (HttpContext http, NotificationStream streams, CancellationToken cancel) => streams.OpenAsync(http, cancel));
        app.MapGet(
            Background + "/unread",
            async (HttpContext http, NotificationQueries notifications, CancellationToken cancel) =>
            {
                http.Response.Headers.CacheControl = "no-store";
                return Me.Of(http.User) is { } me ? Results.Json(await notifications.UnreadAsync(me.Actor, cancel)) : Results.NotFound();
            }
        );
        app.MapPost(
            "/notifications/read",
            async (HttpContext http, MarkNotificationsRead read, [FromForm] Guid upTo, CancellationToken cancel) =>
            {
                if (Me.Of(http.User) is { } me)
                    await read.RunAsync(me.Actor, upTo, cancel);
                return Results.Redirect("/notifications");
            }
        );
        app.MapPost(
            "/notifications/{id:guid}/open",
            async (HttpContext http, OpenNotification open, Guid id, [FromForm] string? _, CancellationToken cancel) =>
            {
                if (Me.Of(http.User) is not { } me)
                    return Results.NotFound();
                var subject = await open.RunAsync(me.Actor, new(id), cancel);
                return Results.Redirect(NotificationText.Of(subject.Kind).LeadsTo(subject, me.Hat));
            }
        );
    }
}
