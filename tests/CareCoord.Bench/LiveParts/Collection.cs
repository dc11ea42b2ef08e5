using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace CareCoord.Bench.LiveParts;

/// <summary>Lets the runtime of another process collect its garbage.</summary>
internal static class Collection
{
    // Whoever begins to listen to this is told of the whole heap, after a full collection.
    private const long HeapCollect = 0x800000;

    public static async Task OfAsync(int process)
    {
        using var session = await new DiagnosticsClient(process).StartEventPipeSessionAsync(
            new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, HeapCollect),
            requestRundown: false,
            circularBufferMB: 16,
            CancellationToken.None
        );
        var drained = session.EventStream.CopyToAsync(Stream.Null);
        await Task.Delay(TimeSpan.FromSeconds(2));
        await session.StopAsync(CancellationToken.None);
        await drained;
    }
}
