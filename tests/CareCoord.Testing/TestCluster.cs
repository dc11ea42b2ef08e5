using CareCoord.Ops.Database;
using CareCoord.Ops.Demo;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Ops.Terminal;
using Npgsql;

namespace CareCoord.Testing;

/// <summary>
/// The one PostgreSQL of a test run. test.sh starts it and names its data folder in CARECOORD_TEST_CLUSTER. A test project that runs alone
/// makes one of its own and throws it away.
/// </summary>
public static class TestCluster
{
    private const string Migrated = "carecoord_migrated";
    private const string Demo = "carecoord_demo";
    private static readonly Lazy<Task<LocalCluster>> Shared = new(OpenAsync);

    public static Task<LocalCluster> GetAsync() => Shared.Value;

    /// <summary>A new database: empty of people, or with the demo network; the clock may be far from the server's.</summary>
    public static async Task<string> CloneAsync(bool withDemo)
    {
        var cluster = await GetAsync();
        var template = await TemplateAsync(cluster, withDemo);
        var name = $"test_{Guid.CreateVersion7():N}";
        await RunAsync(cluster, $"create database {name} template {template} owner carecoord_owner");
        await RunAsync(
            cluster,
            $"grant connect on database {name} to carecoord_app, carecoord_backup; revoke all on database {name} from public"
        );
        return name;
    }

    public static async Task DropAsync(string name)
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync(await GetAsync(), $"drop database if exists {name} with (force)");
    }

    private static async Task<string> TemplateAsync(LocalCluster cluster, bool withDemo)
    {
        var name = withDemo ? Demo : Migrated;
        await using var turn = new NpgsqlConnection(cluster.SuperuserConnectionString());
        await turn.OpenAsync();
        // Test projects run side by side: one makes the template, the others wait for it.
        await using (
            var wait = new NpgsqlCommand("select pg_advisory_lock(hashtext($1))", turn)
            {
                Parameters = { new() { Value = name } },
                CommandTimeout = 0,
            }
        )
            await wait.ExecuteNonQueryAsync();
        await using var look = new NpgsqlCommand("select exists (select from pg_database where datname = $1)", turn)
        {
            Parameters = { new() { Value = name } },
        };
        if (await look.ExecuteScalarAsync() is true)
            return name;
        var making = name + "_in_the_making";
        await RunAsync(cluster, $"drop database if exists {making} with (force)");
        await cluster.BootstrapAsync(making);
        var owner = cluster.OwnerConnectionString(making);
        await Schema.MigrateAsync(owner, new Progress<string>());
        await RunAsync(owner, "update app.signing_key set clock_tolerance = interval '100 years'");
        if (withDemo)
            await DemoNetwork.LoadAsync(owner, 0, null, TimeProvider.System, new Progress<Count>(), CancellationToken.None);
        NpgsqlConnection.ClearAllPools();
        await RunAsync(cluster, $"alter database {making} rename to {name}");
        return name;
    }

    private static async Task<LocalCluster> OpenAsync()
    {
        var postgres =
            await LocalCluster.FindPostgres()
            ?? throw new InvalidOperationException("PostgreSQL 15 or later is not installed; ./test.sh installs it.");
        if (Environment.GetEnvironmentVariable("CARECOORD_TEST_CLUSTER") is { Length: > 0 } folder)
            return await LocalCluster.OpenAsync(folder, postgres, fast: true)
                ?? throw new InvalidOperationException($"There is no cluster in {folder}.");
        var own = await LocalCluster.CreateAsync(
            Path.Combine(Path.GetTempPath(), $"carecoord-test-{Guid.CreateVersion7():N}"),
            postgres,
            fast: true
        );
        await own.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => own.DestroyAsync().GetAwaiter().GetResult();
        return own;
    }

    private static Task RunAsync(LocalCluster cluster, string sql) => RunAsync(cluster.SuperuserConnectionString(), sql);

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        foreach (var statement in sql.Split(';', StringSplitOptions.TrimEntries))
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync();
        }
    }
}
