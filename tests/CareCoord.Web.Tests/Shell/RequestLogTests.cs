using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CareCoord.Testing;
using CareCoord.Web.Shell;
using CareCoord.Web.Tests.Consents;
using CareCoord.Web.Tests.LegalDocuments;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;
using Serilog.Events;

namespace CareCoord.Web.Tests.Shell;

/// <summary>What the log says of requests: their routes and how they ended. No key, id or name, however loud it is set.</summary>
public sealed partial class RequestLogTests(Portal portal) : IClassFixture<Portal>
{
    private const string Rosa = "rosa@demo.carecoord.test";
    private const string Requests = "Serilog.AspNetCore.RequestLoggingMiddleware";

    [Fact]
    public async Task The_loudest_log_that_can_be_set_has_neither_key_nor_id_nor_name()
    {
        var log = new KeptLog();
        await using var loud = Loud(log);

        var secrets = await WalkAsync(loud);

        var lines = log.Lines;
        Assert.Contains(lines, line => line.StartsWith("Debug Microsoft.EntityFrameworkCore.", StringComparison.Ordinal));
        foreach (
            var asked in new[]
            {
                "GET /invitation/{Token} 200",
                "GET /patients/{PatientId:guid}/plan 200",
                "GET /patients/{PatientId:guid}/documents/{DocumentId:guid} 200",
                "GET /card/{Token} 200",
                "GET /patients/{PatientId:guid}/access 302",
                "POST /sign-in 302",
                "GET nowhere 404",
                "OTHER nowhere 405",
            }
        )
            Assert.Contains(lines, line => line.StartsWith($"Information {Requests} {asked} in ", StringComparison.Ordinal));
        DoesNotSay(log, secrets);
    }

