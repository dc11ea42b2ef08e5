using System.Net;
using Polly;
using Polly.Timeout;

namespace CareCoord.Ops.Serving;

/// <summary>Waits until the portal says that it is ready.</summary>
public sealed class Readiness(WebProcess web, PortalAddress address)
{
    public async Task WaitAsync(TimeSpan within, CancellationToken stop)
    {
        // Only ever this machine is asked, where the certificate's name need not fit.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };

        var asking = new ResiliencePipelineBuilder<bool>()
            .AddTimeout(within)
            .AddRetry(
                new()
                {
                    ShouldHandle = new PredicateBuilder<bool>().HandleResult(ready => !ready),
                    MaxRetryAttempts = int.MaxValue,
                    Delay = TimeSpan.FromMilliseconds(100),
                }
            )
            .Build();
        try
        {
            await asking.ExecuteAsync(async cancel => await IsReadyAsync(client, cancel), stop);
        }
        catch (TimeoutRejectedException)
        {
            throw new OpsRefused(
                $"The portal did not become ready within {within.TotalSeconds:0} seconds: {address.Ready} does not answer 200; "
                    + $"its log is {web.LogPath}."
            );
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancel)
    {
        try
        {
            using var answer = await client.GetAsync(address.Ready, cancel);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return true;
            }
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            // It does not listen yet, or is slow to answer.
        }

        return web.HasExited
            ? throw new OpsRefused(
                string.Join(Environment.NewLine, ["The portal did not start:", .. web.Said, $"Its log is {web.LogPath}."])
            )
            : false;
    }
}
