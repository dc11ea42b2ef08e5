using CareCoord.Notifications;

namespace CareCoord.Web.Notifications;

/// <summary>Sends the waiting mails every few seconds, on every node; whoever comes first claims a mail.</summary>
internal sealed class OutboxWorker(SendOutbox outbox, TimeProvider clock, ILogger<OutboxWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Every;
            try
            {
                await outbox.SendDueAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(fault, "The outbox could not be worked; it is tried again");
                wait = AfterFault;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
