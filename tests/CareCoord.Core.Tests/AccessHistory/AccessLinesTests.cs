using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.AccessHistory;

/// <summary>The lines of who did what: what belongs together is one, and what matters comes first.</summary>
public sealed class AccessLinesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Plan = "treatment-plan.read";
    private const string Name = "caseload.read";
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");
    private readonly World world = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync() => cast = await Cast.PlayAsync(world, database, "Walter");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_one_person_reads_again_within_an_hour_is_one_line_and_after_more_than_an_hour_another()
    {
        await StartAsync(9);
        var start = database.Clock.GetUtcNow();
        for (var time = 0; time < 12; time++)
            await ActAsync(cast.Provider, Plan, minutes: 5);
        await ActAsync(cast.Caregiver, Plan);
        // Exactly an hour after the last.
        database.Clock.Advance(TimeSpan.FromMinutes(55));
        await ActAsync(cast.Provider, Plan, minutes: 61);
        await ActAsync(cast.Provider, Plan);
        await ActAsync(cast.Provider, "appointments.read");

        var nurse = (await LinesAsync()).Where(line => line.AccountId == cast.Provider.AccountId).OrderBy(line => line.Since).ToList();

        Assert.Equal(
            [
                (Plan, 13, start, start.AddMinutes(115)),
                (Plan, 1, start.AddMinutes(176), start.AddMinutes(176)),
                ("appointments.read", 1, start.AddMinutes(176), start.AddMinutes(176)),
            ],
            nurse
                .Select(line => (line.Action, line.Times, line.Since, line.Until))
                .OrderBy(line => line.Since)
                .ThenByDescending(l => l.Action)
        );
    }

    [Fact]
    public async Task At_midnight_of_the_readers_clock_a_line_ends()
    {
        await StartAsync(23, 50, Chicago);
        await ActAsync(cast.Provider, Plan, minutes: 20);
        await ActAsync(cast.Provider, Plan);

        Assert.Equal([1, 1], (await LinesAsync(new() { Zone = Chicago })).Where(IsNurse).Select(line => line.Times));
        Assert.Equal([2], (await LinesAsync(new() { Zone = TimeZoneInfo.Utc })).Where(IsNurse).Select(line => line.Times));
    }

    [Fact]
    public async Task What_somebody_saw_in_lists_is_one_line_a_day_however_far_apart()
    {
        await StartAsync(7);
        for (var time = 0; time < 4; time++)
            await ActAsync(cast.Coordinator, Name, minutes: 180);
        await StartAsync(7);
        await ActAsync(cast.Coordinator, Name);

        Assert.Equal([1, 4], (await LinesAsync()).Where(line => line.Action == Name).Select(line => line.Times));
    }

    [Fact]
    public async Task Broken_glass_comes_first_then_who_read_for_the_first_time_then_the_others_and_oneself_last()
    {
        await StartAsync(7);
        await ActAsync(cast.Coordinator, Name);
        await ActAsync(cast.Coordinator, Plan, minutes: 1);
        await StartAsync(8);
        await ActAsync(cast.Self, Plan, minutes: 1);
        var stranger = new Actor(await world.AccountAsync("Victor", Hat.Provider), Hat.Provider);
        await ActAsync(stranger, "glass.broken", minutes: 1);
        await ActAsync(cast.Provider, Name, minutes: 1);
        await ActAsync(cast.Provider, Plan, minutes: 90);
        await ActAsync(cast.Coordinator, Plan, minutes: 1);
        await ActAsync(cast.Provider, Plan, minutes: 1);
        await ActAsync(Actor.Portal, "care-task.reminded", minutes: 1);

        var lines = await LinesAsync(new(Day: Today));

        Assert.Equal(
            [
                (AccessMark.BrokeGlass, stranger.AccountId, "glass.broken"),
                (AccessMark.FirstTime, cast.Provider.AccountId, Plan),
                (AccessMark.None, Actor.Portal.AccountId, "care-task.reminded"),
                (AccessMark.None, cast.Provider.AccountId, Plan),
                (AccessMark.None, cast.Coordinator.AccountId, Plan),
                (AccessMark.None, cast.Provider.AccountId, Name),
            ],
            lines.Where(line => line.Mark != AccessMark.Own).Select(line => (line.Mark, line.AccountId, line.Action))
        );
        Assert.All(lines.SkipWhile(line => line.Mark != AccessMark.Own), line => Assert.Equal(cast.Self.AccountId, line.AccountId));
        Assert.Contains(lines, line => line is { Mark: AccessMark.Own, Action: Plan });
        // What is one's own depends on who reads.
        var coordinators = await LinesAsync(new(Day: Today), cast.Coordinator);
        Assert.All(
            coordinators.Where(line => line.Mark == AccessMark.Own),
            line => Assert.Equal(cast.Coordinator.AccountId, line.AccountId)
        );
        Assert.Contains(coordinators, line => line.AccountId == cast.Self.AccountId && line.Mark != AccessMark.Own);
    }

    [Fact]
    public async Task What_one_did_under_another_hat_is_not_folded_with_ones_own()
    {
        await database.AsOwnerAsync("insert into account_hats values ($1, 'coordinator')", cast.Self.AccountId);
        await ActAsync(cast.Self with { Hat = Hat.Coordinator }, Plan);

        Assert.Contains(await LinesAsync(), line => line is { Hat: Hat.Coordinator, Mark: not AccessMark.Own });
    }

    [Fact]
    public async Task Pages_go_on_line_by_line_without_gaps_and_doubles_also_where_a_line_grows_meanwhile()
    {
        var people = new List<Actor>();
        for (var one = 0; one < 5; one++)
            people.Add(new(await world.AccountAsync($"Reader {one}", Hat.Provider), Hat.Provider));
        for (var day = 0; day < 9; day++)
        {
            await StartAsync(8);
            foreach (var hour in new[] { 0, 1 })
            {
                database.Clock.Advance(TimeSpan.FromHours(hour * 2));
                foreach (var person in people)
                {
                    await ActAsync(person, Plan, minutes: 1);
                    await ActAsync(person, Plan, minutes: 1);
                }
            }
        }

        var seen = new List<WhoDid>();
        string? after = null;
        do
        {
            var page = (await ViewAsync(new(After: after))).Did;
            seen.AddRange(page.Items);
            after = page.Next;
            await ActAsync(people[0], Plan);
        } while (after is not null && seen.Count < 500);

        var theirs = seen.Where(line => people.Any(person => person.AccountId == line.AccountId)).ToList();
        Assert.Equal(90, theirs.Count);
        Assert.Equal(90, theirs.Select(line => line.Id).Distinct().Count());
        Assert.Equal(5, theirs.Count(line => line.Mark == AccessMark.FirstTime));
        var days = seen.Select(line => TimeZoneInfo.Utc.DateThere(line.Since)).ToList();
        Assert.Equal(days.OrderDescending(), days);
    }

    [Fact]
    public async Task Acts_of_one_moment_are_one_line_each_of_their_kind()
    {
        await database.AsAppAsync<long>(
            cast.Provider,
            "select count(app.audit('test.' || n % 40, array[$1]::uuid[])) from generate_series(1, 80) n",
            cast.Patient
        );

        var first = (await ViewAsync(null)).Did;
        var second = (await ViewAsync(new(After: first.Next))).Did;
        var lines = first.Items.Concat(second.Items).Where(IsNurse).ToList();

        Assert.Equal(40, lines.Count);
        Assert.Equal(40, lines.Select(line => line.Action).Distinct().Count());
        Assert.All(lines, line => Assert.Equal(2, line.Times));
    }

    [Fact]
    public async Task They_are_found_by_person_by_kind_and_by_day()
    {
        await StartAsync(8);
        await ActAsync(cast.Provider, Plan, minutes: 1);
        await ActAsync(cast.Provider, "activity.ticked", minutes: 1);
        await ActAsync(cast.Provider, "glass.broken", minutes: 1);
        var day = Today;
        await StartAsync(8);
        await ActAsync(cast.Caregiver, Plan, minutes: 1);

        Assert.All(await LinesAsync(new(" nURSE ")), line => Assert.Equal(cast.Provider.AccountId, line.AccountId));
        Assert.Equal(3, (await LinesAsync(new("Nurse of"))).Count);
        Assert.Equal([Plan], (await LinesAsync(new("Nurse", AccessKind.Looked))).Select(line => line.Action));
        Assert.Equal(["activity.ticked"], (await LinesAsync(new("Nurse", AccessKind.Changed))).Select(line => line.Action));
        Assert.Equal(["glass.broken"], (await LinesAsync(new(Kind: AccessKind.BrokeGlass))).Select(line => line.Action));
        Assert.Equal(3, (await LinesAsync(new(Day: day))).Count);
        Assert.DoesNotContain(await LinesAsync(new(Day: Today)), IsNurse);
        Assert.Empty(await LinesAsync(new(Day: day.AddDays(-1))));
        var late = (await LinesAsync(new(Day: Today)))[0];
        Assert.Equal(3, (await LinesAsync(new(Day: day, After: new AccessKey(Today, AccessMark.None, late.Id).ToString()))).Count);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("'; drop table patients; --")]
    [InlineData("\0\u202e")]
    [InlineData("_urse")]
    public async Task A_hostile_name_finds_nobody_or_is_none(string name)
    {
        await ActAsync(cast.Provider, Plan);

        Assert.Equal(OneLine.Of(name).Length == 0, (await LinesAsync(new(name))).Any(IsNurse));
    }

    [Fact]
    public async Task The_first_and_the_last_day_that_there_can_be_have_no_lines()
    {
        await ActAsync(cast.Provider, Plan);

        Assert.Empty(await LinesAsync(new(Day: DateOnly.MinValue)));
        Assert.Empty(await LinesAsync(new(Day: DateOnly.MaxValue)));
    }

    [Fact]
    public async Task A_link_that_was_only_opened_is_no_line_and_stays_in_the_trail()
    {
        await ActAsync(Actor.Portal, "invitation.opened");
        await ActAsync(Actor.Portal, "invitation.wrong-date");

        Assert.Equal(
            ["invitation.wrong-date"],
            (await LinesAsync()).Where(line => line.AccountId == Actor.Portal.AccountId).Select(line => line.Action)
        );
        Assert.Contains(
            await database.NotedAsync(Actor.Portal.AccountId),
            noted => noted.Action == "invitation.opened" && noted.Patients.Contains(cast.Patient)
        );
    }

    [Fact]
    public async Task Who_may_not_see_the_access_history_gets_no_line_of_it()
    {
        await ActAsync(cast.Provider, Plan);
        var other = await Cast.PlayAsync(world, database, "Denise");

        foreach (var actor in new[] { cast.Provider, other.Self, other.Coordinator, cast.Coordinator with { Hat = Hat.Administrator } })
        {
            await Assert.ThrowsAsync<NotFound>(() => ViewAsync(null, actor));
            Assert.Equal(
                0,
                await database.AsAppAsync<long>(
                    actor,
                    "select count(*) from app.who_has_seen($1, 'UTC', '{}', '{}', null, null, null, null, null, null, 10)",
                    cast.Patient
                )
            );
        }
    }

    [Fact]
    public void Every_reading_and_nothing_else_is_known_as_a_reading()
    {
        foreach (var action in AuditedAction.All.Values.Where(action => action.Said.StartsWith("saw ", StringComparison.Ordinal)))
            Assert.True(action.Reads == Reading.List || action.Action.EndsWith(".counted", StringComparison.Ordinal), action.Action);
        foreach (var rule in AuditedAction.All.Values.OfType<AccessRule>())
            Assert.True(rule.Reads is null || rule.Manage == Category.None, rule.Action);
        Assert.Equal(Reading.Page, AuditedAction.All[Plan].Reads);
        Assert.Null(AuditedAction.All["activity.ticked"].Reads);
    }

    private DateOnly Today => TimeZoneInfo.Utc.DateThere(database.Clock.GetUtcNow());

    private bool IsNurse(WhoDid line) => line.AccountId == cast.Provider.AccountId;

    private async Task<IReadOnlyList<WhoDid>> LinesAsync(AccessAsked? asked = null, Actor? reader = null) =>
        (await ViewAsync(asked, reader)).Did.Items;

    private Task<WhoCanSeeView> ViewAsync(AccessAsked? asked, Actor? reader = null) =>
        database.Get<AccessHistoryQueries>().WhoCanSeeAsync(reader ?? cast.Self, cast.Patient, asked, default);

    // The next time that a clock shows this hour.
    private Task StartAsync(int hour, int minute = 0, TimeZoneInfo? zone = null)
    {
        var clock = zone ?? TimeZoneInfo.Utc;
        var tomorrow = clock.DateThere(database.Clock.GetUtcNow()).AddDays(1);
        database.Clock.Advance(clock.FirstShowing(tomorrow, new(hour, minute)) - database.Clock.GetUtcNow());
        return Task.CompletedTask;
    }

    // Something is done with the record, and then time goes by.
    private async Task ActAsync(Actor actor, string action, int minutes = 0)
    {
        await database.AsAppAsync<Guid>(actor, "select app.audit($1, array[$2]::uuid[])", action, cast.Patient);
        database.Clock.Advance(TimeSpan.FromMinutes(minutes));
    }
}
