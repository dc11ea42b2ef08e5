using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Absences;

/// <summary>A deputy's access begins and ends with the absence, and follows the patients who come and go meanwhile.</summary>
public sealed class StandInTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly World world = new(database);
    private Cast cast = null!;
    private Actor deputy = null!;
    private Actor nurse = null!;

    public async Task InitializeAsync()
    {
        database.Clock.Set(Start);
        cast = await Cast.PlayAsync(world, database, "Walter", labels: Category.Hiv);
        deputy = new(await world.AccountAsync("Deputy", Hat.Coordinator), Hat.Coordinator);
        nurse = new(await world.AccountAsync("Second nurse", Hat.Provider), Hat.Provider);
        await world.ProviderAsync(nurse.AccountId);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(Hat.Coordinator)]
    [InlineData(Hat.Provider)]
    public async Task Access_begins_and_ends_with_the_absence_to_the_second(Hat hat)
    {
        var (away, standIn) = Pair(hat);
        var (since, until) = (Start.AddDays(1), Start.AddDays(3));
        await PlanAsync(away, standIn, since, until);

        Assert.False(await SeesAsync(standIn));
        database.Clock.Set(since - Second);
        Assert.False(await SeesAsync(standIn));
        database.Clock.Set(since);
        Assert.True(await SeesAsync(standIn));
        database.Clock.Set(until - Second);
        Assert.True(await SeesAsync(standIn));
        database.Clock.Set(until);
        Assert.False(await SeesAsync(standIn));
    }

    [Theory]
    [InlineData(Hat.Coordinator)]
    [InlineData(Hat.Provider)]
    public async Task A_deputy_sees_and_changes_what_the_absent_one_does_labels_and_all(Hat hat)
    {
        var (away, standIn) = Pair(hat);
        await PlanAsync(away, standIn, Start, Start.AddDays(1));

        const string Bits = "select view_bits || '/' || manage_bits from patient_access where patient_id = $1";
        Assert.Equal(
            await database.AsAppAsync<string>(away, Bits, cast.Patient),
            await database.AsAppAsync<string>(standIn, Bits, cast.Patient)
        );
        Assert.Equal(
            1,
            await database.AsAppAsync<long>(standIn, "select count(*) from goals where labels = 2048 and patient_id = $1", cast.Patient)
        );
        Assert.Equal(
            hat == Hat.Coordinator ? 1 : 0,
            await database.AsAppAsync<long>(standIn, "select count(*) from caseload_assignments where patient_id = $1", cast.Patient)
        );
    }

    [Fact]
    public async Task Ending_it_early_ends_the_access_at_once_and_calling_it_off_gives_none()
    {
        var begun = await PlanAsync(cast.Coordinator, deputy, Start, Start.AddDays(5));
        var called = await PlanAsync(cast.Provider, nurse, Start.AddDays(1), Start.AddDays(5));
        database.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await SeesAsync(deputy));

        await database.Get<EndAbsence>().RunAsync(cast.Coordinator, new(begun, null), default);
        await database.Get<EndAbsence>().RunAsync(cast.Provider, new(called, null), default);

        Assert.False(await SeesAsync(deputy));
        Assert.Equal(
            Start.AddHours(1),
            await database.AsOwnerAsync<DateTimeOffset>("select until from stand_ins where source_id = $1", begun)
        );
        database.Clock.Set(Start.AddDays(2));
        Assert.False(await SeesAsync(nurse));
        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from stand_ins where source_id = $1", called));
        await database.AsOwnerAsync("delete from absences where id = $1", begun);
        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from patient_access where account_id = $1", deputy.AccountId));
    }

    [Fact]
    public async Task Shortening_it_moves_the_end_of_the_access()
    {
        var absence = await PlanAsync(cast.Coordinator, deputy, Start, Start.AddDays(5));

        await database.Get<EndAbsence>().RunAsync(cast.Coordinator, new(absence, Start.AddDays(1)), default);

        database.Clock.Set(Start.AddDays(1) - Second);
        Assert.True(await SeesAsync(deputy));
        database.Clock.Set(Start.AddDays(1));
        Assert.False(await SeesAsync(deputy));
    }

    [Fact]
    public async Task A_patient_who_comes_meanwhile_is_seen_from_then_on_and_one_who_leaves_no_longer()
    {
        await PlanAsync(cast.Coordinator, deputy, Start, Start.AddDays(5));
        await PlanAsync(cast.Provider, nurse, Start, Start.AddDays(5));
        var newcomer = await world.PatientAsync("Newcomer");
        database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False(await SeesAsync(deputy, newcomer));

        var now = database.Clock.GetUtcNow();
        await world.AssignCaseloadAsync(newcomer, cast.Coordinator.AccountId, since: now);
        await world.JoinTeamAsync(newcomer, cast.Provider.AccountId, cast.ProviderId, since: now.AddHours(1), until: now.AddHours(3));
        await database.AsOwnerAsync("update caseload_assignments set until = $2 where id = $1", cast.Assignment, now.AddHours(1));
        await database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", cast.Member, now);

        Assert.True(await SeesAsync(deputy, newcomer));
        Assert.True(await SeesAsync(deputy));
        Assert.False(await SeesAsync(nurse));
        Assert.False(await SeesAsync(nurse, newcomer));
        database.Clock.Set(now.AddHours(1));
        Assert.False(await SeesAsync(deputy));
        Assert.True(await SeesAsync(nurse, newcomer));
        database.Clock.Set(now.AddHours(3));
        Assert.False(await SeesAsync(nurse, newcomer));
        database.Clock.Set(Start.AddDays(5));
        Assert.False(await SeesAsync(deputy, newcomer));
    }

    [Fact]
    public async Task A_relation_that_vanishes_or_goes_to_somebody_else_takes_the_stand_in_with_it()
    {
        await PlanAsync(cast.Coordinator, deputy, Start, Start.AddDays(5));
        await PlanAsync(cast.Provider, nurse, Start, Start.AddDays(5));
        var successor = await world.AccountAsync("Successor", Hat.Coordinator);

        await database.AsOwnerAsync(
            "update caseload_assignments set coordinator_account_id = $2 where id = $1",
            cast.Assignment,
            successor
        );
        await database.AsOwnerAsync("delete from care_concerns where lead_member_id = $1", cast.Member);
        await database.AsOwnerAsync("delete from care_team_members where id = $1", cast.Member);

        Assert.False(await SeesAsync(deputy));
        Assert.False(await SeesAsync(nurse));
        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from stand_ins where patient_id = $1", cast.Patient));
        Assert.Equal(
            0,
            await database.AsOwnerAsync<long>(
                "select count(*) from patient_access where account_id = any ($1)",
                new[] { deputy.AccountId, nurse.AccountId }
            )
        );
    }

    [Fact]
    public async Task An_absence_under_one_hat_says_nothing_about_another()
    {
        var both = await world.AccountAsync("Both", Hat.Coordinator, Hat.Provider);
        var providerId = await world.ProviderAsync(both);
        var (asCoordinator, asProvider) = (await world.PatientAsync("Caseload"), await world.PatientAsync("Team"));
        await world.AssignCaseloadAsync(asCoordinator, both);
        await world.JoinTeamAsync(asProvider, both, providerId);
        await PlanAsync(new(both, Hat.Coordinator), deputy, Start, Start.AddDays(1));

        Assert.True(await SeesAsync(deputy, asCoordinator));
        Assert.False(await SeesAsync(deputy, asProvider));
        Assert.False(await SeesAsync(deputy with { Hat = Hat.Provider }, asCoordinator));
    }

    [Fact]
    public async Task Deputies_of_deputies_are_not_followed()
    {
        var third = new Actor(await world.AccountAsync("Third", Hat.Coordinator), Hat.Coordinator);
        await PlanAsync(cast.Coordinator, deputy, Start, Start.AddDays(5));
        await PlanAsync(deputy, third, Start.AddDays(1), Start.AddDays(2));

        database.Clock.Set(Start.AddDays(1));
        Assert.True(await SeesAsync(deputy));
        Assert.False(await SeesAsync(third));
    }

    [Fact]
    public async Task Those_for_whom_somebody_stands_in_are_told_apart_by_hat_and_moment()
    {
        const string For = "select app.stood_in_for()";
        await PlanAsync(cast.Coordinator, deputy, Start.AddDays(1), Start.AddDays(2));

        Assert.Empty((await database.AsAppAsync<Guid[]>(deputy, For))!);
        database.Clock.Set(Start.AddDays(1));
        Assert.Equal(cast.Coordinator.AccountId, Assert.Single((await database.AsAppAsync<Guid[]>(deputy, For))!));
        Assert.Empty((await database.AsAppAsync<Guid[]>(deputy with { Hat = Hat.Provider }, For))!);
        Assert.Empty((await database.AsAppAsync<Guid[]>(cast.Coordinator, For))!);
        Assert.Empty((await database.AsAppAsync<Guid[]>(null, For))!);
    }

    [Fact]
    public async Task A_deputy_knows_of_their_own_stand_ins_only()
    {
        await PlanAsync(cast.Provider, nurse, Start, Start.AddDays(1));
        await PlanAsync(cast.Coordinator, deputy, Start, Start.AddDays(1));

        Assert.Equal(1, await database.AsAppAsync<long>(nurse, "select count(*) from stand_ins"));
        Assert.Equal(
            2,
            await database.AsAppAsync<long>(cast.Coordinator, "select count(*) from stand_ins where patient_id = $1", cast.Patient)
        );
        Assert.Equal(0, await database.AsAppAsync<long>(cast.Provider, "select count(*) from stand_ins"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(nurse, "update stand_ins set until = until + interval '1 year'")
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_patient_who_comes_while_the_absence_is_being_planned_is_not_missed()
    {
        var newcomer = await world.PatientAsync("Newcomer");
        await using var planning = new NpgsqlConnection(database.OwnerConnectionString);
        await planning.OpenAsync();
        await using var transaction = await planning.BeginTransactionAsync();
        await using (
            var plan = new NpgsqlCommand(
                """
                insert into absences (id, account_id, hat, deputy_account_id, since, until, planned_by, planned_at)
                values ($1, $2, 'coordinator', $3, $4, $5, $2, $4)
                """,
                planning
            )
            {
                Parameters =
                {
                    new() { Value = Guid.CreateVersion7() },
                    new() { Value = cast.Coordinator.AccountId },
                    new() { Value = deputy.AccountId },
                    new() { Value = Start },
                    new() { Value = Start.AddDays(1) },
                },
            }
        )
            await plan.ExecuteNonQueryAsync();

        var coming = world.AssignCaseloadAsync(newcomer, cast.Coordinator.AccountId);
        await database.SomebodyWaitsAsync(coming);
        Assert.False(coming.IsCompleted);
        await transaction.CommitAsync();
        await coming;

        Assert.True(await SeesAsync(deputy, newcomer));
    }

    private (Actor Away, Actor Deputy) Pair(Hat hat) => hat == Hat.Coordinator ? (cast.Coordinator, deputy) : (cast.Provider, nurse);

    private Task<Guid> PlanAsync(Actor away, Actor standIn, DateTimeOffset since, DateTimeOffset until) =>
        database.Get<PlanAbsence>().RunAsync(away, new(away.AccountId, away.Hat, since, until, standIn.AccountId, null), default);

    private async Task<bool> SeesAsync(Actor actor, Guid? patient = null) =>
        await database.AsAppAsync<long>(actor, "select count(*) from patients where id = $1", patient ?? cast.Patient) == 1;
}
