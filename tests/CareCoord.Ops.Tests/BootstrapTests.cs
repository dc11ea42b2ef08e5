using CareCoord.Ops.LocalDatabase;
using Npgsql;

namespace CareCoord.Ops.Tests;

[Collection(OnThrowAwayCluster.Name)]
public sealed class BootstrapTests(ThrowAwayCluster database)
{
    private static readonly BootstrapValues NoneGiven = new("carecoord", "", "", "", "");

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        var before = await database.AsOwnerAsync("select key from app.signing_key");

        await database.Cluster.BootstrapAsync();

        Assert.Equal(before, await database.AsOwnerAsync("select key from app.signing_key"));
        Assert.Equal(database.Cluster.ActorKey, Convert.ToHexStringLower((byte[])before!));
    }

    [Fact]
    public async Task Values_left_empty_keep_passwords_and_key()
    {
        await RunAsync(NoneGiven);

        Assert.Equal(1, await database.AsAppAsync("select 1"));
        Assert.Equal(database.Cluster.ActorKey, await database.AsOwnerAsync("select encode(key, 'hex') from app.signing_key"));
    }

    [Fact]
    public async Task A_key_is_made_where_none_is_given()
    {
        await RunAsync(NoneGiven with { Database = "key_made" });

        Assert.Equal(32, await database.AsOwnerAsync("select octet_length(key) from app.signing_key", "key_made"));
        Assert.NotEqual(
            database.Cluster.ActorKey,
            await database.AsOwnerAsync("select encode(key, 'hex') from app.signing_key", "key_made")
        );
    }

    [Fact]
    public async Task A_key_of_the_wrong_length_is_refused()
    {
        var refused = await Assert.ThrowsAsync<OpsRefused>(() => RunAsync(NoneGiven with { Database = "key_short", ActorKey = "abcd" }));

        Assert.Contains("signing_key", refused.Message);
    }

    [Fact]
    public async Task Several_databases_can_be_made_ready_at_once()
    {
        await Task.WhenAll(Enumerable.Range(1, 4).Select(number => database.Cluster.BootstrapAsync($"at_once_{number}")));

        Assert.Equal(4L, await database.AsSuperuserAsync("select count(*) from pg_database where datname like 'at\\_once\\_%'"));
    }

    [Fact]
    public async Task A_password_with_quotes_and_backslashes_arrives_whole()
    {
        const string password = @"it's \a ""test"" $1 :'x'";
        try
        {
            await RunAsync(NoneGiven with { BackupPassword = password });

            var connection = new NpgsqlConnectionStringBuilder(database.Cluster.BackupConnectionString()) { Password = password };
            Assert.Equal(1, await ThrowAwayCluster.AskAsync(connection.ConnectionString, "select 1"));
        }
        finally
        {
            await database.Cluster.BootstrapAsync();
        }
    }

    [Fact]
    public async Task Power_that_came_by_another_way_is_named()
    {
        await database.AsSuperuserAsync("grant pg_read_all_data to carecoord_app");
        try
        {
            var refused = await Assert.ThrowsAsync<OpsRefused>(() => database.Cluster.BootstrapAsync());

            Assert.Contains("carecoord_app is a member of pg_read_all_data", refused.Message);
        }
        finally
        {
            await database.AsSuperuserAsync("revoke pg_read_all_data from carecoord_app");
        }
    }

    [Fact]
    public async Task Settings_and_powers_left_on_a_role_are_taken_back()
    {
        await database.AsSuperuserAsync("alter role carecoord_app set search_path = pg_temp");
        await database.AsSuperuserAsync("alter role carecoord_app bypassrls createdb");

        await database.Cluster.BootstrapAsync();

        Assert.Equal(
            true,
            await database.AsSuperuserAsync(
                "select rolconfig is null and not rolbypassrls and not rolcreatedb from pg_roles where rolname = 'carecoord_app'"
            )
        );
    }

    [Fact]
    public async Task No_secret_reaches_the_servers_log_even_when_it_logs_every_statement()
    {
        await database.AsSuperuserAsync("alter system set log_statement = 'all'");
        await database.AsSuperuserAsync("select pg_reload_conf()");
        try
        {
            await database.Cluster.BootstrapAsync();
        }
        finally
        {
            await database.AsSuperuserAsync("alter system reset log_statement");
            await database.AsSuperuserAsync("select pg_reload_conf()");
        }

        var log = await File.ReadAllTextAsync(database.Cluster.LogPath);
        var password = new NpgsqlConnectionStringBuilder(database.Cluster.AppConnectionString()).Password!;
        Assert.Contains("statement:", log);
        Assert.DoesNotContain(password, log);
        Assert.DoesNotContain(database.Cluster.ActorKey, log);
    }

    private async Task RunAsync(BootstrapValues values)
    {
        var postgres = await LocalCluster.FindPostgres();
        await Bootstrap.RunAsync(postgres!.Program("psql"), database.Cluster.SuperuserConnectionString(), values, CancellationToken.None);
    }
}
