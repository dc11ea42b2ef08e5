using System.Diagnostics;
using CareCoord.Background;
using OpenTelemetry;

namespace CareCoord.Web.Shell;

/// <summary>Takes from each span, before it leaves, all but the few things that are known to name nobody.</summary>
internal sealed class PortalSpans : BaseProcessor<Activity>
{
    /// <summary>The source of spans that stand in for those that cannot leave as they are.</summary>
    public const string Source = "CareCoord.Web";

    /// <summary>What may be told: the route as a pattern, the statement with its placeholders, and how it ended.</summary>
    public static readonly string[] Told =
    [
        "http.request.method",
        "http.route",
        "http.response.status_code",
        "network.protocol.version",
        "url.scheme",
        "error.type",
        "db.system.name",
        "db.namespace",
        "db.query.text",
        "db.response.status_code",
        "db.client.connection.state",
        "carecoord.work",
    ];

    private static readonly string[] Sources = ["Microsoft.AspNetCore", "Npgsql", PeriodicRunner.Traces, Source];
    private static readonly ActivitySource Clean = new(Source);

    public override void OnEnd(Activity data)
    {
        if (!Sources.Contains(data.Source.Name))
        {
            KeepBack(data);
            return;
        }

        foreach (var (name, _) in data.TagObjects.Where(tag => !Told.Contains(tag.Key)).ToList())
            data.SetTag(name, null);
        if (data.GetTagItem("http.request.method") is string method)
            data.DisplayName = data.GetTagItem("http.route") is string route ? $"{method} {route}" : method;
        // The description of a fault may quote what somebody typed.
        data.SetStatus(data.Status);
        // So may its event, which cannot be taken away from a span.
        if (data.Events.Any())
        {
            KeepBack(data);
            StandIn(data);
        }
    }

    private static void KeepBack(Activity span) => span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;

    private static void StandIn(Activity span)
    {
        var parent = new ActivityContext(span.TraceId, span.ParentSpanId, ActivityTraceFlags.Recorded);
        using var clean = Clean.StartActivity(span.DisplayName, span.Kind, parent, span.TagObjects, startTime: span.StartTimeUtc);
        clean?.SetStatus(span.Status);
        clean?.SetEndTime(span.StartTimeUtc + span.Duration);
    }
}
