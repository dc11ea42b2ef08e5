using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace CareCoord.Web.Consents;

/// <summary>Looking at what a caregiver sees: beginning and ending it by plain forms, and that nothing is done meanwhile.</summary>
internal static class PreviewEndpoints
{
    private static readonly string[] Allowed = ["/preview/end", "/sign-out", SignInEndpoints.Stay, SignInEndpoints.Leave];

    public static void MapPreviewEndpoints(this WebApplication app)
    {
        app.MapPost(
            "/patients/{PatientId:guid}/access/grants/{GrantId:guid}/preview",
            async (HttpContext http, PreviewGrant preview, Guid patientId, Guid grantId, [FromForm] string? _, CancellationToken cancel) =>
            {
                if (Me.Of(http.User) is not { } me)
                    return Results.NotFound();
                try
                {
                    await preview.RunAsync(me.Actor, new(patientId, me.SessionId, grantId), cancel);
                    return Results.Redirect("/");
                }
                catch (Shared.RuleBroken)
                {
                    return Results.Redirect($"/patients/{patientId}/access/grants/{grantId}?nothing=1");
                }
            }
        );
        app.MapPost(
            "/preview/end",
            async (HttpContext http, EndPreview end, [FromForm] string? _, CancellationToken cancel) =>
            {
                if (Me.Of(http.User) is { } me)
                    await end.RunAsync(me.Actor, new(me.SessionId), cancel);
                return Results.Redirect("/access");
            }
        );
    }

    /// <summary>Whoever only looks sends no form but the one that ends it; and the caregiver's account is the caregiver's alone.</summary>
    public static Task OnlyLook(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path;
        if (Me.Of(http.User) is not { Hat: Hat.Preview } || path.StartsWithSegments("/_blazor"))
            return next(http);
        var reads = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (reads && path.StartsWithSegments("/account"))
            http.Response.Redirect("/preview");
        else if (!reads && !Allowed.Contains(path.Value))
            http.Response.Redirect("/");
        else
            return next(http);
        return Task.CompletedTask;
    }
}
