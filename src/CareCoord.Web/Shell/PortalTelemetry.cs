using System.Diagnostics;
using CareCoord.Access;
using CareCoord.Background;
using CareCoord.Web.Settings;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CareCoord.Web.Shell;

/// <summary>
/// Traces and metrics, sent by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a receiver, and otherwise not measured at all. What
/// leaves says which route was asked and how long it took; it names nobody.
/// </summary>
internal static class PortalTelemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>Whether a receiver is named.</summary>
    public static bool IsAskedFor(SettingsReader settings)
    {
        var endpoint = settings[Endpoint];
        if (
            endpoint is not null
            && (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        )
            settings.Refuse(Endpoint, "must be an http or https address, such as http://collector:4317.");
        if (settings[Protocol] is not (null or "grpc" or "http/protobuf"))
            settings.Refuse(Protocol, "must be grpc or http/protobuf.");
        return endpoint is not null;
    }

    public static void AddPortalTelemetry(this IServiceCollection services, PortalSettings settings)
    {
        if (!settings.IsMeasured)
            return;
        // A trace begins here: what a browser or proxy says of one would leave with it.
        services.AddSingleton<DistributedContextPropagator, NothingFromOutside>();
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        services
            .AddOpenTelemetry()
            .ConfigureResource(portal =>
                portal.AddService("carecoord", serviceVersion: PortalNode.Version, serviceInstanceId: new PortalNode(settings.Node).Name)
            )
            .WithTracing(traces =>
                traces
                    .AddSource(PortalSpans.Source, PeriodicRunner.Traces)
                    .AddAspNetCoreInstrumentation(pages => pages.Filter = http => !http.Request.Path.StartsWithSegments("/health"))
                    .AddNpgsql()
                    .AddProcessor(new PortalSpans())
                    .AddOtlpExporter()
            )
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(PeriodicMetrics.Meter)
                    .AddAspNetCoreInstrumentation()
                    .AddNpgsqlInstrumentation()
                    .AddView(_ => new MetricStreamConfiguration { TagKeys = PortalSpans.Told })
                    .AddOtlpExporter()
            );
    }

    private sealed class NothingFromOutside : DistributedContextPropagator
    {
        public override IReadOnlyCollection<string> Fields => [];

        public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) { }

        public override void ExtractTraceIdAndState(
            object? carrier,
            PropagatorGetterCallback? getter,
            out string? traceId,
            out string? traceState
        ) => (traceId, traceState) = (null, null);

        public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
            null;
    }
}
