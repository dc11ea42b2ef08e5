using CareCoord.Ops.Terminal;

namespace CareCoord.Ops.LocalDatabase;

/// <summary>Opens a data folder's private cluster, installing PostgreSQL and making the cluster where they are missing.</summary>
public static class OpenLocalDatabase
{
    public static async Task<LocalCluster> OpenAsync(string dataFolder, bool fast, Voice voice, CancellationToken cancellation)
    {
        var postgres =
            await PostgresInstallation.FindAsync(cancellation: cancellation) ?? await InstallPostgres.RunAsync(voice, cancellation);
        return await LocalCluster.CreateAsync(dataFolder, postgres, fast, voice, cancellation);
    }
}
