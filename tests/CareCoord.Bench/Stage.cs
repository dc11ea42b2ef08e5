using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using CareCoord.Files;
using CareCoord.Ops.Database;
using CareCoord.Ops.Demo;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Ops.Terminal;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Bench;

/// <summary>A PostgreSQL that keeps what it was told, as in production, with the demo network and many more patients; and the portal on it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    /// <summary>How many patients the portal that is measured has.</summary>
    public const int Patients = 10_000;

    private const string Main = "carecoord";
    private readonly string folder = Directory.CreateTempSubdirectory("carecoord-bench-").FullName;

    private Stage()
    {
    }

    public LocalCluster Cluster { get; private set; } = null!;

    /// <summary>The portal that is measured.</summary>
    public Site Site { get; private set; } = null!;

    /// <summary>Where the portal was published to, as it is shipped.</summary>
    public string Portal => Path.Combine(folder, "portal");

    /// <summary>The process from which all of the database's descend.</summary>
    public int Postmaster { get; private set; }

    /// <summary>A folder that goes with the stage.</summary>
    public string Folder => folder;

    public static async Task<Stage> OpenAsync()
    {
        var stage = new Stage();
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
        await DemoNetwork.LoadAsync(Cluster.OwnerConnectionString(database), patients, vault, TimeProvider.System, new Progress<Count>(), default);
        await SettleAsync(database);
    }

    /// <summary>Lets a database take note of what is in it.</summary>
    public async Task SettleAsync(string database)
    {
        await using var owner = NpgsqlDataSource.Create(Cluster.SuperuserConnectionString(database));
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
    public Task<Site> OpenSiteAsync(string database) => Site.OpenAsync(this, database, Data(database));

    /// <summary>Closes the portal that is measured; its database is free then, and it is opened again after <paramref name="meanwhile"/>.</summary>
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
        {
            await Cluster.StopAsync();
            Directory.Delete(Path.GetDirectoryName(Cluster.ClusterFolder)!, recursive: true);
        }

        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private string Data(string database) => Directory.CreateDirectory(Path.Combine(folder, "data-" + database)).FullName;

    private async Task MakeAsync()
    {
        // The database's own user has to come in.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        Cluster = await LocalCluster.CreateAsync(Path.Combine(folder, "database"), await LocalCluster.FindPostgres() ?? throw new InvalidOperationException("PostgreSQL is not installed."));
        await Cluster.StartAsync();
        Postmaster = int.Parse(File.ReadLines(Path.Combine(Cluster.ClusterFolder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        await Task.WhenAll(FillAsync(Main, Patients), PublishAsync());
        Site = await OpenSiteAsync(Main);
    }

    private async Task PublishAsync()
    {
        var project = typeof(Stage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(noted => noted.Key == "PortalProject").Value!;
        var publish = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["publish", project, "-c", "Release", "--no-build", "--nologo", "-v", "quiet", "-o", Portal]);
        using var process = Process.Start(publish)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException("The portal could not be published.");
    }
}
