using System.Diagnostics;
using CareCoord.Accounts;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Antiforgery;

namespace CareCoord.Web.Shell;

/// <summary>
/// Does what a form asks for once, however often it is sent. Who clicks twice, goes back, or sends it again comes to where the first led.
/// </summary>
internal static class OnceOnly
{
    /// <summary>The field with the key of a form, see <see cref="OnceKey"/>.</summary>
    public const string Field = "_once";

    // How long the same form waits for the first of it, and how often it looks.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        if (Me.Of(http.User) is not { Preview: null } me || await KeyAsync(http) is not { } key)
        {
            await next(http);
            return;
        }

        var forms = http.RequestServices.GetRequiredService<SentForms>();
        var began = Stopwatch.GetTimestamp();
        var form = await forms.SendAsync(me.Actor, key, http.RequestAborted);
        while (form is { IsNew: false, Answer: null } && Stopwatch.GetElapsedTime(began) < Longest)
        {
            await Task.Delay(Pause, http.RequestAborted);
            form = await forms.SendAsync(me.Actor, key, http.RequestAborted);
        }

        if (form.IsNew)
            await FirstAsync(http, next, address => forms.AnswerAsync(me.Actor, key, address, CancellationToken.None));
        else if (form.Answer is { } address)
            http.Response.Redirect(address);
        else
            http.Response.StatusCode = StatusCodes.Status409Conflict;
    }

    // What is refused, or fails, may be sent again as it is.
    private static async Task FirstAsync(HttpContext http, RequestDelegate next, Func<string?, Task> keep)
    {
        string? address = null;
        try
        {
            await next(http);
            if (http.Response.StatusCode is StatusCodes.Status302Found or StatusCodes.Status303SeeOther)
                address = http.Response.Headers.Location;
        }
        finally
        {
            await keep(address);
        }
    }

    // Files are sent by forms of their own, which know what they have sent before.
    private static async Task<Guid?> KeyAsync(HttpContext http)
    {
        var request = http.Request;
        if (
            !HttpMethods.IsPost(request.Method)
            || request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) != true
        )
            return null;
        if (http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
            return null;
        var form = await request.ReadFormAsync(http.RequestAborted);
        return Guid.TryParse(form[Field], out var key) ? key : null;
    }
}
