using System.Diagnostics;
using System.Net;

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

        var watch = Stopwatch.StartNew();
        while (!await IsReadyAsync(client, stop))
        {
            if (web.HasExited)
            {
                throw new OpsRefused($"The portal did not start (last words: {web.LastWords}); its log is {web.LogPath}.");
            }

            if (watch.Elapsed > within)
            {
                throw new OpsRefused(
                    $"The portal did not become ready within {within.TotalSeconds:0} seconds: {address.Ready} does not answer 200; its log is {web.LogPath}.");
            }

            await Task.Delay(100, stop);
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient client, CancellationToken stop)
    {
        try
        {
            using var answer = await client.GetAsync(address.Ready, stop);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
