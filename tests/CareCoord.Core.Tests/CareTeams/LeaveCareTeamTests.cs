using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.CareTeams;

/// <summary>Leaving a care team, by the coordinator's hand or one's own, ends what it gave.</summary>
public sealed class LeaveCareTeamTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync() => cast = await Cast.PlayAsync(world, database, "Walter");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Who_is_taken_off_the_team_finds_nothing_with_the_next_statement()
    {
        await OpenAsync(cast.Provider);

        await LeaveAsync(cast.Coordinator);

        await Assert.ThrowsAsync<NotFound>(() => OpenAsync(cast.Provider));
        Assert.Equal(0, await database.AsAppAsync<long>(cast.Provider, "select count(*) from patients"));
        var before = Assert.Single((await TeamAsync()).Before);
        Assert.Equal((cast.Member, database.Clock.GetUtcNow()), (before.Id, before.Until));
    }

    [Fact]
    public async Task A_provider_leaves_by_themselves_and_the_coordinator_is_told()
    {
        await LeaveAsync(cast.Provider);

        await Assert.ThrowsAsync<NotFound>(() => OpenAsync(cast.Provider));
        Assert.Contains(
            await database.NotedAsync(cast.Provider.AccountId),
            n => n.Action == "care-team.left" && n.SubjectId == cast.Member
        );
        Assert.Equal(1, await ToldAsync(cast.Coordinator));
        Assert.Equal(1, await ToldAsync(cast.Self));
        Assert.Equal(0, await ToldAsync(cast.Provider));
    }

    [Fact]
    public async Task Who_is_taken_off_and_the_patient_are_told_and_the_audit_knows_who_did_it()
    {
        await LeaveAsync(cast.Coordinator);

        Assert.Contains(
            await database.NotedAsync(cast.Coordinator.AccountId),
            n => n.Action == "care-team.ended" && n.SubjectId == cast.Member && n.Patients.SequenceEqual([cast.Patient])
        );
        // They can no longer see the patient, so what they are told does not name them.
        Assert.Equal(
            1,
            await database.AsAppAsync<long>(
                cast.Provider,
                "select count(*) from notifications where kind = 'team_left' and patient_id is null"
            )
        );
        Assert.Equal(1, await ToldAsync(cast.Self));
    }

    [Fact]
    public async Task A_last_day_to_come_ends_it_when_that_day_is_over_where_the_patient_lives()
    {
        await LeaveAsync(cast.Coordinator, lastDay: new(2026, 11, 24));

        database.Clock.Set(new(2026, 11, 25, 5, 59, 59, TimeSpan.Zero));
        await OpenAsync(cast.Provider);
        database.Clock.Set(new(2026, 11, 25, 6, 0, 0, TimeSpan.Zero));
        await Assert.ThrowsAsync<NotFound>(() => OpenAsync(cast.Provider));
        database.Clock.Set(new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_provider_may_leave_sooner_than_was_said_and_not_stay_longer()
    {
        await LeaveAsync(cast.Provider, lastDay: new(2026, 11, 30));
        await OpenAsync(cast.Provider);

        Assert.Contains(
            "ends by then",
            (await Assert.ThrowsAsync<RuleBroken>(() => LeaveAsync(cast.Provider, lastDay: new(2026, 12, 30)))).Message
        );
        await LeaveAsync(cast.Provider);

        await Assert.ThrowsAsync<NotFound>(() => OpenAsync(cast.Provider));
    }

    [Fact]
    public async Task Who_has_not_begun_never_was_on_the_team()
    {
        var later = new Actor(await world.AccountAsync("Later", Hat.Provider), Hat.Provider);
        await world.JoinTeamAsync(
            cast.Patient,
            later.AccountId,
            await world.ProviderAsync(later.AccountId),
            since: database.Clock.GetUtcNow().AddDays(3)
        );
        var member = Assert.Single((await TeamAsync()).Later);

        await database.Get<LeaveCareTeam>().RunAsync(cast.Coordinator, new(cast.Patient, member.Id, member.Version), default);

        Assert.DoesNotContain((await TeamAsync()).Members, m => m.AccountId == later.AccountId);
        Assert.Equal(0, await ToldAsync(cast.Self));
        database.Clock.Advance(TimeSpan.FromDays(4));
        await Assert.ThrowsAsync<NotFound>(() => OpenAsync(later));
        database.Clock.Advance(TimeSpan.FromDays(-4));
        await database
            .Get<JoinCareTeam>()
            .RunAsync(cast.Coordinator, new(cast.Patient, later.AccountId, TeamRole.Nurse, "Bandages"), default);
    }

    [Theory]
    [InlineData(Hat.Coordinator, false)]
    [InlineData(Hat.Coordinator, true)]
    [InlineData(Hat.Provider, false)]
    [InlineData(Hat.Provider, true)]
    public async Task What_they_had_to_do_is_the_coordinators_again(Hat hat, bool forOneTask)
    {
        var (owned, asked) = (await TaskAsync("Dress the wound"), await TaskAsync("Call him"));
        await database.AsOwnerAsync(
            """
            update care_tasks set state = 'accepted', owner_account_id = $2, owner_hat = 'provider', asked_account_id = null,
                asked_hat = null, asked_by = null, asked_at = null
            where id = $1
            """,
            owned,
            cast.Provider.AccountId
        );
        if (forOneTask)
            await database.AsOwnerAsync("update care_team_members set for_task_id = $2 where id = $1", cast.Member, owned);
        var version = (await TeamAsync()).Member(cast.Member)!.Version;

        await database.Get<LeaveCareTeam>().RunAsync(cast.All.Single(a => a.Hat == hat), new(cast.Patient, cast.Member, version), default);

        Assert.Equal(
            2,
            await database.AsAppAsync<long>(
                cast.Coordinator,
                """
                select count(*) from care_tasks where id = any ($1) and owner_account_id = $2 and asked_account_id is null
                  and closed_at is null
                """,
                new[] { owned, asked },
                cast.Coordinator.AccountId
            )
        );
        Assert.Equal(
            2,
            await database.AsOwnerAsync<long>(
                "select count(*) from care_task_entries where task_id = any ($1) and action = 'returned'",
                new[] { owned, asked }
            )
        );
        await Assert.ThrowsAsync<NotFound>(() => OpenAsync(cast.Provider));
        Assert.Equal(
            database.Clock.GetUtcNow(),
            await database.AsOwnerAsync<DateTimeOffset>("select until from care_team_members where id = $1", cast.Member)
        );
    }

    [Fact]
    public async Task A_caregiver_who_leaves_keeps_what_the_grant_gives()
    {
        var place = await world.JoinTeamAsync(cast.Patient, cast.Caregiver.AccountId, null, "caregiver");
        var member = (await TeamAsync()).Member(place)!;

        await database.Get<LeaveCareTeam>().RunAsync(cast.Coordinator, new(cast.Patient, place, member.Version), default);

        await OpenAsync(cast.Caregiver);
        Assert.Equal(1, await ToldAsync(cast.Caregiver with { ActingFor = cast.Patient }));
    }

    [Fact]
    public async Task Whoever_has_the_patient_on_their_caseload_stays_and_another_coordinator_goes()
    {
        var own = await world.JoinTeamAsync(cast.Patient, cast.Coordinator.AccountId, null, "coordinator");
        var other = await world.JoinTeamAsync(cast.Patient, await world.AccountAsync("Colleague", Hat.Coordinator), null, "coordinator");
        var team = await TeamAsync();

        Assert.Contains(
            "Hand the patient over",
            (
                await Assert.ThrowsAsync<RuleBroken>(() =>
                    database.Get<LeaveCareTeam>().RunAsync(cast.Coordinator, new(cast.Patient, own, team.Member(own)!.Version), default)
                )
            ).Message
        );
        await database.Get<LeaveCareTeam>().RunAsync(cast.Coordinator, new(cast.Patient, other, team.Member(other)!.Version), default);

        Assert.Equal(own, (await TeamAsync()).Coordinator!.Id);
    }

    [Fact]
    public async Task Nobody_leaves_twice_or_in_the_past_and_each_is_told_why()
    {
        Assert.Contains(
            "past",
            (await Assert.ThrowsAsync<RuleBroken>(() => LeaveAsync(cast.Coordinator, lastDay: new(2026, 11, 21)))).Message
        );
        Assert.Contains(
            "year",
            (await Assert.ThrowsAsync<RuleBroken>(() => LeaveAsync(cast.Coordinator, lastDay: DateOnly.MaxValue))).Message
        );
        await LeaveAsync(cast.Coordinator);

        Assert.Contains("left the team already", (await Assert.ThrowsAsync<RuleBroken>(() => LeaveAsync(cast.Coordinator))).Message);
        await Assert.ThrowsAsync<NotFound>(() => LeaveAsync(cast.Provider));
    }

    [Fact]
    public async Task Of_many_leavings_at_once_one_counts_and_the_others_hear_why()
    {
        var all = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => Record.ExceptionAsync(() => LeaveAsync(i % 2 == 0 ? cast.Coordinator : cast.Provider)))
        );

        Assert.Single(all, failed => failed is null);
        Assert.All(all.OfType<Exception>(), failed => Assert.True(failed is RuleBroken or NotFound, failed.ToString()));
        Assert.Equal(1, await ToldAsync(cast.Self));
    }

    [Theory]
    [InlineData(Hat.Patient)]
    [InlineData(Hat.Caregiver)]
    public async Task Nobody_else_ends_a_place(Hat hat)
    {
        await Assert.ThrowsAsync<RuleBroken>(() => LeaveAsync(cast.All.Single(a => a.Hat == hat)));

        await OpenAsync(cast.Provider);
    }

    [Fact]
    public async Task A_provider_ends_nobodys_place_but_their_own()
    {
        var colleague = await world.AccountAsync("Colleague", Hat.Provider);
        var place = await world.JoinTeamAsync(cast.Patient, colleague, await world.ProviderAsync(colleague, "pharmacist"), "pharmacist");

        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<LeaveCareTeam>().RunAsync(cast.Provider, new(cast.Patient, place, 0), default)
        );
        foreach (
            var actor in new[] { cast.Provider, cast.Self, cast.Provider with { Hat = Hat.Caregiver }, new Actor(colleague, Hat.Patient) }
        )
            Assert.False(
                await database.AsAppAsync<bool>(
                    actor,
                    "select app.leave_care_team($1, $2, $3)",
                    cast.Patient,
                    place,
                    database.Clock.GetUtcNow()
                )
            );
        // Nor does anybody move an end that has been.
        Assert.True(
            await database.AsAppAsync<bool>(
                new(colleague, Hat.Provider),
                "select app.leave_care_team($1, $2, '2020-01-01')",
                cast.Patient,
                place
            )
        );
        Assert.Equal(
            database.Clock.GetUtcNow(),
            await database.AsOwnerAsync<DateTimeOffset>("select until from care_team_members where id = $1", place)
        );
    }

    private async Task<Guid> TaskAsync(string title) =>
        (await world.TaskAsync(cast.Patient, cast.Coordinator.AccountId, cast.Provider.AccountId, title)).Task;

    private Task LeaveAsync(Actor asker, DateOnly? lastDay = null) =>
        database.Get<LeaveCareTeam>().RunAsync(asker, new(cast.Patient, cast.Member, cast.MemberVersion, lastDay), default);

    private Task<CareTeamView> TeamAsync() => database.Get<CareTeamQueries>().TeamAsync(cast.Coordinator, cast.Patient, default);

    private Task<PlanView> OpenAsync(Actor actor) => database.Get<TreatmentPlanQueries>().PlanAsync(actor, cast.Patient, default);

    private Task<long> ToldAsync(Actor who) =>
        database.AsAppAsync<long>(who, "select count(*) from notifications where kind = 'team_left' and patient_id = $1", cast.Patient);
}
