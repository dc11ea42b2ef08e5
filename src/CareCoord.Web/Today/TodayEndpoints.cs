using CareCoord.Shared;
using CareCoord.TreatmentPlans;
using CareCoord.Web.Shell;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace CareCoord.Web.Today;

/// <summary>Ticking what is to do by a plain form: until the list is live, and where no script runs.</summary>
internal static class TodayEndpoints
{
    /// <summary>Where the ticks for a patient are sent.</summary>
    public static string Ticks(Guid patientId) => $"/patients/{patientId}/ticks";

    public static void MapTodayEndpoints(this WebApplication app) =>
        app.MapPost(
            "/patients/{PatientId:guid}/ticks",
            async (
                HttpContext http,
                TickActivity tick,
                FlashMessage flash,
                Guid patientId,
                [FromForm] DateOnly day,
                [FromForm] Guid? done,
                [FromForm] Guid? undone,
                CancellationToken cancel
            ) =>
            {
                if (Me.Of(http.User) is not { } me || (done ?? undone) is not { } activity)
                    return Results.NotFound();
                try
                {
                    await tick.RunAsync(me.Actor, new(patientId, activity, day, done is not null), cancel);
                    return Results.Redirect($"/#todo-{patientId}");
                }
                catch (RuleBroken rule)
                {
                    return Results.Redirect(flash.Onto("/", rule.Message));
                }
            }
        );
}
