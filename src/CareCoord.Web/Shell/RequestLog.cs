using Serilog;
using Serilog.Events;

namespace CareCoord.Web.Shell;

/// <summary>A line of the log for each request: its route as a pattern, how it ended and how long it took. It has no address.</summary>
internal static class RequestLog
{
    private const string Line = "{RequestMethod} {Route} {StatusCode} in {Elapsed:0} ms";

    /// <summary>Comes before all that may answer, so that faults and refusals are seen as people see them.</summary>
    public static void UseRequestLog(this WebApplication app)
    {
        app.Use(Asked.Keep);
        app.UseSerilogRequestLogging(log =>
        {
            log.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
            log.MessageTemplate = Line;
            log.GetLevel = Level;
            log.GetMessageTemplateProperties = Told;
        });
    }

    // A fault that was answered by the error page has its own line, with a reference. A caller who hangs up is none.
    private static LogEventLevel Level(HttpContext http, double elapsed, Exception? fault) =>
        fault is not (null or OperationCanceledException) ? LogEventLevel.Error
        : !Asked.Of(http).IsPage ? LogEventLevel.Debug
        : http.Response.StatusCode >= StatusCodes.Status500InternalServerError ? LogEventLevel.Warning
        : LogEventLevel.Information;

    private static IEnumerable<LogEventProperty> Told(HttpContext http, string path, double elapsed, int status)
    {
        var asked = Asked.Of(http);
        return
        [
            new("RequestMethod", new ScalarValue(asked.Method)),
            new("Route", new ScalarValue(asked.Route)),
            new("StatusCode", new ScalarValue(status)),
            new("Elapsed", new ScalarValue(elapsed)),
        ];
    }
}
