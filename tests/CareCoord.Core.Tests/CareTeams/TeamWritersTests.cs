using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.CareTeams;

/// <summary>The database itself lets nobody but the patient's own coordinator write the team, whatever the product asks of it.</summary>
public sealed class TeamWritersTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string AddMember = "insert into care_team_members values ($1, $2, $3, $4, 'nurse', 'Anything', now(), null)";
    private const string AddConcern = "insert into care_concerns values ($1, $2, 'Anything', null, now(), null, 0)";

    private readonly World world = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync() => cast = await Cast.PlayAsync(world, database, "Walter");

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(Hat.Patient)]
    [InlineData(Hat.Caregiver)]
    [InlineData(Hat.Provider)]
    public async Task By_raw_SQL_others_add_nobody_and_change_nothing(Hat hat)
    {
        var asker = cast.All.Single(a => a.Hat == hat).Toward(cast.Patient);

        await RefusedAsync(() => AddMemberAsync(asker));
        await RefusedAsync(() => database.AsAppAsync<object>(asker, AddConcern, cast.Patient, Guid.CreateVersion7()));
        Assert.Equal(0, await ChangedAsync(asker, "care_team_members", "until = null"));
        Assert.Equal(0, await ChangedAsync(asker, "care_concerns", "lead_member_id = null"));
    }

    [Fact]
    public async Task Who_broke_the_glass_as_a_coordinator_does_not_write_either()
    {
        var stranger = new Actor(await world.AccountAsync("Stranger", Hat.Coordinator), Hat.Coordinator);
        await world.BrokenGlassAsync(
            cast.Patient,
            stranger.AccountId,
            Category.Everything,
            Category.Everything,
            database.Clock.GetUtcNow().AddMinutes(-1)
        );

        await RefusedAsync(() => AddMemberAsync(stranger));
        Assert.Equal(0, await ChangedAsync(stranger, "care_team_members", "until = null"));
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<NameConcern>().RunAsync(stranger, new(cast.Patient, "Your sugar", null, Category.None), default)
        );
        Assert.False((await database.Get<CareTeamQueries>().TeamAsync(stranger, cast.Patient, default)).MayChange);
    }

    [Fact]
    public async Task The_coordinator_writes_and_moves_nobody_to_another_patient_or_into_another_name()
    {
        var other = await Cast.PlayAsync(world, database, "Denise");

        Assert.Equal(1, await ChangedAsync(cast.Coordinator, "care_team_members", "until = null"));
        await RefusedAsync(() => ChangedAsync(cast.Coordinator, "care_team_members", $"patient_id = '{other.Patient}'"));
        await RefusedAsync(() => ChangedAsync(cast.Coordinator, "care_team_members", $"account_id = '{other.Provider.AccountId}'"));
        await RefusedAsync(() => ChangedAsync(cast.Coordinator, "care_concerns", "labels = 0"));
        await RefusedAsync(() => database.AsAppAsync<object>(cast.Coordinator, "delete from care_team_members"));
        await RefusedAsync(() => database.AsAppAsync<object>(other.Coordinator, AddConcern, cast.Patient, Guid.CreateVersion7()));
        Assert.Equal(0, await ChangedAsync(other.Coordinator, "care_team_members", "until = null"));
    }

    [Fact]
    public async Task A_member_is_changed_by_the_coordinator_in_the_version_they_looked_at()
    {
        await ChangeAsync(cast.Coordinator, TeamRole.PrimaryCare, "Your health as a whole");
        var member = (await database.Get<CareTeamQueries>().TeamAsync(cast.Self, cast.Patient, default)).Member(cast.Member)!;
        Assert.Equal((TeamRole.PrimaryCare, "Your health as a whole"), (member.Role, member.AskAbout));
        Assert.Contains(
            await database.NotedAsync(cast.Coordinator.AccountId),
            n => n.Action == "care-team.changed" && n.SubjectId == cast.Member
        );

        Assert.Contains(
            "a moment ago",
            (await Assert.ThrowsAsync<RuleBroken>(() => ChangeAsync(cast.Coordinator, TeamRole.Nurse, "Late"))).Message
        );
        foreach (var wrong in new[] { TeamRole.Caregiver, TeamRole.Coordinator, (TeamRole)99 })
            await Assert.ThrowsAsync<RuleBroken>(() => ChangeAsync(cast.Coordinator, wrong, "Anything"));
        await Assert.ThrowsAsync<RuleBroken>(() => ChangeAsync(cast.Coordinator, TeamRole.Nurse, new string('x', 10_000)));
        await Assert.ThrowsAsync<RuleBroken>(() => ChangeAsync(cast.Coordinator, TeamRole.Nurse, "\0"));
        foreach (var asker in new[] { cast.Self, cast.Caregiver, cast.Provider })
            await Assert.ThrowsAsync<RuleBroken>(() => ChangeAsync(asker, TeamRole.Nurse, "Anything"));
    }

    [Fact]
    public async Task Who_came_for_one_task_stays_where_the_coordinator_says_so()
    {
        var task = await world.TaskAsync(cast.Patient, cast.Coordinator.AccountId, cast.Provider.AccountId);
        await database.AsOwnerAsync("update care_team_members set for_task_id = $2 where id = $1", cast.Member, task.Task);
        var before = (await database.Get<CareTeamQueries>().TeamAsync(cast.Coordinator, cast.Patient, default)).Member(cast.Member)!;
        Assert.True(before.ForOneTask);

        await database
            .Get<ChangeTeamMember>()
            .RunAsync(cast.Coordinator, new(cast.Patient, cast.Member, before.Version, TeamRole.Nurse, "Bandages", Stays: true), default);

        Assert.False(
            (await database.Get<CareTeamQueries>().TeamAsync(cast.Coordinator, cast.Patient, default)).Member(cast.Member)!.ForOneTask
        );
    }

    [Fact]
    public async Task Who_has_left_is_changed_no_more()
    {
        await database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", cast.Member, database.Clock.GetUtcNow());

        Assert.Contains(
            "left the team",
            (await Assert.ThrowsAsync<RuleBroken>(() => ChangeAsync(cast.Coordinator, TeamRole.Nurse, "Anything"))).Message
        );
    }

    private Task ChangeAsync(Actor asker, TeamRole role, string askAbout) =>
        database.Get<ChangeTeamMember>().RunAsync(asker, new(cast.Patient, cast.Member, cast.MemberVersion, role, askAbout), default);

    private async Task AddMemberAsync(Actor asker)
    {
        var nurse = await world.AccountAsync("Somebody", Hat.Provider);
        await database.AsAppAsync<object>(asker, AddMember, cast.Patient, Guid.CreateVersion7(), nurse, await world.ProviderAsync(nurse));
    }

    private Task<long> ChangedAsync(Actor asker, string table, string change) =>
        database.AsAppAsync<long>(
            asker,
            $"with changed as (update {table} set {change} where patient_id = $1 returning 1) select count(*) from changed",
            cast.Patient
        );

    private static async Task RefusedAsync(Func<Task> act) =>
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(act)).SqlState);
}
