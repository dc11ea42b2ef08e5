using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.CareTeams;

/// <summary>Who joins a care team, by whose hand, and what that opens.</summary>
public sealed class JoinCareTeamTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Cast cast = null!;
    private Actor mia = null!;

    public async Task InitializeAsync()
    {
        cast = await Cast.PlayAsync(world, database, "Walter");
        mia = new(await world.AccountAsync("Mia", Hat.Provider), Hat.Provider);
        await world.ProviderAsync(mia.AccountId, "nutritionist");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_provider_who_joins_opens_the_record_with_the_next_statement()
    {
        await Assert.ThrowsAsync<NotFound>(() => OpenAsync(mia));

        await JoinAsync(mia, TeamRole.Nutritionist);

        await OpenAsync(mia);
        var member = Assert.Single((await TeamAsync()).Now, m => m.AccountId == mia.AccountId);
        Assert.Equal(
            (TeamRole.Nutritionist, "What to eat", "Riverside West", null),
            (member.Role, member.AskAbout, member.Clinic, member.Until)
        );
    }

    [Fact]
    public async Task A_provider_who_joins_later_opens_it_from_that_day_on_where_the_patient_lives()
    {
        await JoinAsync(mia, TeamRole.Nutritionist, from: new(2026, 11, 25));

        Assert.Equal(mia.AccountId, Assert.Single((await TeamAsync()).Later).AccountId);
        // Wednesday begins at 6:00 UTC in Chicago.
        database.Clock.Set(new(2026, 11, 25, 5, 59, 59, TimeSpan.Zero));
        await Assert.ThrowsAsync<NotFound>(() => OpenAsync(mia));
        database.Clock.Set(new(2026, 11, 25, 6, 0, 0, TimeSpan.Zero));
        await OpenAsync(mia);
        database.Clock.Set(new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Whoever_joins_and_the_patient_are_told_and_the_audit_knows_who_did_it()
    {
        await JoinAsync(mia, TeamRole.Nutritionist);

        var noted = Assert.Single(await database.NotedAsync(cast.Coordinator.AccountId), n => n.Action == "care-team.joined");
        Assert.Equal(("coordinator", "account", (Guid?)mia.AccountId), (noted.Hat, noted.SubjectKind, noted.SubjectId));
        Assert.Equal([cast.Patient], noted.Patients);
        Assert.Equal(1, await ToldAsync(mia, "team_joined"));
        Assert.Equal(1, await ToldAsync(cast.Self, "team_joined"));
        Assert.Equal(0, await ToldAsync(cast.Coordinator, "team_joined"));
    }

    [Fact]
    public async Task Nobody_joins_twice_in_one_role_or_as_another_kind_of_provider()
    {
        await JoinAsync(mia, TeamRole.Nutritionist);

        foreach (var role in new[] { TeamRole.Nutritionist, TeamRole.Nurse })
            Assert.Contains("on this team already", (await Assert.ThrowsAsync<RuleBroken>(() => JoinAsync(mia, role))).Message);
        Assert.Contains(
            "on this team already",
            (await Assert.ThrowsAsync<RuleBroken>(() => JoinAsync(mia, TeamRole.Nurse, from: new(2026, 12, 1)))).Message
        );
    }

    [Fact]
    public async Task Of_many_joinings_at_once_one_counts_and_the_others_hear_why()
    {
        var all = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => Record.ExceptionAsync(() => JoinAsync(mia, i % 2 == 0 ? TeamRole.Nutritionist : TeamRole.Nurse)))
        );

        Assert.Single(all, failed => failed is null);
        Assert.All(all.OfType<Exception>(), failed => Assert.Contains("on this team already", Assert.IsType<RuleBroken>(failed).Message));
        Assert.Equal(1, await CountAsync(mia));
        Assert.Equal(1, await ToldAsync(mia, "team_joined"));
    }

    [Fact]
    public async Task Whoever_has_left_may_join_again()
    {
        await JoinAsync(mia, TeamRole.Nutritionist);
        var member = (await TeamAsync()).Now.Single(m => m.AccountId == mia.AccountId);
        await database.Get<LeaveCareTeam>().RunAsync(cast.Coordinator, new(cast.Patient, member.Id, member.Version), default);

        await JoinAsync(mia, TeamRole.Nutritionist);

        await OpenAsync(mia);
    }

    [Theory]
    [InlineData(TeamRole.Nurse)]
    [InlineData(TeamRole.Caregiver)]
    [InlineData(TeamRole.Coordinator)]
    [InlineData((TeamRole)99)]
    public async Task A_role_is_for_those_who_can_fill_it(TeamRole role)
    {
        var somebody = new Actor(await world.AccountAsync("Somebody", Hat.Patient), Hat.Patient);

        await Assert.ThrowsAsync<RuleBroken>(() => JoinAsync(somebody, role));

        Assert.Equal(0, await CountAsync(somebody));
    }

    [Fact]
    public async Task A_caregiver_joins_with_a_grant_that_holds_then_and_sees_what_it_gives_and_no_more()
    {
        var ben = new Actor(await world.AccountAsync("Ben", Hat.Caregiver), Hat.Caregiver);
        await Assert.ThrowsAsync<RuleBroken>(() => JoinAsync(ben, TeamRole.Caregiver));
        await world.GrantAsync(cast.Patient, ben.AccountId, Category.Appointments, until: database.Clock.GetUtcNow().AddDays(1));
        await Assert.ThrowsAsync<RuleBroken>(() => JoinAsync(ben, TeamRole.Caregiver, from: new(2026, 12, 1)));

        await JoinAsync(ben, TeamRole.Caregiver);

        Assert.Equal((int)Category.Appointments, await database.AsAppAsync<int>(ben, "select bit_or(view_bits) from patient_access"));
        await Assert.ThrowsAsync<NotFound>(() => OpenAsync(ben));
        Assert.Equal(Category.Appointments, Assert.Single((await TeamAsync()).Now, m => m.AccountId == ben.AccountId).Sees!.View);
    }

    [Fact]
    public async Task Another_coordinator_joins_without_seeing_anything_by_that()
    {
        var other = new Actor(await world.AccountAsync("Colleague", Hat.Coordinator), Hat.Coordinator);

        await JoinAsync(other, TeamRole.Coordinator);

        Assert.Equal(1, await CountAsync(other));
        await Assert.ThrowsAsync<NotFound>(() => OpenAsync(other));
    }

    [Theory]
    [InlineData("2026-11-22", "past")]
    [InlineData("0001-01-01", "past")]
    [InlineData("2027-12-01", "year")]
    [InlineData("9999-12-31", "year")]
    public async Task Nobody_joins_in_the_past_or_in_a_far_future(string day, string why) =>
        Assert.Contains(
            why,
            (await Assert.ThrowsAsync<RuleBroken>(() => JoinAsync(mia, TeamRole.Nutritionist, from: DateOnly.Parse(day)))).Message
        );

    [Theory]
    [InlineData(Hat.Patient)]
    [InlineData(Hat.Caregiver)]
    [InlineData(Hat.Provider)]
    public async Task Only_the_coordinator_adds_anybody_and_the_refusal_is_kept(Hat hat)
    {
        var asker = cast.All.Single(a => a.Hat == hat);

        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<JoinCareTeam>().RunAsync(asker, Joining(mia, TeamRole.Nutritionist), default)
        );

        Assert.Equal(0, await CountAsync(mia));
        Assert.Contains(
            await database.NotedAsync(asker.AccountId),
            n => n.Action == "access.refused" && n.Details!.Contains("care-team.joined")
        );
    }

    [Theory]
    [InlineData(null, "Say what")]
    [InlineData(" \t\r\n ", "Say what")]
    [InlineData("\u200F\u200E", "Say what")]
    [InlineData("food\0", "cannot be shown")]
    [InlineData("\u202Efood", "cannot be shown")]
    [InlineData("\uD800", "cannot be shown")]
    public async Task What_to_ask_about_is_said_in_words_that_one_sees(string? typed, string why) =>
        Assert.Contains(why, (await Assert.ThrowsAsync<RuleBroken>(() => JoinAsync(mia, TeamRole.Nutritionist, typed))).Message);

    [Fact]
    public async Task What_is_pasted_is_kept_as_one_line_and_never_longer_than_the_page_can_show()
    {
        Assert.Contains(
            "Shorten it",
            (await Assert.ThrowsAsync<RuleBroken>(() => JoinAsync(mia, TeamRole.Nutritionist, new string('x', 10_000)))).Message
        );

        await JoinAsync(mia, TeamRole.Nutritionist, "  <script>alert(1)</script>\r\n\u200Ffood' or 1=1 --  ");

        Assert.Equal(
            "<script>alert(1)</script> food' or 1=1 --",
            (await TeamAsync()).Now.Single(m => m.AccountId == mia.AccountId).AskAbout
        );
    }

    private Task JoinAsync(Actor who, TeamRole role, string? askAbout = "What to eat", DateOnly? from = null) =>
        database.Get<JoinCareTeam>().RunAsync(cast.Coordinator, Joining(who, role) with { AskAbout = askAbout, From = from }, default);

    private TeamJoined Joining(Actor who, TeamRole role) => new(cast.Patient, who.AccountId, role, "What to eat");

    private Task<CareTeamView> TeamAsync() => database.Get<CareTeamQueries>().TeamAsync(cast.Coordinator, cast.Patient, default);

    private Task<PlanView> OpenAsync(Actor actor) => database.Get<TreatmentPlanQueries>().PlanAsync(actor, cast.Patient, default);

    private Task<long> CountAsync(Actor who) =>
        database.AsOwnerAsync<long>(
            "select count(*) from care_team_members where patient_id = $1 and account_id = $2",
            cast.Patient,
            who.AccountId
        );

    private Task<long> ToldAsync(Actor who, string kind) =>
        database.AsAppAsync<long>(
            who,
            "select count(*) from notifications where kind = $1 and patient_id = $2 and id <> $3",
            kind,
            cast.Patient,
            cast.NotificationId
        );
}
