using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Web.Notifications;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CareCoord.Web.SignIn;

/// <summary>
/// Signing out and changing hats: plain forms, so that they work without a live connection. What the script asks about the sign-in stands
/// beside them.
/// </summary>
internal static class SignInEndpoints
{
    /// <summary>The person is there, and what is left after that.</summary>
    public const string Stay = NotificationEndpoints.Background + "/stay";

    /// <summary>Signs out.</summary>
    public const string Leave = NotificationEndpoints.Background + "/sign-out";

    public static void MapPortalSignIn(this WebApplication app)
    {
        app.MapPost(
            "/sign-out",
            async (HttpContext http, SignInSessions sessions, [FromForm] string? _, CancellationToken cancel) =>
            {
                await SignOutAsync(http, sessions, cancel);
                return Results.Redirect("/sign-in?signed-out=yes");
            }
        );
        // Asked for by the page itself, of which its origin is proof enough (LiveOrigin).
        app.MapGet(
            NotificationEndpoints.Background + "/session",
            async (HttpContext http, SignInSessions sessions, TimeProvider clock, CancellationToken cancel) =>
                await CheckedAsync(http, sessions, cancel) is { } who ? Left(http, who, clock) : Results.NotFound()
        );
        app.MapPost(
            Stay,
            async (HttpContext http, SignInSessions sessions, TimeProvider clock, CancellationToken cancel) =>
                await CheckedAsync(http, sessions, cancel) is { } who
                    ? Left(http, await sessions.SeenAsync(who, cancel), clock)
                    : Results.NotFound()
        );
        app.MapPost(
            Leave,
            async (HttpContext http, SignInSessions sessions, CancellationToken cancel) =>
            {
                await SignOutAsync(http, sessions, cancel);
                return Results.NoContent();
            }
        );
        app.MapPost(
            "/hat",
            async (HttpContext http, SignInSessions sessions, [FromForm] Hat hat, [FromForm] string? to, CancellationToken cancel) =>
            {
                if (await CheckedAsync(http, sessions, cancel) is { } who)
                    await sessions.WearAsync(who, hat, http.Connection.RemoteIpAddress, cancel);
                return Results.Redirect(LocalAddress.Of(to));
            }
        );
    }

    private static IResult Left(HttpContext http, SignedIn who, TimeProvider clock)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(SignInLeft.Of(who, clock.GetUtcNow()));
    }

    private static async Task SignOutAsync(HttpContext http, SignInSessions sessions, CancellationToken cancel)
    {
        if (await CheckedAsync(http, sessions, cancel) is { } who)
            await sessions.EndAsync(who, http.Connection.RemoteIpAddress, cancel);
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private static async Task<SignedIn?> CheckedAsync(HttpContext http, SignInSessions sessions, CancellationToken cancel) =>
        Me.Of(http.User) is { } me ? await sessions.CheckAsync(me.SessionId, cancel) : null;
}
