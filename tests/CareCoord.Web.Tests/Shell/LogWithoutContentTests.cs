using CareCoord.Web.Shell;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;

namespace CareCoord.Web.Tests.Shell;

/// <summary>Of an entry the log keeps what its sentence asks for, and of an exception the kind and the place.</summary>
public sealed class LogWithoutContentTests : IDisposable
{
    private const string Typed = "typed-secret";
    private readonly KeptLog kept = new();
    private readonly SerilogLoggerFactory factory;

    public LogWithoutContentTests() =>
        factory = new(
            new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(new LogWithoutContent(kept)).CreateLogger(),
            dispose: true
        );

    public void Dispose() => factory.Dispose();

    [Fact]
    public void What_surrounds_a_line_is_not_written()
    {
        var log = factory.CreateLogger("CareCoord.Test");
        using (log.BeginScope(new Dictionary<string, object> { ["RequestPath"] = "/invitation/" + Typed, ["RequestId"] = Typed }))
            log.LogInformation("Mail {Mail} was sent", 7);

        Assert.EndsWith("INF CareCoord.Test Mail 7 was sent \n", Text());
        Assert.Contains("\"Mail\":7,\"SourceContext\":\"CareCoord.Test\"}", Json());
        DoesNotSay(Typed);
    }

    [Fact]
    public void A_fault_is_written_by_kind_and_place_with_its_causes_and_without_any_message()
    {
        try
        {
            Fail();
        }
        catch (AggregateException fault)
        {
            // As Entity Framework does, whose sentence repeats the exception.
            factory.CreateLogger("Microsoft.EntityFrameworkCore.Query").LogError(fault, "Reading {Context} failed: {Error}", "All", fault);
        }

        foreach (var written in new[] { Text(), Json() })
        {
            Assert.Contains("System.AggregateException", written);
            Assert.Contains("caused by System.InvalidOperationException", written);
            Assert.Contains("caused by System.FormatException", written);
            Assert.Contains("at CareCoord.Web.Tests.Shell.LogWithoutContentTests.Fail()", written);
        }

        Assert.Contains("Reading All failed: (left out)", Text());
        DoesNotSay(Typed);
    }

    [Fact]
    public void Of_what_others_say_of_a_fault_only_names_are_kept()
    {
        var fault = new InvalidOperationException("23505: duplicate key", new FormatException(Typed));
        factory
            .CreateLogger("Npgsql.Command")
            .LogError(
                fault,
                "{Type} {Count} {Code} {Detail} {Address} {@Row}",
                "Account",
                3,
                "23505",
                $"Key (email)=({Typed}) already exists.",
                $"{Typed}@example.org",
                new { Email = Typed }
            );

        Assert.Contains("Account 3 (left out) (left out) (left out) (left out)", Text());
        DoesNotSay(Typed);
    }

    [Fact]
    public void A_fault_that_is_printed_into_a_line_of_others_is_left_out()
    {
        var log = factory.CreateLogger("Microsoft.EntityFrameworkCore.Update");
        Exception? printed = null;
        try
        {
            Fail();
        }
        catch (AggregateException fault)
        {
            printed = fault;
        }

        log.LogWarning("It failed: {What}", printed!.ToString());
        log.LogWarning("It failed: {What}", printed);
        log.LogWarning("It failed: {@What}", printed);
        log.Log(LogLevel.Error, default, printed.ToString(), null, (said, _) => said);
        log.Log(LogLevel.Error, default, Typed + " failed", new FormatException(Typed), (said, _) => said);

        Assert.Contains("It failed: (left out)", Text());
        DoesNotSay(Typed);
    }

    [Fact]
    public void An_address_in_a_line_of_the_framework_is_left_out_at_every_level()
    {
        var log = factory.CreateLogger("Microsoft.AspNetCore.Components.Server.Circuits.RemoteNavigationManager");
        log.LogError("Navigation failed when changing the location to {Uri}", "https://portal.example.org/patients/" + Typed);
        log.LogError("{Path} {Number} failed", "/patients/" + Typed, 12);

        Assert.Contains("location to (left out)", Text());
        Assert.Contains("(left out) 12 failed", Text());
        DoesNotSay(Typed);
    }

    private static void Fail()
    {
        try
        {
            throw new FormatException($"'{Typed}' is no number");
        }
        catch (FormatException wrong)
        {
            throw new AggregateException($"Two of {Typed}", new InvalidOperationException(Typed, wrong), new IOException("/data/" + Typed));
        }
    }

    private string Text() => string.Concat(kept.Written(isJson: false));

    private string Json() => string.Concat(kept.Written(isJson: true));

    private void DoesNotSay(string word)
    {
        Assert.DoesNotContain(word, Text());
        Assert.DoesNotContain(word, Json());
    }
}
