using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CareCoord.Web.Tests.Shell;

/// <summary>Receives what a portal tells of itself by OTLP, on this machine, and keeps it as it came.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Kind, byte[] Body)> received = [];

    private OtlpReceiver(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>All that came of one kind (traces, metrics, logs), a character a byte.</summary>
    public string Said(string kind) =>
        string.Concat(received.Where(one => one.Kind == kind).Select(one => Encoding.Latin1.GetString(one.Body)));

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.MapPost(
            "/v1/{kind}",
            async (HttpContext http, string kind) =>
            {
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body);
                receiver.received.Enqueue((kind, body.ToArray()));
            }
        );
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
