using CareCoord.BreakTheGlass;
using CareCoord.Shared;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace CareCoord.Web.BreakTheGlass;

/// <summary>"I am done", from any page of the record: a plain form, so that it works without a live connection.</summary>
internal static class GlassEndpoints
{
    public static void MapBreakTheGlass(this WebApplication app) =>
        app.MapPost(
            "/glass/end",
            async (HttpContext http, EndGlass end, [FromForm] Guid patient, CancellationToken cancel) =>
            {
                try
                {
                    if (Me.Of(http.User) is { } me)
                        await end.RunAsync(me.Actor, new(patient), cancel);
                }
                catch (NotFound)
                {
                    // The time was over already, or it was said twice: what was asked for is so.
                }

                return Results.Redirect("/find-person?done=yes");
            }
        );
}
