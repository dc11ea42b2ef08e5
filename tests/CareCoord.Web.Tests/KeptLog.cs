using System.Collections.Concurrent;
using CareCoord.Web.Shell;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace CareCoord.Web.Tests;

/// <summary>Keeps what the portal logs, as it is written, so that a test can look for what must not be there.</summary>
internal sealed class KeptLog : ILogEventSink
{
    private readonly ConcurrentQueue<LogEvent> entries = [];

    /// <summary>Level, category and sentence of each entry, with the fault that it has.</summary>
    public IReadOnlyCollection<string> Lines =>
        [
            .. entries.Select(entry =>
                $"{LevelConvert.ToExtensionsLevel(entry.Level)} {Told(entry, Constants.SourceContextPropertyName)} "
                + entry.MessageTemplate.Render(entry.Properties).Replace("\"", "", StringComparison.Ordinal)
                + Told(entry, "Fault")
            ),
        ];

    public void Emit(LogEvent logEvent) => entries.Enqueue(logEvent);

    /// <summary>The entries as the portal writes them to standard output, as text or as JSON.</summary>
    public IReadOnlyList<string> Written(bool isJson)
    {
        var formatter = PortalLog.Formatter(isJson);
        return
        [
            .. entries.Select(entry =>
            {
                using var line = new StringWriter();
                formatter.Format(entry, line);
                return line.ToString();
            }),
        ];
    }

    private static string? Told(LogEvent entry, string name) =>
        (entry.Properties.GetValueOrDefault(name) as ScalarValue)?.Value?.ToString();
}
