using CareCoord.Access;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Access;

/// <summary>Access comes with a relationship, changes with it and ends with it.</summary>
public sealed class DerivedAccessTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task A_patients_own_access_follows_their_account()
    {
        var first = new Actor(await world.AccountAsync("Walter", Hat.Patient), Hat.Patient);
        var second = new Actor(await world.AccountAsync("Walter again", Hat.Patient), Hat.Patient);
        var patient = await world.PatientAsync("Walter", first.AccountId);
        Assert.True(await SeesAsync(first, patient));

        await database.AsOwnerAsync("update patients set account_id = $2 where id = $1", patient, second.AccountId);
        Assert.False(await SeesAsync(first, patient));
        Assert.True(await SeesAsync(second, patient));

        await database.AsOwnerAsync("update patients set account_id = null where id = $1", patient);
        Assert.False(await SeesAsync(second, patient));
    }

    [Theory]
    [InlineData("proxy_grants", "caregiver_account_id", "ends_at")]
    [InlineData("caseload_assignments", "coordinator_account_id", "until")]
    [InlineData("care_team_members", "account_id", "until")]
    public async Task Access_appears_ends_and_vanishes_with_its_relationship(string table, string account, string until)
    {
        var cast = await Cast.PlayAsync(world, database, "Denise");
        var actor = cast.All.Single(a =>
            a.Hat
            == (
                table switch
                {
                    "proxy_grants" => Hat.Caregiver,
                    "caseload_assignments" => Hat.Coordinator,
                    _ => Hat.Provider,
                }
            )
        );
        Assert.True(await SeesAsync(actor, cast.Patient));

        await database.AsOwnerAsync(
            $"update {table} set {until} = $3 where patient_id = $1 and {account} = $2",
            cast.Patient,
            actor.AccountId,
            database.Clock.GetUtcNow()
        );
        Assert.False(await SeesAsync(actor, cast.Patient));

        await database.AsOwnerAsync(
            $"update {table} set {until} = null where patient_id = $1 and {account} = $2",
            cast.Patient,
            actor.AccountId
        );
        Assert.True(await SeesAsync(actor, cast.Patient));

        await database.AsOwnerAsync("update care_concerns set lead_member_id = null where patient_id = $1", cast.Patient);
        await database.AsOwnerAsync($"delete from {table} where patient_id = $1 and {account} = $2", cast.Patient, actor.AccountId);
        Assert.False(await SeesAsync(actor, cast.Patient));
        Assert.Equal(
            0,
            await database.AsOwnerAsync<long>(
                "select count(*) from patient_access where patient_id = $1 and account_id = $2",
                cast.Patient,
                actor.AccountId
            )
        );
    }

    [Fact]
    public async Task Access_is_derived_in_the_same_transaction_and_undone_with_it()
    {
        var patient = await world.PatientAsync("Rosa");
        var daughter = await world.AccountAsync("Ana", Hat.Caregiver);
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var grant = new NpgsqlCommand(
                "insert into proxy_grants values ($1, $1, $2, 'daughter', 3, 1, now(), null, $2)",
                connection
            )
            {
                Parameters =
                {
                    new() { Value = patient },
                    new() { Value = daughter },
                },
            };
            await grant.ExecuteNonQueryAsync();
            await using var count = new NpgsqlCommand(
                $"select view_bits || '/' || manage_bits from patient_access where patient_id = '{patient}'",
                connection
            );
            Assert.Equal("3/1", await count.ExecuteScalarAsync());
            await transaction.RollbackAsync();
        }

        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from patient_access where patient_id = $1", patient));
    }

    [Fact]
    public async Task A_changed_grant_changes_what_it_gives_and_to_whom()
    {
        var patient = await world.PatientAsync("Rosa");
        var other = await world.PatientAsync("Berta");
        var (ana, ben) = (
            new Actor(await world.AccountAsync("Ana", Hat.Caregiver), Hat.Caregiver),
            new Actor(await world.AccountAsync("Ben", Hat.Caregiver), Hat.Caregiver)
        );
        var grant = await world.GrantAsync(patient, ana.AccountId, Category.Appointments);
        const string Bits = "select view_bits from patient_access";

        await database.AsOwnerAsync("update proxy_grants set view_bits = 3 where id = $1", grant);
        Assert.Equal(3, await database.AsAppAsync<int>(ana, Bits));

        await database.AsOwnerAsync("update proxy_grants set caregiver_account_id = $2 where id = $1", grant, ben.AccountId);
        Assert.False(await SeesAsync(ana, patient));
        Assert.True(await SeesAsync(ben, patient));

        await database.AsOwnerAsync("update proxy_grants set patient_id = $2 where id = $1", grant, other);
        Assert.False(await SeesAsync(ben, patient));
        Assert.True(await SeesAsync(ben, other));
    }

    [Fact]
    public async Task What_has_not_begun_and_what_has_ended_gives_nothing()
    {
        var now = database.Clock.GetUtcNow();
        var (from, until) = (now.AddHours(1), now.AddHours(2));
        var patient = await world.PatientAsync("Rosa");
        var caregiver = new Actor(await world.AccountAsync("Ana", Hat.Caregiver), Hat.Caregiver);
        var coordinator = new Actor(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);
        var nurse = new Actor(await world.AccountAsync("Nora", Hat.Provider), Hat.Provider);
        await world.GrantAsync(patient, caregiver.AccountId, Category.Plan, until: until, since: from);
        await world.AssignCaseloadAsync(patient, coordinator.AccountId, until: until, since: from);
        await world.JoinTeamAsync(patient, nurse.AccountId, await world.ProviderAsync(nurse.AccountId), until: until, since: from);
        Actor[] all = [caregiver, coordinator, nurse];

        async Task<int> SeeAsync(DateTimeOffset moment)
        {
            database.Clock.Set(moment);
            var seen = 0;
            foreach (var actor in all)
                seen += await SeesAsync(actor, patient) ? 1 : 0;
            return seen;
        }

        Assert.Equal(0, await SeeAsync(from.AddMicroseconds(-1)));
        Assert.Equal(3, await SeeAsync(from));
        Assert.Equal(3, await SeeAsync(until.AddMicroseconds(-1)));
        Assert.Equal(0, await SeeAsync(until));
    }

    [Fact]
    public async Task A_place_on_the_team_without_being_a_provider_gives_no_access()
    {
        var patient = await world.PatientAsync("Rosa");
        var both = await world.AccountAsync("Ana", Hat.Caregiver, Hat.Coordinator);
        await world.JoinTeamAsync(patient, both, null, "caregiver");
        await world.JoinTeamAsync(patient, both, null, "coordinator");

        foreach (var hat in Enum.GetValues<Hat>())
            Assert.False(await SeesAsync(new(both, hat), patient));
    }

    [Fact]
    public async Task A_member_of_the_team_is_the_account_of_their_provider()
    {
        var nurse = await world.AccountAsync("Nora", Hat.Provider);
        var provider = await world.ProviderAsync(nurse);
        var somebody = await world.AccountAsync("Somebody", Hat.Provider);
        var patient = await world.PatientAsync("Rosa");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => world.JoinTeamAsync(patient, somebody, provider));

        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, refused.SqlState);
    }

    private async Task<bool> SeesAsync(Actor actor, Guid patient) =>
        await database.AsAppAsync<bool>(actor, "select exists (select from patients where id = $1)", patient);
}
