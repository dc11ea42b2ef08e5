using CareCoord.Access;
using CareCoord.Files;
using CareCoord.Ops.Demo;
using CareCoord.Ops.Seeding;
using CareCoord.Ops.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CareCoord.Testing;

/// <summary>A database of its own for one test class, empty of people, with the product's features on it as the restricted role.</summary>
public class TestDatabase : IAsyncLifetime
{
    private string name = "";
    private ServiceProvider? features;

    /// <summary>Monday 23 November 2026, 15:00 UTC: 9 in the morning in Chicago.</summary>
    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 15, 0, 0, TimeSpan.Zero));

    protected virtual bool WithDemo => false;

    /// <summary>Where a virus scanner listens; none unless a test has one.</summary>
    protected virtual AntivirusSettings? Scanner => null;

    /// <summary>The folder of this database's files.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("carecoord-files-").FullName;

    public string OwnerConnectionString { get; private set; } = "";

    public string AppConnectionString { get; private set; } = "";

    public string ActorKey { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var cluster = await TestCluster.GetAsync();
        name = await TestCluster.CloneAsync(WithDemo);
        OwnerConnectionString = cluster.OwnerConnectionString(name);
        AppConnectionString = cluster.AppConnectionString(name);
        ActorKey = cluster.ActorKey;
        features = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddCareCoordCore(AppConnectionString, ActorKey)
            .AddFiles(new(Path.Combine(Folder, "documents"), MasterKeys.Read(KeyFile.In(Folder)), Scanner))
            .BuildServiceProvider();
        if (WithDemo)
            await LoadDocumentsAsync();
    }

    /// <summary>A use case, a query or another part of the product, on this database.</summary>
    public T Get<T>()
        where T : notnull => features!.GetRequiredService<T>();

    /// <summary>Runs SQL as the owner, past row security, and returns the first value: for setting up and for looking.</summary>
    public Task<T?> AsOwnerAsync<T>(string sql, params object?[] values) => ScalarAsync<T>(OwnerConnectionString, null, sql, values);

    public Task AsOwnerAsync(string sql, params object?[] values) => ScalarAsync<object>(OwnerConnectionString, null, sql, values);

    /// <summary>Puts a row of an entity there, past the product, by the names of its properties; returns it.</summary>
    public async Task<T> SeedAsync<T>(object named)
        where T : class
    {
        var rows = new SeedRows();
        var row = rows.Add<T>(named);
        await SeedAsync(rows);
        return row;
    }

    /// <summary>The same in a table that has no entity, by the names of its columns.</summary>
    public Task SeedAsync(string table, object named)
    {
        var rows = new SeedRows();
        rows.AddTo(table, named);
        return SeedAsync(rows);
    }

    /// <summary>Puts rows there, all or none.</summary>
    public async Task SeedAsync(SeedRows rows)
    {
        await using var connection = new NpgsqlConnection(OwnerConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await rows.WriteAsync(connection, [], CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>
    /// Ends when somebody on this database waits for a lock that another holds; at once where the work that is to wait has ended.
    /// </summary>
    public Task SomebodyWaitsAsync(Task work) =>
        Until.IsSoAsync(
            async () =>
                work.IsCompleted
                || await AsOwnerAsync<bool>(
                    """
                    select exists (select from pg_stat_activity where datname = current_database()
                                     and cardinality(pg_blocking_pids(pid)) > 0)
                    """
                ),
            () => "Nobody waits for anybody."
        );

    /// <summary>
    /// Runs SQL as the web process does, with this actor's signed context (none where null), and returns the first value.
    /// </summary>
    public Task<T?> AsAppAsync<T>(Actor? actor, string sql, params object?[] values) =>
        ScalarAsync<T>(AppConnectionString, actor is null ? null : Get<ActorSigner>().Sign(actor), sql, values);

    /// <summary>The same with a context as it stands, for forged ones.</summary>
    public Task<T?> AsAppWithContextAsync<T>(string context, string sql, params object?[] values) =>
        ScalarAsync<T>(AppConnectionString, context, sql, values);

    // In this database's own files: the demo that it is a copy of has none.
    private Task LoadDocumentsAsync() =>
        DemoNetwork.LoadAsync(
            OwnerConnectionString,
            0,
            Get<FileVault>(),
            TimeProvider.System,
            new Progress<Count>(),
            CancellationToken.None
        );

    public async Task DisposeAsync()
    {
        if (features is not null)
            await features.DisposeAsync();
        await TestCluster.DropAsync(name);
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<T?> ScalarAsync<T>(string connectionString, string? context, string sql, object?[] values)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var batch = new NpgsqlBatch(connection);
        if (context is not null)
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand("select set_config('app.ctx', $1, true)") { Parameters = { new() { Value = context } } }
            );
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        batch.BatchCommands.Add(command);
        await using var rows = await batch.ExecuteReaderAsync();
        if (context is not null)
            await rows.NextResultAsync();
        return rows.FieldCount > 0 && await rows.ReadAsync() && !rows.IsDBNull(0) ? rows.GetFieldValue<T>(0) : default;
    }
}

/// <summary>A database of its own with the demo network, at the present moment.</summary>
public sealed class DemoDatabase : TestDatabase
{
    public DemoDatabase() => Clock.Set(TimeProvider.System.GetUtcNow());

    protected override bool WithDemo => true;

    /// <summary>The id of a demo patient.</summary>
    public Task<Guid> PatientAsync(string givenName) =>
        AsOwnerAsync<Guid>(
            "select p.id from patients p left join accounts a on a.id = p.account_id where p.given_name = $1 order by a.id is null limit 1",
            givenName
        );
}
