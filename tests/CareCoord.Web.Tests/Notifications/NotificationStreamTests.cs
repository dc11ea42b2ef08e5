using System.Net;
using System.Net.ServerSentEvents;
using CareCoord.Access;
using CareCoord.Testing;
using CareCoord.Web.Limits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CareCoord.Web.Tests.Notifications;

/// <summary>How much is unread, live, for as long as the sign-in lasts.</summary>
public sealed class NotificationStreamTests(Portal portal) : IClassFixture<Portal>
{
    private const string Password = "four words on paper";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly World world = new(portal.Database);

    [Fact]
    public async Task An_open_page_hears_the_count_and_of_its_sign_in_and_nothing_else()
    {
        var (account, visitor) = await SignedInAsync();
        using var stream = await visitor.ListenAsync("/live/notifications");
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType!.MediaType);
        Assert.True(stream.Headers.CacheControl!.NoStore);
        await using var counts = CountsOf(stream);
        Assert.Equal("0", await NextAsync(counts));

        await NotifyAsync(account, "team_left");
        Assert.Equal("1", await NextAsync(counts));
        // Under another hat it is no news.
        await NotifyAsync(account, "patient_handed_over", Hat.Provider);
        await NotifyAsync(account, "team_left");
        Assert.Equal("2", await NextAsync(counts, but: "1"));

