using System.Globalization;
using CareCoord.Access;
using CareCoord.Audit;
using CareCoord.Data;
using CareCoord.Ops.Audit;
using CareCoord.Ops.Database;
using CareCoord.Ops.Demo;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Ops.Terminal;
using CareCoord.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CareCoord.Ops.Tests.Audit;

/// <summary>A cluster with the demo in it, of which each test of the audit gets a copy to spoil.</summary>
public sealed class AuditedDatabase : IAsyncLifetime
{
    internal LocalCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Cluster = await ThrowAwayCluster.NewAsync();
        await Cluster.StartAsync();
        await Cluster.BootstrapAsync();
        await Schema.MigrateAsync(Cluster.OwnerConnectionString(), new Progress<string>());
        await DemoNetwork.LoadAsync(Cluster.OwnerConnectionString(), 0, null, TimeProvider.System, new Progress<Count>(), default);
        await ThrowAwayCluster.AskAsync(
            Cluster.OwnerConnectionString(),
            "update app.signing_key set clock_tolerance = interval '100 years'; select 1"
        );
        NpgsqlConnection.ClearAllPools();
    }

    public Task DisposeAsync() => Cluster.DestroyAsync();

    /// <summary>A copy of a database.</summary>
    internal async Task<string> CopyAsync(string of = "carecoord")
    {
        NpgsqlConnection.ClearAllPools();
        var name = $"copy_{Guid.CreateVersion7():N}";
        await ThrowAwayCluster.AskAsync(Cluster.SuperuserConnectionString(), $"create database {name} template {of} owner carecoord_owner");
        await ThrowAwayCluster.AskAsync(
            Cluster.SuperuserConnectionString(),
            $"grant connect on database {name} to carecoord_app; select 1"
        );
        return name;
    }
}

/// <summary>One copy with its exported heads: what the portal does, what somebody tampers with, and what verifying says of it.</summary>
internal sealed class AuditedCopy(AuditedDatabase database, string name, string folder)
{
    private readonly AuditHeadKeys keys = AuditHeadKeys.Read(KeyFile(folder));

    // Tomorrow at noon: after all that the demo wrote, and hours away from another day.
    public TestClock Clock { get; } = new(new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(1.5));

    public string Heads => Path.Combine(folder, "audit-heads");

    public string Unsigned => Path.Combine(folder, "audit-heads.jsonl");

    public string Public => Path.Combine(folder, "audit-head-keys") + AuditHeadKeys.PublicEnding;

    /// <summary>The lines of the exports in their file.</summary>
    public string[] Lines
    {
        get => File.ReadAllLines(File_);
        set => File.WriteAllText(File_, string.Concat(value.Select(line => line + "\n")));
    }

    private string File_ => Directory.GetFiles(Heads, "*.heads").Order().Last();

    public static async Task<AuditedCopy> OfAsync(AuditedDatabase database) =>
        new(database, await database.CopyAsync(), Directory.CreateTempSubdirectory("carecoord-audited-").FullName);

    /// <summary>Another database with the same heads.</summary>
    public AuditedCopy With(string other) => new(database, other, folder);

    public Task<string> CopyAsync() => database.CopyAsync(name);

    /// <summary>Writes entries as the portal does, at this moment of the clock.</summary>
    public async Task WriteAsync(int entries = 40)
    {
        await using var features = Features();
        for (var i = 0; i < entries; i++)
        {
            await using var db = await features.GetRequiredService<ActorDbs>().OpenAsync(Actor.Portal, default);
            await db.AuditAsync(new("something.done", "did something"), [], null, null, default);
            await db.CommitAsync(default);
        }
    }

    /// <summary>Exports as the portal does.</summary>
    public async Task<AuditExport?> ExportAsync()
    {
        await using var features = Features();
        return await new ExportAuditHeads(
            features.GetRequiredService<ActorDbs>(),
            new(Heads, keys, TimeSpan.FromMinutes(5)),
            Clock,
            NullLogger<ExportAuditHeads>.Instance
        ).ExportAsync(default);
    }

    public async Task<IReadOnlyList<string>> VerifyAsync(string? publicKeys = null) =>
        (
            await VerifyAudit.RunAsync(database.Cluster.OwnerConnectionString(name), new(Heads, publicKeys ?? Public, Unsigned), default)
        ).Problems;

    /// <summary>As somebody who owns the server: no trigger stands in the way.</summary>
    public Task TamperAsync(string sql) =>
        ThrowAwayCluster.AskAsync(
            database.Cluster.SuperuserConnectionString(name),
            $"set session_replication_role = replica; {sql}; set session_replication_role = default; select 1"
        );

    public async Task<string> AskAsync(string sql) =>
        Convert.ToString(await ThrowAwayCluster.AskAsync(database.Cluster.OwnerConnectionString(name), sql), CultureInfo.InvariantCulture)!;

    public static string KeyFile(string folder)
    {
        var path = Path.Combine(folder, "audit-head-keys");
        if (!File.Exists(path))
            AuditKeys.Add(path);
        return path;
    }

    private ServiceProvider Features() =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddCareCoordCore(database.Cluster.AppConnectionString(name) + ";Pooling=false", database.Cluster.ActorKey)
            .BuildServiceProvider();
}
