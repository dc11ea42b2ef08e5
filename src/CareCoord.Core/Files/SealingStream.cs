using System.Security.Cryptography;

namespace CareCoord.Files;

/// <summary>
/// Encrypts what is written to it, chunk by chunk, with a bounded buffer; the file is whole only after <see cref="FinishAsync"/>.
/// </summary>
internal sealed class SealingStream(Stream target, byte[] key, Guid file) : Stream
{
    private readonly AesGcm cipher = new(key, SealedChunks.Tag);
    private readonly byte[] plain = new byte[SealedChunks.Plain];
    private readonly byte[] chunk = new byte[SealedChunks.Plain + SealedChunks.Tag];
    private int held;
    private long number;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            // A full chunk waits for what follows: only then it is known not to be the last.
            if (held == plain.Length)
                await WriteChunkAsync(last: false, cancellationToken);
            var taken = Math.Min(buffer.Length, plain.Length - held);
            buffer[..taken].CopyTo(plain.AsMemory(held));
            held += taken;
            buffer = buffer[taken..];
        }
    }

    /// <summary>Writes the last chunk.</summary>
    public Task FinishAsync(CancellationToken cancel) => WriteChunkAsync(last: true, cancel);

    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cipher.Dispose();
            CryptographicOperations.ZeroMemory(plain);
        }

        base.Dispose(disposing);
    }

    private async Task WriteChunkAsync(bool last, CancellationToken cancel)
    {
        SealedChunks.Seal(cipher, file, number++, last, plain.AsSpan(0, held), chunk);
        await target.WriteAsync(chunk.AsMemory(0, held + SealedChunks.Tag), cancel);
        held = 0;
    }
}