        await visitor.SubmitAsync("/notifications", "/notifications/read");
        Assert.Equal("0", await NextAsync(counts, but: "2"));
    }

    [Fact]
    public async Task It_ends_when_the_sign_in_ends()
    {
        var (_, visitor) = await SignedInAsync();
        using var stream = await visitor.ListenAsync("/live/notifications");
        await using var counts = CountsOf(stream);
        await NextAsync(counts);

        await visitor.SubmitAsync("/account", "/sign-out");

        Assert.Null(await NextAsync(counts, but: "0"));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.ListenAsync("/live/notifications")).StatusCode);
    }

    [Theory]
    [InlineData("update accounts set security_stamp = 'another' where id = $1")]
    [InlineData("update sign_in_sessions set hat = 'provider' where account_id = $1")]
    [InlineData("update sign_in_sessions set started_at = started_at - interval '13 hours' where account_id = $1")]
    public async Task It_ends_when_the_sign_in_is_no_longer_what_it_was(string change)
    {
        var (account, visitor) = await SignedInAsync();
        await new World(portal.Database).HatAsync(account, Access.Hat.Provider);
        using var stream = await visitor.ListenAsync("/live/notifications");
        await using var counts = CountsOf(stream);
        await NextAsync(counts);

        await portal.Database.AsOwnerAsync(change, account);

        Assert.Null(await NextAsync(counts, but: "0"));
    }

    [Fact]
    public async Task It_ends_when_the_portal_stops()
    {
        var (account, visitor) = await SignedInAsync();
        await using var other = portal.Another();
        var there = Portal.VisitorOf(other).With(visitor);
        using var stream = await there.ListenAsync("/live/notifications");
        await using var counts = CountsOf(stream);
        Assert.Equal("0", await NextAsync(counts));

        other.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Null(await NextAsync(counts, but: "0"));
        Assert.NotEqual(Guid.Empty, account);
    }

    [Fact]
    public async Task Every_node_hears()
    {
        var (account, visitor) = await SignedInAsync();
        await using var other = portal.Another();
        var there = Portal.VisitorOf(other).With(visitor);
        using var here = await visitor.ListenAsync("/live/notifications");
        using var beyond = await there.ListenAsync("/live/notifications");
        await using var one = CountsOf(here);
        await using var two = CountsOf(beyond);
        Assert.Equal(("0", "0"), (await NextAsync(one), await NextAsync(two)));

        await NotifyAsync(account, "team_left");

        Assert.Equal(("1", "1"), (await NextAsync(one), await NextAsync(two)));
    }

    [Fact]
    public async Task A_word_that_was_lost_with_the_connection_is_made_up_for()
    {
        var (account, visitor) = await SignedInAsync();
        using var stream = await visitor.ListenAsync("/live/notifications");
        await using var counts = CountsOf(stream);
        Assert.Equal("0", await NextAsync(counts));

        // The connection dies, and the word with it: what is told in between tells nobody.
        await portal.Database.AsOwnerAsync("alter table notifications disable trigger changed");
        await NotifyAsync(account, "team_left");
        await portal.Database.AsOwnerAsync("alter table notifications enable trigger changed");
        // Not the owner's own right: the test's superuser ends it, as a failing network would.
        await using var super = new Npgsql.NpgsqlConnection((await TestCluster.GetAsync()).SuperuserConnectionString());
        await super.OpenAsync();
        await using var kill = new Npgsql.NpgsqlCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'CareCoord changes' and datname = $1",
            super
        )
        {
            Parameters = { new() { Value = new Npgsql.NpgsqlConnectionStringBuilder(portal.Database.AppConnectionString).Database } },
        };
        Assert.NotEqual(0L, await kill.ExecuteScalarAsync());

        Assert.Equal("1", await NextAsync(counts, but: "0"));
        await NotifyAsync(account, "team_left");
        Assert.Equal("2", await NextAsync(counts, but: "1"));
    }

    [Fact]
    public async Task One_sign_in_has_so_many_streams_and_no_more_and_a_closed_one_makes_room()
    {
        var (_, visitor) = await SignedInAsync();
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < Allowance.Usual.MostStreams; i++)
        {
            open.Add(await visitor.ListenAsync("/live/notifications"));
            Assert.Equal(HttpStatusCode.OK, open[^1].StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await visitor.ListenAsync("/live/notifications")).StatusCode);
        var (_, somebodyElse) = await SignedInAsync();
        using var theirs = await somebodyElse.ListenAsync("/live/notifications");
        Assert.Equal(HttpStatusCode.OK, theirs.StatusCode);

        open[0].Dispose();
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var again = await visitor.ListenAsync("/live/notifications");
            if (again.StatusCode == HttpStatusCode.OK)
                break;
            await Task.Delay(50, patience.Token);
        }

        open.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task The_count_is_read_by_itself_too_and_never_kept()
    {
        var (account, visitor) = await SignedInAsync();
        await NotifyAsync(account, "team_left");

        var answer = await visitor.GetAsync("/live/unread");

        Assert.Equal("1", await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    private async Task<(Guid Account, Visitor Visitor)> SignedInAsync()
    {
        var email = await SignInTests.AddAccountAsync(portal, "New S", Password);
        var visitor = portal.Visitor();
        await visitor.SignInAsync(email, Password);
        return (await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", email), visitor);
    }

    private Task NotifyAsync(Guid account, string kind, Hat hat = Hat.Caregiver) =>
        world.NotifyAsync(
            Actor.Portal,
            account,
            hat,
            kind,
            null,
            kind.StartsWith("task", StringComparison.Ordinal) ? Guid.CreateVersion7() : null
        );

    private static IAsyncEnumerator<string> CountsOf(HttpResponseMessage stream) => ReadAsync(stream).GetAsyncEnumerator();

    private static async IAsyncEnumerable<string> ReadAsync(HttpResponseMessage stream)
    {
        var parser = SseParser.Create(await stream.Content.ReadAsStreamAsync());
        await foreach (var item in parser.EnumerateAsync())
        {
            if (item.EventType == "gone")
                yield break;
            if (item.EventType == "left")
                continue;
            Assert.Equal("unread", item.EventType);
            yield return item.Data;
        }
    }

    // The next count, or the next that is another than a repeated one; null where the stream has ended.
    private static async Task<string?> NextAsync(IAsyncEnumerator<string> counts, string? but = null)
    {
        try
        {
            while (await counts.MoveNextAsync().AsTask().WaitAsync(Patience))
            {
                if (counts.Current != but)
                    return counts.Current;
            }
        }
        catch (IOException)
        {
            // The portal hung up.
        }

        return null;
    }
}
