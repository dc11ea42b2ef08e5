using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTeams;

/// <summary>What the team takes care of, and who leads in it.</summary>
public sealed class CareConcernTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync() => cast = await Cast.PlayAsync(world, database, "Walter");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_concern_is_named_led_and_closed_and_each_act_is_audited()
    {
        await NameAsync("Your sugar", cast.Member);
        var named = (await ConcernsAsync(cast.Self)).Single(c => c.Concern == "Your sugar");
        Assert.Equal((cast.Member, "Nurse of Walter"), (named.LeadMemberId, named.LastLed));

        await database.Get<LeadConcern>().RunAsync(cast.Coordinator, new(cast.Patient, named.Id, named.Version, null), default);
        var led = (await ConcernsAsync(cast.Self)).Single(c => c.Id == named.Id);
        Assert.Null(led.LeadMemberId);

        await database.Get<CloseConcern>().RunAsync(cast.Coordinator, new(cast.Patient, led.Id, led.Version), default);
        Assert.DoesNotContain(await ConcernsAsync(cast.Self), c => c.Id == named.Id);

        var noted = (await database.NotedAsync(cast.Coordinator.AccountId)).Where(n => n.SubjectKind == "care_concern").ToList();
        Assert.Equal(["care-concern.closed", "care-concern.led", "care-concern.named"], noted.Select(n => n.Action).Order());
        Assert.All(noted, n => Assert.Equal((named.Id, cast.Patient), (n.SubjectId!.Value, n.Patients.Single())));
    }

    [Fact]
    public async Task No_two_that_are_open_have_one_name_however_it_is_written()
    {
        foreach (var again in new[] { "Getting walking again", " GETTING  walking Again ", "getting\nwalking \u200Fagain" })
        {
            var failed = await Record.ExceptionAsync(() => NameAsync(again));
            Assert.True(failed is RuleBroken && failed.Message.Contains("already"), again);
        }

        var open = Assert.Single(await ConcernsAsync(cast.Coordinator));
        await database.Get<CloseConcern>().RunAsync(cast.Coordinator, new(cast.Patient, open.Id, open.Version), default);
        await NameAsync("Getting walking again");
    }

    [Fact]
    public async Task Of_many_namings_at_once_one_counts()
    {
        var all = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Record.ExceptionAsync(() => NameAsync(i % 2 == 0 ? "Your sugar" : "your SUGAR")))
        );

        Assert.Single(all, failed => failed is null);
        Assert.All(all.OfType<Exception>(), failed => Assert.IsType<RuleBroken>(failed));
    }

    [Fact]
    public async Task When_the_lead_leaves_nobody_leads_and_it_is_known_who_did()
    {
        await database.Get<LeaveCareTeam>().RunAsync(cast.Coordinator, new(cast.Patient, cast.Member, cast.MemberVersion), default);

        var concern = Assert.Single(await ConcernsAsync(cast.Coordinator));
        Assert.Equal((null, "Nurse of Walter"), (concern.LeadMemberId, concern.LastLed));
    }

    [Fact]
    public async Task Only_who_is_on_this_team_now_leads()
    {
        var other = await Cast.PlayAsync(world, database, "Denise");
        var now = database.Clock.GetUtcNow();
        var (left, later) = (await world.AccountAsync("Left", Hat.Provider), await world.AccountAsync("Later", Hat.Provider));
        Guid[] wrong =
        [
            other.Member,
            Guid.CreateVersion7(),
            await world.JoinTeamAsync(cast.Patient, left, await world.ProviderAsync(left), until: now.AddHours(-1)),
            await world.JoinTeamAsync(cast.Patient, later, await world.ProviderAsync(later), since: now.AddHours(1)),
        ];

        foreach (var member in wrong)
        {
            await Assert.ThrowsAsync<RuleBroken>(() => NameAsync("Your sugar", member));
            await Assert.ThrowsAsync<RuleBroken>(() =>
                database
                    .Get<LeadConcern>()
                    .RunAsync(cast.Coordinator, new(cast.Patient, cast.Concern, cast.ConcernVersion, member), default)
            );
        }
    }

    [Fact]
    public async Task Two_who_change_the_lead_at_once_are_told_who_was_first()
    {
        await database.Get<LeadConcern>().RunAsync(cast.Coordinator, new(cast.Patient, cast.Concern, cast.ConcernVersion, null), default);

        foreach (
            var late in new Func<Task>[]
            {
                () =>
                    database
                        .Get<LeadConcern>()
                        .RunAsync(cast.Coordinator, new(cast.Patient, cast.Concern, cast.ConcernVersion, cast.Member), default),
                () =>
                    database.Get<CloseConcern>().RunAsync(cast.Coordinator, new(cast.Patient, cast.Concern, cast.ConcernVersion), default),
            }
        )
            Assert.Contains("a moment ago", (await Assert.ThrowsAsync<RuleBroken>(late)).Message);
        Assert.Null(Assert.Single(await ConcernsAsync(cast.Self)).LeadMemberId);
    }

    [Fact]
    public async Task A_concern_of_another_patient_is_not_there()
    {
        var other = await Cast.PlayAsync(world, database, "Denise");
        await world.GrantAsync(other.Patient, cast.Coordinator.AccountId, Category.Everything, Category.Everything);

        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<LeadConcern>().RunAsync(cast.Coordinator, new(cast.Patient, other.Concern, other.ConcernVersion, null), default)
        );
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<CloseConcern>().RunAsync(cast.Coordinator, new(other.Patient, other.Concern, other.ConcernVersion), default)
        );
    }

    [Theory]
    [InlineData(Hat.Patient)]
    [InlineData(Hat.Caregiver)]
    [InlineData(Hat.Provider)]
    public async Task Nobody_else_writes_a_concern(Hat hat)
    {
        var asker = cast.All.Single(a => a.Hat == hat);

        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<NameConcern>().RunAsync(asker, new(cast.Patient, "Your sugar", null, Category.None), default)
        );
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<LeadConcern>().RunAsync(asker, new(cast.Patient, cast.Concern, cast.ConcernVersion, null), default)
        );
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<CloseConcern>().RunAsync(asker, new(cast.Patient, cast.Concern, cast.ConcernVersion), default)
        );
        Assert.Equal(cast.Member, Assert.Single(await ConcernsAsync(cast.Self)).LeadMemberId);
    }

    [Fact]
    public async Task A_labelled_concern_is_hidden_from_proxies_without_the_label()
    {
        await NameAsync("Low spirits", cast.Member, Category.Behavioural);

        Assert.DoesNotContain(await ConcernsAsync(cast.Caregiver), c => c.Concern == "Low spirits");
        Assert.Contains(await ConcernsAsync(cast.Self), c => c.Concern == "Low spirits" && c.Labels == Category.Behavioural);
        Assert.Contains(await ConcernsAsync(cast.Provider), c => c.Concern == "Low spirits");
        Assert.Equal(
            1,
            await database.AsAppAsync<long>(cast.Caregiver with { ActingFor = cast.Patient }, "select count(*) from care_concerns")
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n\u200F ")]
    public async Task A_concern_has_a_name(string? typed) =>
        Assert.Contains("Name the concern", (await Assert.ThrowsAsync<RuleBroken>(() => NameAsync(typed))).Message);

    [Fact]
    public async Task What_is_pasted_is_kept_as_it_is_or_refused_with_a_sentence()
    {
        await Assert.ThrowsAsync<RuleBroken>(() => NameAsync(new string('x', 10_000)));
        await Assert.ThrowsAsync<RuleBroken>(() => NameAsync("Plan", labels: Category.Plan));
        await Assert.ThrowsAsync<RuleBroken>(() => NameAsync("Plan\0"));
        await Assert.ThrowsAsync<RuleBroken>(() => NameAsync("\u202EPlan"));
        await NameAsync("<script>alert('x')</script>\n' or 1=1");

        Assert.Contains(await ConcernsAsync(cast.Self), c => c.Concern == "<script>alert('x')</script> ' or 1=1");
    }

    private Task NameAsync(string? concern, Guid? lead = null, Category labels = Category.None) =>
        database.Get<NameConcern>().RunAsync(cast.Coordinator, new(cast.Patient, concern, lead, labels), default);

    private async Task<IReadOnlyList<ConcernView>> ConcernsAsync(Actor asker) =>
        (await database.Get<CareTeamQueries>().TeamAsync(asker, cast.Patient, default)).Concerns;
}
