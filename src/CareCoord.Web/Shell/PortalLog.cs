using CareCoord.Web.Settings;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace CareCoord.Web.Shell;

/// <summary>The portal's log: routes, ids and faults, never what stands in a record.</summary>
internal static class PortalLog
{
    private const string Format = "CareCoord:Log:Format";
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {SourceContext} {Message:lj} {Fault}{NewLine}";

    /// <summary>Whether each line is to be an object of JSON.</summary>
    public static bool IsJson(SettingsReader settings)
    {
        var format = settings[Format];
        if (format is not (null or "text" or "json"))
            settings.Refuse(Format, "must be text or json.");
        return format == "json";
    }

    /// <summary>The log of the whole process, on standard output; further sinks among the services hear the same.</summary>
    public static void AddPortalLog(this IServiceCollection services, LogLevels levels, bool isJson) =>
        // The static logger stays as it is: a process may hold several portals.
        services.AddSerilog(
            (provider, log) =>
                log.MinimumLevelsAre(levels)
                    .Filter.ByExcluding(IsOfOneRequest)
                    .WriteTo.Sink(
                        LoggerSinkConfiguration.Wrap(
                            sink => new LogWithoutContent(sink),
                            to =>
                            {
                                to.Console(Formatter(isJson));
                                foreach (var other in provider.GetServices<ILogEventSink>())
                                    to.Sink(other);
                            }
                        )
                    ),
            preserveStaticLogger: true
        );

    /// <summary>How an entry of the log becomes a line.</summary>
    public static ITextFormatter Formatter(bool isJson) => isJson ? new CompactJsonFormatter() : new MessageTemplateTextFormatter(Line);

    private static LoggerConfiguration MinimumLevelsAre(this LoggerConfiguration log, LogLevels levels)
    {
        log.MinimumLevel.Is(levels.Least);
        foreach (var (category, level) in levels.Categories)
            log.MinimumLevel.Override(category, level);
        // It would write a fault a second time; FaultHandler writes it with a reference.
        return log.MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogEventLevel.Fatal);
    }

    // The address of an invitation is its key: the framework's lines about single requests are written nowhere, whatever the levels are.
    private static bool IsOfOneRequest(LogEvent entry) =>
        entry.Level < LogEventLevel.Warning && LogLevels.IsRequests(LogWithoutContent.Category(entry));
}
