using CareCoord.Data;
using Npgsql;
using Polly;
using Polly.Retry;

namespace CareCoord.Web.Notifications;

/// <summary>
/// Listens to the database on a connection of its own, and stirs the open pages of this process. When the connection was lost, a word may
/// have been too: after every new beginning it stirs everybody.
/// </summary>
internal sealed class PostgresNotificationListener(
    DedicatedConnections connections,
    ChangeHub hub,
    TimeProvider clock,
    ILogger<PostgresNotificationListener> log
) : BackgroundService
{
    private const string Name = "CareCoord changes";
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);

    // Twice as long each time, for as long as it takes.
    private ResiliencePipeline Reconnecting =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(
                new()
                {
                    MaxRetryAttempts = int.MaxValue,
                    BackoffType = DelayBackoffType.Exponential,
                    Delay = Rest,
                    MaxDelay = TimeSpan.FromSeconds(30),
                    UseJitter = true,
                    OnRetry = Say,
                }
            )
            .Build();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reconnecting = Reconnecting;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await reconnecting.ExecuteAsync(async cancel => await ListenAsync(cancel), stoppingToken);
                hub.EverythingChanged();
                while (true)
                    await connection.WaitAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogWarning(fault, "The database's connection for changes was lost");
                await Task.Delay(Rest, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<NpgsqlConnection> ListenAsync(CancellationToken cancel)
    {
        var connection = await connections.OpenAsync(Name, cancel);
        try
        {
            connection.Notification += (_, word) =>
            {
                if (Guid.TryParse(word.Payload, out var id))
                    hub.Changed(id);
            };
            await using var listen = new NpgsqlCommand("listen carecoord_changes", connection);
            await listen.ExecuteNonQueryAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Once for each loss.
    private ValueTask Say(OnRetryArguments<object> retry)
    {
        if (retry.AttemptNumber == 0)
            log.LogWarning(retry.Outcome.Exception, "The database's changes are not heard; pages read again when they are looked at");
        return default;
    }
}
