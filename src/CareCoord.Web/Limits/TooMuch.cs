using Microsoft.AspNetCore.Components.Web;

namespace CareCoord.Web.Limits;

/// <summary>What is said to whoever asks for more than one may.</summary>
internal sealed class TooMuch(IServiceProvider services, ILoggerFactory logs)
{
    public const string Sentence = "Too much at once from here. Wait a minute, and try again.";
    private const int Seconds = 60;
    private const int MostHeld = 200;

    // So long a refused request takes: a program that asks again and again then takes less of a core.
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(1);

    private readonly Lazy<Task<string>> page = new(() => MakeAsync(services, logs));
    private int held;

    /// <summary>Answers a request that was refused, as whoever asked can read it.</summary>
    public static Task AnswerAsync(HttpContext http) => http.RequestServices.GetRequiredService<TooMuch>().AnswerThisAsync(http);

    /// <summary>The status of such an answer, where the page itself says the sentence.</summary>
    public static void Mark(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task AnswerThisAsync(HttpContext http)
    {
        Mark(http);
        if (Interlocked.Increment(ref held) <= MostHeld)
            await Task.Delay(Held, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        Interlocked.Decrement(ref held);
        if (http.RequestAborted.IsCancellationRequested)
            return;
        if (RequestKinds.Of(http) is RequestKind.Line or RequestKind.Stream or RequestKind.Health)
            return;
        if (http.Request.Headers.Accept.Any(accept => accept?.Contains("application/json", StringComparison.Ordinal) == true))
        {
            await http.Response.WriteAsJsonAsync(new { problem = Sentence });
            return;
        }

        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(await page.Value);
    }

    // Made once: it asks nothing of the database.
    private static async Task<string> MakeAsync(IServiceProvider services, ILoggerFactory logs)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            "<!DOCTYPE html>\n" + (await renderer.RenderComponentAsync<TooMuchDocument>()).ToHtmlString()
        );
    }
}
