using System.Net.WebSockets;
using CareCoord.Bench.LiveParts;
using CareCoord.Testing;
using CareCoord.Web.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Web.Tests.Limits;

/// <summary>Nobody takes live parts from others, however much they send and however often their connection is lost.</summary>
public sealed class LivePartLimitsTests(Portal portal) : IClassFixture<Portal>
{
    private const string Walter = "walter@demo.carecoord.test";
    private const string Password = "four words on paper";

    // Nothing that a page has: it costs the least that an event can.
    private const string Nothing = "NothingAtAll";

    private static readonly string Words = new('x', 60_000);
    private static readonly Allowance Allowed = Allowance.Usual;

    private LiveCircuits Circuits => portal.Services.GetRequiredService<LiveCircuits>();

    [Fact]
    public async Task Events_beyond_what_a_person_can_are_left_out_and_the_page_and_others_go_on()
    {
        using var hers = await portal.HomeAsync(await portal.VisitorAsync("denise@demo.carecoord.test"));
        using var his = await portal.HomeAsync(await portal.VisitorAsync(Walter));
        var sent = Allowed.Events.TokenLimit + (Allowed.MostBeyond / 2);

        for (var i = 0; i < sent; i++)
            await hers.RaiseAsync(Nothing, "[]");
        await Until.IsSoAsync(() => hers.Answered >= sent, "Not every event was answered.");

        Assert.InRange(hers.Refusals[TooMuch.Sentence], 1, Allowed.MostBeyond);
        await Until.IsSoAsync(() => hers.ScriptsCalled.ContainsKey("tooMuchAtOnce"), "The page does not say it.");
        Assert.Null(hers.Ended);
        await his.ClickAsync(0);
    }

    [Fact]
    public async Task Long_events_count_as_several()
    {
        using var hers = await portal.HomeAsync(await SomebodyAsync());
        var most = Allowed.Events.TokenLimit / (Words.Length / Allowance.BytesOfAnEvent);

        for (var i = 0; i < most + (most / 2); i++)
            await hers.RaiseAsync(Nothing, $"[\"{Words}\"]");

        await Until.IsSoAsync(() => hers.Answered >= most + (most / 2), "Not every event was answered.");
        Assert.True(hers.Refusals[TooMuch.Sentence] >= 1);
    }

    [Fact]
    public async Task Whoever_floods_on_is_cut_and_gets_no_live_parts_for_a_while_and_others_do()
    {
        var (hostile, somebody) = (await portal.VisitorAsync("rosa@demo.carecoord.test"), await portal.VisitorAsync(Walter));
        using var line = await portal.HomeAsync(hostile);

        await FloodAsync(line);

        var account = await AccountAsync("rosa@demo.carecoord.test");
        await Until.IsSoAsync(() => Circuits.Count(account) == 0, "The page that was cut is kept.");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => portal.LineAsync(hostile));
        Assert.Contains("429", refused.Message);
        // Pages that are only read go on.
        await hostile.ReadAsync("/account");
        using var theirs = await portal.HomeAsync(somebody);
        await theirs.ClickAsync(0);
    }

    [Fact]
    public async Task A_flood_of_answers_to_nothing_is_cut_too()
    {
        using var line = await portal.HomeAsync(await SomebodyAsync());

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                await line.AnswerAsync(Words);
                await Task.Yield();
            }

            await Until.IsSoAsync(() => line.Ended is not null, "It was not cut.");
            throw line.Ended!;
        });
    }

    [Fact]
    public async Task Lost_connections_of_one_person_take_no_place_from_others()
    {
        var email = await SignInTests.AddAccountAsync(portal, "Loses Connections", Password);
        var (loser, somebody) = (await SignedInAsync(email), await portal.VisitorAsync(Walter));
        var his = await portal.HomeAsync(somebody);
        his.Dispose();

        for (var i = 0; i < 3 * Allowed.MostDropped; i++)
            (await portal.HomeAsync(loser)).Dispose();

        var account = await AccountAsync(email);
        await Until.IsSoAsync(() => Circuits.Count(account) <= Allowed.MostDropped, "More than so many lost pages are kept.");
        var (again, isThere) = await Circuit.ComeBackAsync(await portal.LineAsync(somebody), his.Secret!);
        Assert.True(isThere);
        again.Dispose();
    }

    [Fact]
    public async Task The_newest_lost_connection_of_a_person_comes_back()
    {
        var loser = await SomebodyAsync();
        Circuit last = null!;
        for (var i = 0; i < Allowed.MostDropped + 2; i++)
        {
            last = await portal.HomeAsync(loser);
            last.Dispose();
        }

        var (again, isThere) = await Circuit.ComeBackAsync(await portal.LineAsync(loser), last.Secret!);

        Assert.True(isThere);
        again.Dispose();
    }

    [Fact]
    public async Task One_person_has_so_many_live_pages_and_no_more_and_a_closed_one_makes_room()
    {
        var (many, somebody) = (await SomebodyAsync(), await portal.VisitorAsync(Walter));
        var open = new List<Circuit>();
        for (var i = 0; i < Allowed.MostCircuits; i++)
            open.Add(await portal.HomeAsync(many));

        await Assert.ThrowsAnyAsync<Exception>(() => portal.HomeAsync(many));
        using var theirs = await portal.HomeAsync(somebody);

        open[0].Dispose();
        await Until.IsSoAsync(
            async () =>
            {
                try
                {
                    open.Add(await portal.HomeAsync(many));
                    return true;
                }
                catch (InvalidOperationException)
                {
                    return false;
                }
            },
            () => "The closed one made no room."
        );
        open.ForEach(one => one.Dispose());
    }

    [Fact]
    public async Task One_person_has_so_many_lines_and_no_more()
    {
        var (many, somebody) = (await SomebodyAsync(), await portal.VisitorAsync(Walter));
        var open = new List<WebSocket>();
        for (var i = 0; i < Allowed.Lines.PermitLimit; i++)
            open.Add(await portal.LineAsync(many));

        await Assert.ThrowsAsync<InvalidOperationException>(() => portal.LineAsync(many));

        open.Add(await portal.LineAsync(somebody));
        open.ForEach(line => line.Abort());
    }

    // Long ones, so that what comes back meanwhile counts for nothing, however slow the machine is.
    private static async Task FloodAsync(Circuit line) =>
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                await line.RaiseAsync(Nothing, $"[\"{Words}\"]");
                await Task.Yield();
            }

            await Until.IsSoAsync(() => line.Ended is not null, "It was not cut.");
            throw line.Ended!;
        });

    // A caregiver of Rosa's, whose home has a live part.
    private async Task<Visitor> SomebodyAsync() => await SignedInAsync(await SignInTests.AddAccountAsync(portal, "Many Pages", Password));

    private async Task<Visitor> SignedInAsync(string email)
    {
        var rosa = await portal.Database.AsOwnerAsync<Guid>(
            "select p.id from patients p join accounts a on a.id = p.account_id where a.email = 'rosa@demo.carecoord.test'"
        );
        await new World(portal.Database).GrantAsync(rosa, await AccountAsync(email), Access.Category.Plan);
        var visitor = portal.Visitor();
        await visitor.SignInAsync(email, Password);
        return visitor;
    }

    private Task<Guid> AccountAsync(string email) => portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", email);
}
