using System.Text.Json;
using CareCoord.Ops.LocalDatabase;

namespace CareCoord.Ops.Tests;

/// <summary>What the person at the terminal of `carecoord serve` sees of settings with which the portal does not start.</summary>
public sealed class ServeSettingsTests : IAsyncLifetime
{
    private readonly string folder = ThrowAwayCluster.NewFolder();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (await LocalCluster.OpenAsync(folder, (await LocalCluster.FindPostgres())!, fast: true) is { } left)
        {
            await left.DestroyAsync();
        }
    }

    [Fact]
    public async Task Each_fault_of_the_portals_settings_is_a_line_at_the_terminal_without_trace_or_secret()
    {
        var port = FreePort.Choose();
        using var run = ServeRun.BeginPortal(
            folder,
            port,
            new()
            {
                // The demo is not loaded.
                ["CareCoord__PublicOrigin"] = $"http://127.0.0.1:{port}",
                ["CareCoord__Smtp__Port"] = "a-wrong-port",
                ["CareCoord__Smtp__Password"] = "a-secret-password",
                ["CareCoord__Stmp__Password"] = "a-secret-password",
            }
        );

        Assert.Equal(1, await run.EndedAsync());
        Assert.Contains(
            "The portal did not start:\n"
                + "CareCoord__Smtp__Port must be a number from 1 to 65535.\n"
                + "CareCoord__Stmp__Password is not a setting; did you mean CareCoord__Smtp__Password?\n"
                + $"Its log is {Path.Combine(folder, "logs", "web.log")}.",
            run.Said
        );
        Assert.DoesNotContain("a-secret-password", run.Said);
        Assert.DoesNotContain("   at ", run.Said);
    }

    [Fact]
    public async Task With_right_settings_and_empty_ones_it_starts_and_logs_as_they_say()
    {
        using var run = await ServeRun
            .BeginPortal(
                folder,
                FreePort.Choose(),
                new()
                {
                    ["CareCoord__Smtp__Host"] = "",
                    ["CareCoord__Smtp__Port"] = "",
                    ["CareCoord__Smtp__Tls"] = "",
                    ["CareCoord__KnownProxies"] = "10.0.0.7",
                    ["CareCoord__Log__Format"] = "json",
                    ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "",
                    ["Serilog__MinimumLevel__Default"] = "",
                }
            )
            .ReadyAsync();

        Assert.Contains("Sign in", await run.GetAsync("/sign-in"));
        Assert.Equal(0, await run.EndAsync());
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "logs", "web.log"));
        Assert.All(lines, line => Assert.Equal(JsonValueKind.String, JsonDocument.Parse(line).RootElement.GetProperty("@t").ValueKind));
        Assert.Contains(lines, line => line.Contains("\"Route\":\"/sign-in\",\"StatusCode\":200", StringComparison.Ordinal));
    }
}
