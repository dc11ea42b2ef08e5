using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using CareCoord.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CareCoord.Core.Tests.Data;

/// <summary>The portal works as the restricted role and as no other, by whichever way another has more power.</summary>
public sealed class PortalRoleTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly string role = $"portal_{Guid.CreateVersion7():N}";

    private static string Name(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;

    public Task InitializeAsync() =>
        AsSuperuserAsync(
            $"create role {role} login password 'walk'; grant connect on database {Name(database.AppConnectionString)} to {role}; "
                + $"grant usage on schema public, app to {role}"
        );

    public Task DisposeAsync() =>
        AsSuperuserAsync(
            $"drop table if exists public.of_{role}; drop table if exists public.bare_{role}; drop owned by {role}; drop role {role}"
        );

    [Fact]
    public async Task The_restricted_role_has_no_power_that_it_should_not_have() =>
        Assert.Empty(await PowersAsync(database.AppConnectionString));

    [Theory]
    [InlineData("", null)]
    [InlineData("alter role ROLE superuser", "is a superuser")]
    [InlineData("alter role ROLE bypassrls", "bypasses row security")]
    [InlineData("alter role ROLE createrole", "may make roles")]
    [InlineData("alter role ROLE replication", "may copy the whole server")]
    [InlineData("grant carecoord_backup to ROLE", "bypasses row security")]
    [InlineData("grant postgres to ROLE", "is a superuser")]
    [InlineData("grant pg_read_all_data to ROLE", "is a member of pg_read_all_data")]
    [InlineData("grant pg_execute_server_program to ROLE", "is a member of pg_execute_server_program")]
    [InlineData("grant carecoord_owner to ROLE", "owns the database, or is a member of its owner")]
    [InlineData("create table public.of_ROLE (id integer); alter table public.of_ROLE owner to ROLE", "owns what belongs to the product")]
    [InlineData("grant create on schema app to ROLE", "may create in the database")]
    [InlineData("grant create on schema public to ROLE", "may create in the database")]
    [InlineData("grant select on app.signing_key to ROLE", "may read the key")]
    [InlineData("grant select (key) on app.signing_key to ROLE", "may read the key")]
    [InlineData("grant truncate on patients to ROLE", "may empty tables or lay triggers")]
    [InlineData("grant trigger on patients to ROLE", "may empty tables or lay triggers")]
    [InlineData(
        "create table public.bare_ROLE (patient_id uuid); grant select on public.bare_ROLE to ROLE",
        "reaches public.bare_ROLE, which no row security guards"
    )]
    public async Task A_power_is_found_by_whichever_way_it_came(string given, string? power)
    {
        if (given != "")
            await AsSuperuserAsync(given.Replace("ROLE", role, StringComparison.Ordinal));

        var powers = await PowersAsync(As(role));

        if (power is null)
            Assert.Empty(powers);
        else
            Assert.Contains(powers, one => one.Contains(power.Replace("ROLE", role, StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_is_served_by_a_role_with_too_much_power_on_any_connection()
    {
        await AsSuperuserAsync($"alter role {role} superuser");
        await using var features = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(database.Clock)
            .AddCareCoordCore(As(role), database.ActorKey)
            .BuildServiceProvider();

        var refused = await Assert.ThrowsAsync<SettingsRefused>(() =>
            features.GetRequiredService<ActorDbs>().OpenAsync(Actor.Portal, default)
        );
        await Assert.ThrowsAsync<SettingsRefused>(() =>
            features.GetRequiredService<DedicatedConnections>().OpenAsync("a work of its own", default)
        );

        Assert.Equal(
            $"ConnectionStrings__CareCoord signs in as {role}, who is a superuser: use carecoord_app there, "
                + "as deploy/bootstrap.sql makes it.",
            refused.Message
        );
    }

    private string As(string user) =>
        new NpgsqlConnectionStringBuilder(database.AppConnectionString)
        {
            Username = user,
            Password = "walk",
            Pooling = false,
        }.ConnectionString;

    private static async Task<IReadOnlyList<string>> PowersAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return await PortalRole.PowersAsync(connection, default);
    }

    private async Task AsSuperuserAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            (await TestCluster.GetAsync()).SuperuserConnectionString(Name(database.AppConnectionString))
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
