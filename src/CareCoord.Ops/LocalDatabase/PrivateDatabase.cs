using System.Text.Json;
using CareCoord.Ops.Terminal;
using CareCoord.Shared;

namespace CareCoord.Ops.LocalDatabase;

/// <summary>The command `carecoord database`: a private cluster that stays when the command has ended.</summary>
public sealed class PrivateDatabase(Voice voice, string dataFolder)
{
    private const int NotRunning = 3;
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private string InfoPath => Path.Combine(dataFolder, "cluster.json");

    public async Task<int> StartAsync(bool fast, CancellationToken cancellation)
    {
        using var hold = DataFolder.Hold(dataFolder);
        var cluster = await OpenLocalDatabase.OpenAsync(dataFolder, fast, voice, cancellation);
        var started = await cluster.StartAsync(cancellation);
        var reached = new
        {
            host = "127.0.0.1",
            port = cluster.Port,
            username = "postgres",
            password = cluster.SuperuserPassword,
            connectionString = cluster.SuperuserConnectionString(),
            clusterFolder = cluster.ClusterFolder,
            log = cluster.LogPath,
        };
        OwnFiles.Write(InfoPath, JsonSerializer.Serialize(reached, Readable));
        voice.Report(
            $"The database {(started ? "runs" : "was running already")} on 127.0.0.1:{cluster.Port}; how to reach it is in {InfoPath}"
        );
        return 0;
    }

    public async Task<int> StopAsync(CancellationToken cancellation)
    {
        if (await ExistingAsync(cancellation) is not { } cluster)
        {
            voice.Report($"There is no database in {dataFolder}");
            return 0;
        }

        using var hold = DataFolder.Hold(dataFolder);
        await cluster.StopAsync(cancellation);
        File.Delete(InfoPath);
        voice.Report("The database is stopped");
        return 0;
    }

    public async Task<int> StatusAsync(CancellationToken cancellation)
    {
        var runs = await ExistingAsync(cancellation) is { } cluster && await cluster.IsRunningAsync() ? cluster : null;
        voice.Report(
            runs is null ? $"No database runs in {dataFolder}" : $"The database runs on 127.0.0.1:{runs.Port} in {runs.ClusterFolder}"
        );
        return runs is null ? NotRunning : 0;
    }

    // Asking about a database must not make one.
    private async Task<LocalCluster?> ExistingAsync(CancellationToken cancellation)
    {
        if (ClusterSecrets.Load(dataFolder) is null || await PostgresInstallation.FindAsync(cancellation: cancellation) is not { } postgres)
        {
            return null;
        }

        return await LocalCluster.OpenAsync(dataFolder, postgres, fast: false, cancellation);
    }
}
