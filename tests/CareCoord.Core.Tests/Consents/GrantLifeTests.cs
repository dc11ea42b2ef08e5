using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.Appointments;
using CareCoord.CareTeams;
using CareCoord.Consents;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.Today;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.Consents;

/// <summary>
/// What a grant gives is changed, suspended, resumed and ended by the patient, at once, or by their coordinator on their word.
/// </summary>
public sealed class GrantLifeTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly PatientsWord Word = new("She said it on the telephone.", new(2026, 11, 20), WordHow.ByPhone);
    private readonly World world = new(database);
    private readonly InvitationStage stage = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync()
    {
        database.Clock.Set(InvitationStage.Start);
        cast = await Cast.PlayAsync(world, database, "Rosa", Category.Appointments | Category.Plan, Category.Plan);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_patient_changes_it_and_the_next_statement_of_the_caregiver_has_only_what_is_left()
    {
        await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Caregiver, cast.Patient, default);

        await ChangeAsync(cast.Self, Category.Appointments | Category.Behavioural, Category.Appointments, new DateOnly(2026, 12, 24));

        await Assert.ThrowsAsync<NotFound>(() => database.Get<TreatmentPlanQueries>().PlanAsync(cast.Caregiver, cast.Patient, default));
        await database.Get<AppointmentQueries>().AppointmentsAsync(cast.Caregiver, cast.Patient, null, default);
        Assert.Equal("258/258", await stage.SeesAsync(cast.Caregiver, cast.Patient));
        database.Clock.Set(new(2026, 12, 25, 6, 0, 0, TimeSpan.Zero));
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<AppointmentQueries>().AppointmentsAsync(cast.Caregiver, cast.Patient, null, default)
        );
        Assert.Equal(["grant_changed"], await stage.ToldAsync(cast.Caregiver.AccountId));
        await NotedAsync(cast.Self, "grant.changed");
    }

    [Fact]
    public async Task Suspended_nothing_is_seen_and_resumed_all_of_it_is_again()
    {
        await database.Get<SuspendGrant>().RunAsync(cast.Self, new(cast.Patient, cast.Grant, await VersionAsync()), default);

        Assert.Null(await stage.SeesAsync(cast.Caregiver, cast.Patient));
        Assert.Empty(await database.Get<CaregiverQueries>().CaredForAsync(cast.Caregiver, default));
        await Assert.ThrowsAsync<RuleBroken>(async () =>
            await database.Get<SuspendGrant>().RunAsync(cast.Self, new(cast.Patient, cast.Grant, await VersionAsync()), default)
        );

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await database.Get<ResumeGrant>().RunAsync(cast.Self, new(cast.Patient, cast.Grant, await VersionAsync()), default);

        Assert.Equal("3/1", await stage.SeesAsync(cast.Caregiver, cast.Patient));
        await Assert.ThrowsAsync<RuleBroken>(async () =>
            await database.Get<ResumeGrant>().RunAsync(cast.Self, new(cast.Patient, cast.Grant, await VersionAsync()), default)
        );
        Assert.Equal(["grant_suspended", "grant_resumed"], await stage.ToldAsync(cast.Caregiver.AccountId));
        await NotedAsync(cast.Self, "grant.suspended");
        await NotedAsync(cast.Self, "grant.resumed");
    }

    [Fact]
    public async Task Ended_it_is_over_for_good_and_the_caregiver_is_told_without_the_name()
    {
        await database.Get<EndGrant>().RunAsync(cast.Self, new(cast.Patient, cast.Grant, await VersionAsync()), default);

        Assert.Null(await stage.SeesAsync(cast.Caregiver, cast.Patient));
        Assert.Equal(
            0,
            await database.AsOwnerAsync<long>(
                "select count(*) from notifications where account_id = $1 and patient_id is not null",
                cast.Caregiver.AccountId
            )
        );
        Assert.Equal(["grant_ended"], await stage.ToldAsync(cast.Caregiver.AccountId));
        Assert.Equal(1, await database.AsAppAsync<long>(cast.Caregiver, "select count(*) from notifications"));
        await NotedAsync(cast.Self, "grant.ended");
        foreach (
            var act in new Func<uint, Task>[]
            {
                version => database.Get<EndGrant>().RunAsync(cast.Self, new(cast.Patient, cast.Grant, version), default),
                version => database.Get<SuspendGrant>().RunAsync(cast.Self, new(cast.Patient, cast.Grant, version), default),
                version =>
                    database
                        .Get<ChangeGrant>()
                        .RunAsync(cast.Self, new(cast.Patient, cast.Grant, version, Category.Plan, Category.None, null), default),
            }
        )
            await Assert.ThrowsAsync<RuleBroken>(async () => await act(await VersionAsync()));
        // Given and ended in one moment, it was never held; and there may be another one after it.
        var again = await world.GrantAsync(cast.Patient, cast.Caregiver.AccountId, Category.Plan, since: database.Clock.GetUtcNow());
        await database.Get<EndGrant>().RunAsync(cast.Self, new(cast.Patient, again, await VersionAsync(again)), default);
        Assert.Null(await stage.SeesAsync(cast.Caregiver, cast.Patient));
    }

    [Fact]
    public async Task A_coordinator_acts_on_the_patients_word_only_which_is_kept_and_the_patient_is_told()
    {
        await Assert.ThrowsAsync<RuleBroken>(async () =>
            await database.Get<EndGrant>().RunAsync(cast.Coordinator, new(cast.Patient, cast.Grant, await VersionAsync()), default)
        );
        await Assert.ThrowsAsync<RuleBroken>(async () =>
            await database
                .Get<SuspendGrant>()
                .RunAsync(cast.Coordinator, new(cast.Patient, cast.Grant, await VersionAsync(), Word with { Said = " " }), default)
        );

        await database.Get<SuspendGrant>().RunAsync(cast.Coordinator, new(cast.Patient, cast.Grant, await VersionAsync(), Word), default);

        var act = (await database.Get<GrantQueries>().GrantAsync(cast.Self, cast.Patient, cast.Grant, default)).Entries[0];
        Assert.Equal(("suspended", "Coordinator of Rosa", Hat.Coordinator, Word), (act.Action, act.By, act.Hat, act.Word));
        Assert.Equal(["grant_suspended"], await stage.ToldAsync(cast.Self.AccountId));
        Assert.Equal(["grant_suspended"], await stage.ToldAsync(cast.Caregiver.AccountId));
        await NotedAsync(cast.Coordinator, "grant.suspended");
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            database.AsAppAsync<object>(
                cast.Coordinator,
                "insert into proxy_grant_entries values ($1, $2, $3, 'ended', now(), $4, 'coordinator', 0, 0)",
                cast.Patient,
                Guid.CreateVersion7(),
                cast.Grant,
                cast.Coordinator.AccountId
            )
        );
        Assert.Equal(Npgsql.PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    [Fact]
    public async Task Nobody_else_changes_it_whether_by_the_product_or_past_it()
    {
        var version = await VersionAsync();
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<EndGrant>().RunAsync(cast.Provider, new(cast.Patient, cast.Grant, version), default)
        );
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<EndGrant>().RunAsync(cast.Caregiver, new(cast.Patient, cast.Grant, version), default)
        );
        var all = await Cast.PlayAsync(world, database, "Generous");
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database
                .Get<ChangeGrant>()
                .RunAsync(all.Caregiver, new(all.Patient, all.Grant, version, Category.Plan, Category.None, null), default)
        );

        await database.AsAppAsync<object>(
            all.Caregiver,
            "update proxy_grants set view_bits = 4095, ends_at = null where id = $1",
            all.Grant
        );
        Assert.NotEqual(4095, await database.AsOwnerAsync<int>("select view_bits from proxy_grants where id = $1", all.Grant));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            database.AsAppAsync<object>(
                all.Self,
                "update proxy_grants set caregiver_account_id = $2 where id = $1",
                all.Grant,
                cast.Caregiver.AccountId
            )
        );
    }

    [Fact]
    public async Task A_lost_race_is_told_and_changes_nothing()
    {
        var seen = await VersionAsync();
        await ChangeAsync(cast.Self, Category.Appointments, Category.None, null);

        var lost = await Assert.ThrowsAsync<RuleBroken>(() =>
            database
                .Get<ChangeGrant>()
                .RunAsync(cast.Coordinator, new(cast.Patient, cast.Grant, seen, Category.Plan, Category.None, null, Word), default)
        );

        Assert.Contains("Look at how it stands now", lost.Message);
        Assert.Equal("2/0", await stage.SeesAsync(cast.Caregiver, cast.Patient));
        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from proxy_grant_entries where grant_id = $1", cast.Grant));
    }

    [Fact]
    public async Task Seeing_who_can_see_is_never_given_anew_and_may_be_left_or_taken()
    {
        await Assert.ThrowsAsync<RuleBroken>(() => ChangeAsync(cast.Self, Category.Plan | Category.AccessHistory, Category.None, null));
        var all = await Cast.PlayAsync(world, database, "Generous", Category.Plan | Category.AccessHistory, Category.None);
        await database
            .Get<ChangeGrant>()
            .RunAsync(
                all.Self,
                new(all.Patient, all.Grant, await VersionAsync(all.Grant), Category.Story | Category.AccessHistory, Category.None, null),
                default
            );
        Assert.Equal("192/0", await stage.SeesAsync(all.Caregiver, all.Patient));
        await database
            .Get<ChangeGrant>()
            .RunAsync(all.Self, new(all.Patient, all.Grant, await VersionAsync(all.Grant), Category.Story, Category.None, null), default);
        Assert.Equal("64/0", await stage.SeesAsync(all.Caregiver, all.Patient));
    }

    [Fact]
    public async Task The_place_on_the_care_team_ends_with_the_grant_and_goes_on_with_it()
    {
        var place = await world.JoinTeamAsync(cast.Patient, cast.Caregiver.AccountId, null, "caregiver");
        await ChangeAsync(cast.Self, Category.Plan, Category.None, new DateOnly(2026, 12, 24));
        Assert.Equal("2026-12-25", await UntilAsync(place));
        await ChangeAsync(cast.Self, Category.Plan, Category.None, null);
        Assert.Null(await UntilAsync(place));

        await database.Get<SuspendGrant>().RunAsync(cast.Self, new(cast.Patient, cast.Grant, await VersionAsync()), default);
        Assert.Null(
            Assert
                .Single(
                    (await database.Get<CareTeamQueries>().TeamAsync(cast.Self, cast.Patient, default)).Members,
                    m => m.Role == TeamRole.Caregiver
                )
                .Sees
        );
        await database.Get<EndGrant>().RunAsync(cast.Self, new(cast.Patient, cast.Grant, await VersionAsync()), default);
        Assert.Equal("2026-11-23", await UntilAsync(place));
    }

    [Fact]
    public async Task Whoever_joins_the_team_by_a_grant_that_ends_leaves_with_it()
    {
        await ChangeAsync(cast.Self, Category.Plan, Category.None, new DateOnly(2026, 12, 24));

        await database
            .Get<JoinCareTeam>()
            .RunAsync(cast.Coordinator, new(cast.Patient, cast.Caregiver.AccountId, TeamRole.Caregiver, "How Rosa is today"), default);

        Assert.Equal(
            "2026-12-25",
            await database.AsOwnerAsync<string>(
                """
                select to_char(until at time zone 'UTC', 'YYYY-MM-DD') from care_team_members where patient_id = $1 and role = 'caregiver'
                """,
                cast.Patient
            )
        );
    }

    [Fact]
    public async Task Grants_and_invitations_are_listed_for_those_who_give_them_and_for_nobody_else()
    {
        var all = await Cast.PlayAsync(world, database, "Generous");
        await stage.InviteAsync(all.Self, all.Patient, InvitationStage.NewEmail());
        var history = database.Get<AccessHistoryQueries>();

        foreach (var actor in new[] { all.Self, all.Coordinator })
        {
            var view = await history.WhoCanSeeAsync(actor, all.Patient, null, default);
            Assert.Equal((true, 1, 1), (view.MayGrant, view.Grants.Count, view.Invitations.Count));
        }

        var caregivers = await history.WhoCanSeeAsync(all.Caregiver, all.Patient, null, default);
        Assert.Equal((false, 0, 0), (caregivers.MayGrant, caregivers.Grants.Count, caregivers.Invitations.Count));
        await Assert.ThrowsAsync<NotFound>(() => database.Get<GrantQueries>().GrantAsync(all.Caregiver, all.Patient, all.Grant, default));
        await Assert.ThrowsAsync<NotFound>(() => database.Get<GrantQueries>().InviteAsync(all.Caregiver, all.Patient, default));
    }

    private async Task ChangeAsync(Actor asker, Category view, Category manage, DateOnly? lastDay) =>
        await database
            .Get<ChangeGrant>()
            .RunAsync(asker, new(cast.Patient, cast.Grant, await VersionAsync(), view, manage, lastDay), default);

    private Task<uint> VersionAsync(Guid? grant = null) =>
        database.AsOwnerAsync<uint>("select xmin from proxy_grants where id = $1", grant ?? cast.Grant);

    private Task<string?> UntilAsync(Guid place) =>
        database.AsOwnerAsync<string>("select to_char(until at time zone 'UTC', 'YYYY-MM-DD') from care_team_members where id = $1", place);

    private async Task NotedAsync(Actor actor, string action)
    {
        var noted = Assert.Single(await database.NotedAsync(actor.AccountId), n => n.Action == action);
        Assert.Equal(("proxy_grant", cast.Grant), (noted.SubjectKind, noted.SubjectId));
        Assert.Equal([cast.Patient], noted.Patients);
    }
}
