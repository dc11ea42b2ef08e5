using CareCoord.Ops.LocalDatabase;
using Npgsql;

namespace CareCoord.Ops.Tests;

/// <summary>One bootstrapped cluster for all tests that only ask it something.</summary>
public sealed class ThrowAwayCluster : IAsyncLifetime
{
    public LocalCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Cluster = await NewAsync();
        await Cluster.StartAsync();
        await Cluster.BootstrapAsync();
    }

    public Task DisposeAsync() => Cluster.DestroyAsync();

    public static async Task<LocalCluster> NewAsync()
    {
        var postgres = await LocalCluster.FindPostgres() ?? throw new InvalidOperationException("These tests need PostgreSQL 15 or later.");
        return await LocalCluster.CreateAsync(NewFolder(), postgres, fast: true);
    }

    public static string NewFolder() => Path.Combine(Path.GetTempPath(), $"carecoord-test-{Guid.CreateVersion7():N}");

    public Task<object?> AsOwnerAsync(string sql, string database = "carecoord") => AskAsync(Cluster.OwnerConnectionString(database), sql);

    public Task<object?> AsAppAsync(string sql, string database = "carecoord") => AskAsync(Cluster.AppConnectionString(database), sql);

    public Task<object?> AsBackupAsync(string sql) => AskAsync(Cluster.BackupConnectionString(), sql);

    public Task<object?> AsSuperuserAsync(string sql, string database = "postgres") =>
        AskAsync(Cluster.SuperuserConnectionString(database), sql);

    public static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}

/// <summary>Tests that share the throw-away cluster.</summary>
[CollectionDefinition(Name)]
public sealed class OnThrowAwayCluster : ICollectionFixture<ThrowAwayCluster>
{
    public const string Name = "On the throw-away cluster";
}
