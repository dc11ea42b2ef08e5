using System.Net;
using CareCoord.Ops.Demo;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CareCoord.Web.Tests.Shell;

/// <summary>What the portal tells of itself by OTLP: routes, statements and durations, and nobody.</summary>
[Collection(AloneTests.Name)]
public sealed class TelemetryTests(Portal portal) : IClassFixture<Portal>
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task Without_an_endpoint_nothing_is_measured()
    {
        await portal.VisitorAsync(DemoPeople.All[0].Email);

        Assert.Null(portal.Services.GetService<TracerProvider>());
        Assert.Null(portal.Services.GetService<MeterProvider>());
    }

    [Fact]
    public async Task What_leaves_names_routes_and_statements_and_nobody()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var told = portal.WithWebHostBuilder(node =>
            node.UseSetting("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address)
                .UseSetting("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .UseSetting("CareCoord:Node", "node-seven")
        );
        var rosa = await portal.Database.PatientAsync("Rosa");
        var visitor = Portal.VisitorOf(told);
        await visitor.SignInAsync("ana@demo.carecoord.test", DemoPeople.Password);
        using (var asked = new HttpRequestMessage(HttpMethod.Get, $"/patients/{rosa}/plan?from=query-secret"))
        {
            asked.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
            asked.Headers.Add("tracestate", "vendor=state-secret");
            asked.Headers.Add("baggage", "name=baggage-secret");
            asked.Headers.Add("X-Forwarded-For", "203.0.113.77");
            asked.Headers.UserAgent.ParseAdd("agent-secret/1.0");
            Assert.Equal(HttpStatusCode.OK, (await visitor.SendAsync(asked)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/path-secret/nowhere")).StatusCode);
        await FaultAsync(told, "typed-secret");

        told.Services.GetRequiredService<TracerProvider>().ForceFlush();
        told.Services.GetRequiredService<MeterProvider>().ForceFlush();
        var (traces, metrics) = (receiver.Said("traces"), receiver.Said("metrics"));

        Assert.Contains("GET /patients/{PatientId:guid}/plan", traces);
        Assert.Contains("app.open_record", traces);
        Assert.Contains("node-seven", traces);
        Assert.Contains("22P02", traces);
        Assert.Contains("/patients/{PatientId:guid}/plan", metrics);
        Assert.Contains("http.server.request.duration", metrics);
        Assert.Contains("carecoord.background.rounds", metrics);
        Assert.Contains("db.client.", metrics);
        Assert.Equal("", receiver.Said("logs"));
        string[] secrets =
        [
            "secret",
            rosa.ToString(),
            rosa.ToString("N"),
            "ana@demo",
            "Reyes",
            "203.0.113",
            "db.npgsql.connection_id",
            "exception.message",
            Trace,
            string.Concat(Convert.FromHexString(Trace).Select(b => (char)b)),
            .. visitor.Cookies.Values,
            portal.Database.ActorKey,
            "Password=",
            "Host=",
        ];
        Assert.All(
            secrets,
            secret =>
            {
                Assert.DoesNotContain(secret, traces, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(secret, metrics, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    // The database quotes in its answer what it could not read.
    private static async Task FaultAsync(WebApplicationFactory<Program> node, string typed)
    {
        await using var command = node.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select $1::text::integer");
        command.Parameters.Add(new() { Value = typed });
        Assert.Contains(typed, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync())).MessageText);
    }
}
