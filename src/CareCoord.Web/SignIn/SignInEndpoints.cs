using CareCoord.Access;
using CareCoord.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CareCoord.Web.SignIn;

/// <summary>Signing out and changing hats: plain forms, so that they work without a live connection.</summary>
internal static class SignInEndpoints
{
    public static void MapPortalSignIn(this WebApplication app)
    {
        app.MapPost(
            "/sign-out",
            async (HttpContext http, SignInSessions sessions, [FromForm] string? _, CancellationToken cancel) =>
            {
                if (await CheckedAsync(http, sessions, cancel) is { } who)
                    await sessions.EndAsync(who, http.Connection.RemoteIpAddress, cancel);
                await http.SignOutAsync(IdentityConstants.ApplicationScheme);
                return Results.Redirect("/sign-in?signed-out=yes");
            }
        );
        app.MapPost(
            "/hat",
            async (HttpContext http, SignInSessions sessions, [FromForm] Hat hat, CancellationToken cancel) =>
            {
                if (await CheckedAsync(http, sessions, cancel) is { } who)
                    await sessions.WearAsync(who, hat, http.Connection.RemoteIpAddress, cancel);
                return Results.Redirect("/");
            }
        );
    }

    private static async Task<SignedIn?> CheckedAsync(HttpContext http, SignInSessions sessions, CancellationToken cancel) =>
        Me.Of(http.User) is { } me ? await sessions.CheckAsync(me.SessionId, cancel) : null;
}
