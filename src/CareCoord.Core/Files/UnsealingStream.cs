using System.Security.Cryptography;

namespace CareCoord.Files;

/// <summary>
/// Reads a file back as it was uploaded, chunk by chunk. Its length and SHA-256 are checked before the last chunk is handed on: whoever has
/// read it to its end has read what was uploaded. Throws <see cref="FileDamaged"/> otherwise.
/// </summary>
internal sealed class UnsealingStream(Stream source, byte[] key, Guid file, long size, byte[]? sha256, bool leaveOpen = false) : Stream
{
    private readonly AesGcm cipher = new(key, SealedChunks.Tag);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] plain = new byte[SealedChunks.Plain];
    private byte[] chunk = new byte[SealedChunks.Plain + SealedChunks.Tag];
    private byte[] next = new byte[SealedChunks.Plain + SealedChunks.Tag];
    private int inNext = -1;
    private int at;
    private int held;
    private long number;
    private long read;
    private bool ended;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => size;
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length == 0 || (at == held && !await FillAsync(cancellationToken)))
            return 0;
        var taken = Math.Min(buffer.Length, held - at);
        plain.AsMemory(at, taken).CopyTo(buffer);
        at += taken;
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cipher.Dispose();
            hash.Dispose();
            CryptographicOperations.ZeroMemory(plain);
            if (!leaveOpen)
                source.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<bool> FillAsync(CancellationToken cancel)
    {
        if (ended)
            return false;
        if (inNext < 0)
            inNext = await source.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, cancel);
        (chunk, next) = (next, chunk);
        var length = inNext;
        inNext = await source.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, cancel);
        if (length < SealedChunks.Tag)
            throw new FileDamaged(file);
        ended = inNext == 0;
        held = length - SealedChunks.Tag;
        at = 0;
        SealedChunks.Unseal(cipher, file, number++, ended, chunk.AsSpan(0, length), plain.AsSpan(0, held));
        hash.AppendData(plain, 0, held);
        read += held;
        if (ended && (read != size || (sha256 is not null && !hash.GetHashAndReset().AsSpan().SequenceEqual(sha256))))
        {
            held = 0;
            throw new FileDamaged(file);
        }

        return held > 0;
    }
}
