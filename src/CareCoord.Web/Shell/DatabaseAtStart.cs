using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Web.Shell;

/// <summary>
/// Opens the database at the start, so that a portal whose role may do too much does not start: that throws <see cref="SettingsRefused"/>.
/// Where the database does not answer, the portal starts and is not ready; each connection is looked at when it opens.
/// </summary>
internal sealed class DatabaseAtStart(NpgsqlDataSource database, ILogger<DatabaseAtStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
        }
        catch (Exception down) when (down is NpgsqlException or TimeoutException)
        {
            log.LogWarning(down, "The database does not answer at the start: the portal is not ready until it does");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
