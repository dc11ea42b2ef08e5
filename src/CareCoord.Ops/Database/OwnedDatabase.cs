using CareCoord.Ops.LocalDatabase;
using CareCoord.Ops.Terminal;

namespace CareCoord.Ops.Database;

/// <summary>The database that `migrate` and `demo` work on, open for as long as they need it.</summary>
public sealed class OwnedDatabase : IAsyncDisposable
{
    private readonly LocalCluster? startedHere;
    private readonly IDisposable? hold;

    private OwnedDatabase(string ownerConnectionString, bool isOwn, LocalCluster? startedHere = null, IDisposable? hold = null)
    {
        OwnerConnectionString = ownerConnectionString;
        IsOwn = isOwn;
        this.startedHere = startedHere;
        this.hold = hold;
    }

    public string OwnerConnectionString { get; }

    /// <summary>It is the data folder's own, and no server that somebody named.</summary>
    public bool IsOwn { get; }

    /// <summary>The server of ConnectionStrings__CareCoordOwner, or the data folder's own, started if it does not run.</summary>
    public static async Task<OwnedDatabase> OpenAsync(string dataFolder, Voice voice, CancellationToken cancellation)
    {
        if (Environment.GetEnvironmentVariable(ExternalDatabase.Owner) is { Length: > 0 } owner)
        {
            ExternalDatabase.ReadableConnectionString(ExternalDatabase.Owner, owner);
            await using var connection = await ServerCheck.OpenAsync(ExternalDatabase.Owner, owner, cancellation);
            await ServerCheck.RequireBootstrappedAsync(connection, cancellation);
            return new OwnedDatabase(owner, isOwn: false);
        }

        // While `serve` holds the folder its database runs, and stays its own to stop.
        var hold = DataFolder.TryHold(dataFolder);
        LocalCluster? started = null;
        try
        {
            var cluster = await OpenLocalDatabase.OpenAsync(dataFolder, fast: false, voice, cancellation);
            if (hold is null && !await cluster.IsRunningAsync())
            {
                throw new OpsRefused(
                    $"Another carecoord is just starting or stopping the database in {dataFolder}: try again in a moment."
                );
            }

            started = await cluster.StartAsync(cancellation) ? cluster : null;
            await cluster.BootstrapAsync(cancellation: cancellation);
            return new OwnedDatabase(cluster.OwnerConnectionString(), isOwn: true, started, hold);
        }
        catch
        {
            await (started?.StopAsync(CancellationToken.None) ?? Task.CompletedTask);
            hold?.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (startedHere is not null)
        {
            await startedHere.StopAsync();
        }

        hold?.Dispose();
    }
}
