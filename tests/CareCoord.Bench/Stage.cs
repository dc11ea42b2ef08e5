using System.Diagnostics;
using System.Reflection;
using CareCoord.Files;
using CareCoord.Ops.Database;
using CareCoord.Ops.Demo;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Ops.Terminal;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Bench;

/// <summary>
/// A PostgreSQL that keeps what it was told, as in production, with the demo network and many more patients; and the portal on it.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private const string Main = "carecoord";
    private readonly string folder = NewFolder();

    /// <summary>The command dotnet, as this was started by.</summary>
    public static readonly string Dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private Stage(int patients) => Patients = patients;

    /// <summary>How many patients the portal that is measured has.</summary>
    public int Patients { get; }

    public LocalCluster Cluster { get; private set; } = null!;

    /// <summary>The portal that is measured.</summary>
    public Site Site { get; private set; } = null!;

    /// <summary>Where the portal was published to, as it is shipped.</summary>
    public string Portal => Path.Combine(folder, "portal");

    /// <summary>A folder that goes with the stage.</summary>
    public string Folder => folder;

    public static async Task<Stage> OpenAsync(int patients)
    {
        var stage = new Stage(patients);
        try
        {
            await stage.MakeAsync();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>A database with the demo network and this many further patients.</summary>
    public async Task FillAsync(string database, int patients)
    {
        await Cluster.BootstrapAsync(database);
        await Schema.MigrateAsync(Cluster.OwnerConnectionString(database), new Progress<string>());
        var data = Data(database);
        var vault = new FileVault(new FolderStore(Path.Combine(data, "documents")), MasterKeys.Read(KeyFile.In(data)), TimeProvider.System);
        await DemoNetwork.LoadAsync(
            Cluster.OwnerConnectionString(database),
            patients,
            vault,
            TimeProvider.System,
            new Progress<Count>(),
            default
        );
        await SettleAsync(Cluster, database);
    }

    /// <summary>Lets a database take note of what is in it.</summary>
    public static async Task SettleAsync(LocalCluster cluster, string database)
    {
        await using var owner = NpgsqlDataSource.Create(cluster.SuperuserConnectionString(database));
        await using var settle = owner.CreateCommand("vacuum analyze");
        settle.CommandTimeout = 0;
        await settle.ExecuteNonQueryAsync();
    }

    /// <summary>Another database with all that is in this one, which nobody may use meanwhile.</summary>
    public async Task CopyAsync(string database, string copy)
    {
        await using var owner = NpgsqlDataSource.Create(Cluster.SuperuserConnectionString());
        await using var command = owner.CreateCommand($"create database {copy} template {database} owner carecoord_owner");
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
        await Cluster.BootstrapAsync(copy);
    }

    /// <summary>A portal on a database of this cluster.</summary>
    public Task<Site> OpenSiteAsync(string database) => Site.OpenAsync(new(Cluster, database, Portal, Data(database), folder));

    /// <summary>
    /// Closes the portal that is measured; its database is free then, and it is opened again after <paramref name="meanwhile"/>.
    /// </summary>
    public async Task WithoutSiteAsync(Func<string, Task> meanwhile)
    {
        await Site.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        Site = null!;
        await meanwhile(Main);
        Site = await OpenSiteAsync(Main);
    }

    public async ValueTask DisposeAsync()
    {
        if (Site is not null)
            await Site.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        if (Cluster is not null)
            await RemoveAsync(Cluster);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private string Data(string database) => Directory.CreateDirectory(Path.Combine(folder, "data-" + database)).FullName;

    private async Task MakeAsync()
    {
        Cluster = await LocalCluster.CreateAsync(
            Path.Combine(folder, "database"),
            await LocalCluster.FindPostgres() ?? throw new InvalidOperationException("PostgreSQL is not installed.")
        );
        await Cluster.StartAsync();
        var noted = typeof(Stage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
        var project = noted.Single(one => one.Key == "PortalProject").Value!;
        await Task.WhenAll(FillAsync(Main, Patients), PublishAsync(project, Portal));
        Site = await OpenSiteAsync(Main);
    }

    /// <summary>A new folder that the database's own user can come into.</summary>
    public static string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("carecoord-bench-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return folder;
    }

    /// <summary>Publishes a portal that was built in Release, as it is shipped.</summary>
    public static async Task PublishAsync(string project, string folder)
    {
        string[] publish = ["publish", project, "-c", "Release", "--no-build", "--nologo", "-v", "quiet", "-o", folder];
        using var process = Process.Start(new ProcessStartInfo(Dotnet, publish))!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{project} could not be published: build it in Release first.");
    }

    /// <summary>Stops a cluster and removes what it wrote.</summary>
    public static async Task RemoveAsync(LocalCluster cluster)
    {
        NpgsqlConnection.ClearAllPools();
        await cluster.StopAsync();
        Directory.Delete(Path.GetDirectoryName(cluster.ClusterFolder)!, recursive: true);
    }
}
