using CareCoord.Access;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Absences;

/// <summary>The portal itself lets a coordinator's deputy see one patient, because something there is late.</summary>
public sealed class EscalationStandInTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string StandIn = "select app.stand_in($1, $2, $3, $4, $5)";
    private readonly World world = new(database);
    private readonly Guid source = Guid.CreateVersion7();
    private Cast cast = null!;
    private Actor deputy = null!;

    private DateTimeOffset Now => database.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        cast = await Cast.PlayAsync(world, database, "Walter");
        deputy = new(await world.AccountAsync("Deputy", Hat.Coordinator), Hat.Coordinator);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task It_gives_access_to_that_patient_until_that_moment_and_is_audited()
    {
        var until = Now.AddDays(2);
        var other = await world.PatientAsync("Other");
        await world.AssignCaseloadAsync(other, cast.Coordinator.AccountId);

        var id = await GiveAsync(until);

        Assert.NotNull(id);
        Assert.True(await SeesAsync(cast.Patient));
        Assert.False(await SeesAsync(other));
        var noted = (await database.NotedAsync(Actor.Portal.AccountId)).Single(n =>
            n.Action == "stand-in.given" && n.Patients.Contains(cast.Patient)
        );
        Assert.Equal((id, cast.Patient), (noted.SubjectId, Assert.Single(noted.Patients)));
        database.Clock.Set(until);
        Assert.False(await SeesAsync(cast.Patient));
    }

    [Fact]
    public async Task A_second_time_with_the_same_source_changes_nothing()
    {
        var first = await GiveAsync(Now.AddDays(1));
        var before = (await database.NotedAsync(Actor.Portal.AccountId)).Count;

        Assert.Equal(first, await GiveAsync(Now.AddDays(5)));

        Assert.Equal(before, (await database.NotedAsync(Actor.Portal.AccountId)).Count);
        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from stand_ins where source_id = $1", source));
    }

    [Fact]
    public async Task It_ends_when_the_patient_leaves_that_coordinator()
    {
        await GiveAsync(Now.AddDays(2));

        await database.AsOwnerAsync("update caseload_assignments set until = $2 where id = $1", cast.Assignment, Now.AddHours(1));

        Assert.True(await SeesAsync(cast.Patient));
        database.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False(await SeesAsync(cast.Patient));
    }

    [Fact]
    public async Task It_gives_nothing_where_the_patient_is_not_theirs_or_the_deputy_no_coordinator()
    {
        var nurse = await world.AccountAsync("Nurse", Hat.Provider);

        Assert.Null(
            await database.AsAppAsync<Guid?>(Actor.Portal, StandIn, cast.Patient, nurse, cast.Coordinator.AccountId, Now.AddDays(1), source)
        );
        Assert.Null(
            await database.AsAppAsync<Guid?>(
                Actor.Portal,
                StandIn,
                cast.Patient,
                deputy.AccountId,
                cast.Provider.AccountId,
                Now.AddDays(1),
                source
            )
        );
        Assert.Null(
            await database.AsAppAsync<Guid?>(
                Actor.Portal,
                StandIn,
                cast.Patient,
                cast.Coordinator.AccountId,
                cast.Coordinator.AccountId,
                Now.AddDays(1),
                source
            )
        );
        Assert.Null(await GiveAsync(Now));
        await database.AsOwnerAsync("update caseload_assignments set until = $2 where id = $1", cast.Assignment, Now);
        Assert.Null(await GiveAsync(Now.AddDays(1)));
    }

    [Theory]
    [InlineData(Hat.Patient)]
    [InlineData(Hat.Caregiver)]
    [InlineData(Hat.Coordinator)]
    [InlineData(Hat.Provider)]
    [InlineData(Hat.Administrator)]
    [InlineData(Hat.System)]
    public async Task Nobody_but_the_portal_itself_may(Hat hat)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<Guid?>(
                new(deputy.AccountId, hat),
                StandIn,
                cast.Patient,
                deputy.AccountId,
                cast.Coordinator.AccountId,
                Now.AddDays(1),
                source
            )
        );

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.False(await SeesAsync(cast.Patient));
    }

    private Task<Guid?> GiveAsync(DateTimeOffset until) =>
        database.AsAppAsync<Guid?>(Actor.Portal, StandIn, cast.Patient, deputy.AccountId, cast.Coordinator.AccountId, until, source);

    private async Task<bool> SeesAsync(Guid patient) =>
        await database.AsAppAsync<long>(deputy, "select count(*) from patients where id = $1", patient) == 1;
}
