using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace CareCoord.Web.Shell;

/// <summary>The portal's log: ids and faults, never what stands in a record.</summary>
internal static class PortalLog
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {SourceContext} {Message:lj} {Fault}{NewLine}";

    public static void AddPortalLog(this ILoggingBuilder logging, LogLevels levels)
    {
        var log = new LoggerConfiguration()
            .MinimumLevel.Is(levels.Least)
            .Enrich.With<FaultWithoutContent>()
            .WriteTo.Console(outputTemplate: Line);
        foreach (var (category, level) in levels.Categories)
            log.MinimumLevel.Override(category, level);
        // It would write a fault a second time, with its message; FaultHandler writes it with a reference.
        log.MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogEventLevel.Fatal);
        // The address of an invitation is its key: the framework's lines about single requests are written nowhere, whatever the settings say.
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.ClearProviders().AddSerilog(log.CreateLogger(), dispose: true);
    }

    /// <summary>An exception's message may quote what somebody typed: the log keeps its kind and where it happened.</summary>
    private sealed class FaultWithoutContent : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            if (logEvent.Exception is { } fault)
                logEvent.AddPropertyIfAbsent(propertyFactory.CreateProperty("Fault", Describe(fault)));
        }

        private static string Describe(Exception fault)
        {
            var state = fault is Npgsql.PostgresException database ? $" {database.SqlState}" : "";
            var inner = fault.InnerException is { } cause ? $"{Environment.NewLine}caused by {Describe(cause)}" : "";
            return $"{Environment.NewLine}{fault.GetType().FullName}{state}{Environment.NewLine}{fault.StackTrace}{inner}";
        }
    }
}
