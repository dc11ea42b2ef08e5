using System.Net;

namespace CareCoord.EndToEnd.Tests;

/// <summary>A form of which a part is sent, whereupon something happens, and then, when it has happened, the rest.</summary>
internal sealed class StruckContent : HttpContent
{
    private readonly byte[] bytes;
    private readonly double part;
    private readonly Func<Task> strike;

    public StruckContent(byte[] bytes, double part, Func<Task> strike)
    {
        (this.bytes, this.part, this.strike) = (bytes, part, strike);
        Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=edge");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var before = (int)(bytes.Length * part);
        await stream.WriteAsync(bytes.AsMemory(0, before));
        await stream.FlushAsync();
        await strike();
        await stream.WriteAsync(bytes.AsMemory(before));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