    [Fact]
    public async Task The_frameworks_lines_about_requests_are_not_written_whatever_the_levels_are()
    {
        var log = new KeptLog();
        // Levels that the settings refuse.
        var all = new LogLevels(LogEventLevel.Verbose, new Dictionary<string, LogEventLevel>());
        await using var loud = portal.WithWebHostBuilder(node =>
            node.ConfigureServices(services => services.AddPortalLog(all, isJson: true)).ConfigureServices(Hears(log))
        );

        var secrets = await WalkAsync(loud);

        Assert.Contains(log.Lines, line => line.StartsWith("Debug Microsoft.Extensions.", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => Regex.IsMatch(line, @"^(Trace|Debug|Information) Microsoft\.AspNetCore"));
        DoesNotSay(log, secrets);
    }

    [Fact]
    public async Task What_pages_and_machines_ask_for_all_the_time_is_below_Information()
    {
        var log = new KeptLog();
        await using var loud = Loud(log);
        var ana = Portal.VisitorOf(loud);
        await ana.SignInAsync("ana@demo.carecoord.test", Ops.Demo.DemoPeople.Password);

        await ana.GetAsync("/portal.css");
        await ana.GetAsync("/health/live");
        await ana.GetAsync("/health/ready");
        await ana.GetAsync("/live/unread");
        await ana.SendAsync(
            new(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", "http://localhost" } } }
        );
        using (await ana.ListenAsync("/live/notifications")) { }

        foreach (
            var asked in new[]
            {
                @"GET /portal\.css 200",
                "GET /health/live 200",
                "GET /health/ready 200",
                "GET /live/unread 200",
                "POST /_blazor/negotiate 200",
                "GET /live/notifications 200",
            }
        )
            await Until.IsSoAsync(
                () => log.Lines.Any(line => Regex.IsMatch(line, $"^Debug {Regex.Escape(Requests)} {asked} in [0-9]+ ms$")),
                $"{asked} is not in the log."
            );
        Assert.DoesNotContain(
            log.Lines,
            line => Regex.IsMatch(line, @"^(Information|Warning|Error) \S+ \S+ /(health|live|_blazor|portal)")
        );
    }

    [Fact]
    public async Task A_page_that_fails_is_one_fault_with_reference_kind_and_place_and_one_request()
    {
        var log = new KeptLog();
        await using var node = portal.WithWebHostBuilder(node => node.ConfigureServices(Hears(log)));
        var visitor = Portal.VisitorOf(node);
        await visitor.SignInAsync("denise@demo.carecoord.test", Ops.Demo.DemoPeople.Password);
        var page = (await visitor.GetAsync("/appointments")).Headers.Location!.ToString();
        await portal.Database.AsOwnerAsync("alter table appointments rename column how_to_get_in to was_how_to_get_in");
        string reference;
        try
        {
            reference = (await Html.ReadAsync(await visitor.GetAsync(page))).One(".reference").Says();
        }
        finally
        {
            await portal.Database.AsOwnerAsync("alter table appointments rename column was_how_to_get_in to how_to_get_in");
        }

        const string Route = "/patients/{PatientId:guid}/appointments";
        Assert.Contains(log.Lines, line => line.StartsWith($"Warning {Requests} GET {Route} 500 in ", StringComparison.Ordinal));
        foreach (var isJson in new[] { false, true })
        {
            var fault = Assert.Single(log.Written(isJson), line => line.Contains("Npgsql.PostgresException", StringComparison.Ordinal));
            Assert.Contains(reference, fault);
            Assert.Contains(Route, fault);
            Assert.Contains("Npgsql.PostgresException 42703", fault);
            Assert.Contains("at CareCoord.Web.Appointments.AppointmentsPage.", fault);
            Assert.DoesNotContain("how_to_get_in", fault);
            Assert.DoesNotContain("does not exist", fault);
        }
    }

    // All that is below what settings refuse.
    private WebApplicationFactory<Program> Loud(KeptLog log) =>
        portal.WithWebHostBuilder(node =>
            node.UseSetting("Serilog:MinimumLevel:Default", "Verbose")
                .UseSetting("Serilog:MinimumLevel:Override:Microsoft", "Verbose")
                .UseSetting("Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime", "Verbose")
                .UseSetting("Serilog:MinimumLevel:Override:Microsoft.AspNetCore", "Warning")
                .UseSetting("CareCoord:Log:Format", "json")
                .ConfigureServices(Hears(log))
        );

    private static Action<IServiceCollection> Hears(KeptLog log) => services => services.AddSingleton<ILogEventSink>(log);

    // Somebody opens what has a key, an id or a name in its address; the answer is what the log must not have.
    private async Task<string[]> WalkAsync(WebApplicationFactory<Program> node)
    {
        var patient = await DocumentWork.PatientAsync(portal, "rosa");
        var rosa = Portal.VisitorOf(node);
        await rosa.SignInAsync(Rosa, Ops.Demo.DemoPeople.Password);
        var guest = $"guest-{Guid.CreateVersion7():N}@example.test";
        Assert.Equal(
            HttpStatusCode.Redirect,
            (
                await rosa.SubmitNamedAsync(
                    $"/patients/{patient}/access/invite",
                    "invite",
                    ("Input.Name", "Gustav Guest"),
                    ("Input.Email", guest),
                    ("Input.Relationship", "friend"),
                    ("Input.Appointments", "View")
                )
            ).StatusCode
        );
        var invitation = await portal.LinkAsync(guest);
        var document = await DocumentWork.UploadAsync(
            rosa,
            patient,
            DocumentWork.Directive,
            ("page-secret.pdf", TestPages.Pdf("In the log " + guest))
        );
        var card = Card()
            .Match(
                await (
                    await rosa.SubmitNamedAsync($"/patients/{patient}/documents/card", "make", ("Months", "1"))
                ).Content.ReadAsStringAsync()
            )
            .Value;
        Assert.NotEqual("", card);

        var stranger = Portal.VisitorOf(node);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(invitation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(card)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync($"/patients/{patient}/access")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rosa.GetAsync($"/patients/{patient}/plan?from=query-secret")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rosa.GetAsync($"/patients/{patient}/documents/{document}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rosa.GetAsync("/path-secret/nowhere")).StatusCode);
        Assert.Equal(
            HttpStatusCode.MethodNotAllowed,
            (await rosa.SendAsync(new(new HttpMethod("METHOD-SECRET"), "/path-secret"))).StatusCode
        );
        await stranger.TrySignInAsync("name-secret@example.test", "password-secret-of-fifteen");

        return
        [
            invitation.Split('/')[^1],
            card.Split('/')[^1],
            patient.ToString(),
            patient.ToString("N"),
            document.ToString(),
            document.ToString("N"),
            Rosa,
            "Reyes",
            guest,
            "Gustav",
            "secret",
            .. rosa.Cookies.Values,
        ];
    }

    private static void DoesNotSay(KeptLog log, string[] secrets)
    {
        var (text, json) = (log.Written(isJson: false), log.Written(isJson: true));
        Assert.All(json, line => Assert.True(JsonDocument.Parse(line).RootElement.TryGetProperty("@mt", out _)));
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(text, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(json, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    [GeneratedRegex("/card/[A-Za-z0-9_-]{32}")]
    private static partial Regex Card();
}
