using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Core.Tests.Access;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;
using Npgsql;

namespace CareCoord.Core.Tests.Audit;

/// <summary>Where the audit cannot be written, nothing is read and nothing is done.</summary>
public sealed class NoAuditNoAnswerTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync()
    {
        cast = await (await (await Cast.PlayAsync(world, database, "Walter")).WithTaskAsync(world)).WithDocumentsAsync(world, database);
        await database.AsOwnerAsync(
            """
            create or replace function app.no_more() returns trigger language plpgsql set search_path = pg_catalog as
            'begin raise exception ''the disk is full'' using errcode = ''disk_full''; end'
            """
        );
        await database.AsOwnerAsync(
            "create or replace trigger full_disk before insert on audit_entries for each statement execute function app.no_more()"
        );
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> AllDoors() =>
        [.. Doors.All.Select(Doors.Name).Except(Doors.OpenToAll).Except(Doors.OfNoRecord).Except(Doors.Counts)];

    [Theory]
    [MemberData(nameof(AllDoors))]
    public async Task Nothing_is_answered(string door)
    {
        var method = Doors.All.Single(d => Doors.Name(d) == door);
        foreach (
            var actor in new[] { cast.Self, cast.Self with { Hat = Hat.Administrator }, cast.Coordinator, cast.Caregiver, cast.Provider }
        )
        {
            var failed = await Record.ExceptionAsync(() => Doors.OpenAsync(database, method, actor, cast));
            // These lists are refused by the hat alone, before the database is asked.
            if (failed is NotFound && Doors.RefusedByHat.Contains(door))
                continue;
            // EF wraps what it takes for a passing failure.
            if (failed is InvalidOperationException { InnerException: PostgresException inner })
                failed = inner;
            Assert.Equal(PostgresErrorCodes.DiskFull, Assert.IsType<PostgresException>(failed).SqlState);
        }
    }

    [Fact]
    public async Task A_write_is_undone()
    {
        await Assert.ThrowsAsync<PostgresException>(() =>
            database.Get<TickActivity>().RunAsync(cast.Self, new(cast.Patient, cast.Plan.Activity, new(2026, 11, 23), Done: true), default)
        );

        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from activity_ticks"));
    }

    [Fact]
    public async Task Nobody_signs_in()
    {
        await Assert.ThrowsAsync<PostgresException>(() =>
            database.Get<SignInSessions>().StartAsync(cast.Self.AccountId, SignInWay.Password, null, default)
        );

        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from sign_in_sessions"));
    }
}
