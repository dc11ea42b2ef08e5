using System.Security.Cryptography;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>What it takes to read a kept file: its id, what its bytes were, and its key as it is wrapped.</summary>
public sealed record SealedFile(Guid Id, byte[] Sha256, long Size, string KeyId, byte[] WrappedKey);

/// <summary>Keeps files encrypted, each under a key of its own, and reads them back as they were uploaded.</summary>
public sealed class FileVault(IFileStore store, MasterKeys keys, TimeProvider clock)
{
    /// <summary>The most bytes that a file may have: 25 MiB.</summary>
    public const int Largest = 25 * 1024 * 1024;

    /// <summary>What is said of a file that has more.</summary>
    public const string TooLarge =
        "This is larger than 25 MB. Take the pictures with fewer pixels, or hand the pages in as separate documents.";

    /// <summary>Begins a file; what is written to it is encrypted at once.</summary>
    public ReceivedFile Begin()
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var key = RandomNumberGenerator.GetBytes(SealedChunks.KeyLength);
        return new(FileNotKept.Guard(() => store.Begin(id)), id, key, keys.Current, keys.Wrap(key, id));
    }

    /// <summary>
    /// Keeps many files that are at hand, and settles them on the disk together. Say of what comes back when their rows are there, and
    /// dispose of it: without that word the files go again.
    /// </summary>
    public async Task<FilesHeld> KeepAsync(IEnumerable<ReadOnlyMemory<byte>> files, CancellationToken cancel)
    {
        var held = new FilesHeld(store);
        try
        {
            foreach (var file in files)
                await held.KeepAsync(Begin(), file, cancel);
            FileNotKept.Guard(() =>
            {
                store.Settle();
                return held;
            });
            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Opens a file for whoever is handed it. Throws <see cref="RuleBroken"/> where the scanner stands against it; reading to its end
    /// throws <see cref="FileDamaged"/> where its bytes are not those that were uploaded.
    /// </summary>
    public Stream Open(FileHandedOut file) => Open(file.Opened());

    /// <summary>
    /// Opens a kept file. Reading to its end throws <see cref="FileDamaged"/> where its bytes are not those that were uploaded.
    /// </summary>
    public Stream Open(SealedFile file) =>
        new UnsealingStream(store.Open(file.Id), keys.Unwrap(file.KeyId, file.WrappedKey, file.Id), file.Id, file.Size, file.Sha256);

    /// <summary>Removes a kept file that nobody needs, or that is harmful.</summary>
    public void Remove(Guid id) => store.Remove(id);

    /// <summary>Removes what has no row; see <see cref="IFileStore.SweepAsync"/>.</summary>
    public Task<int> SweepAsync(Func<IReadOnlyList<Guid>, Task<IReadOnlyCollection<Guid>>> known, CancellationToken cancel) =>
        store.SweepAsync(known, cancel);
}

/// <summary>A file that is being received: written once, looked at, and kept or left.</summary>
public sealed class ReceivedFile : IAsyncDisposable
{
    /// <summary>How much of its beginning and its end is at hand for a look.</summary>
    public const int Looked = 66 * 1024;

    private readonly IncomingFile incoming;
    private readonly byte[] key;
    private readonly string keyId;
    private readonly byte[] wrappedKey;
    private readonly SealingStream sealing;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] tail = new byte[Looked];
    private byte[]? sha256;

    internal ReceivedFile(IncomingFile incoming, Guid id, byte[] key, string keyId, byte[] wrappedKey)
    {
        (this.incoming, Id, this.key, this.keyId, this.wrappedKey) = (incoming, id, key, keyId, wrappedKey);
        sealing = new SealingStream(incoming.Content, key, id);
    }

    public Guid Id { get; }

    /// <summary>How many bytes it has until now.</summary>
    public long Size { get; private set; }

    /// <summary>Its first bytes, at most 1024.</summary>
    public byte[] Head { get; private set; } = [];

    /// <summary>Its last bytes, at most <see cref="Looked"/>.</summary>
    public ReadOnlySpan<byte> Tail => tail.AsSpan(tail.Length - (int)Math.Min(Size, tail.Length));

    /// <summary>
    /// Takes all that a stream brings. Throws <see cref="RuleBroken"/> where that is more than <see cref="FileVault.Largest"/>.
    /// </summary>
    public async Task TakeAsync(Stream from, CancellationToken cancel)
    {
        var buffer = new byte[SealedChunks.Plain];
        int count;
        while ((count = await from.ReadAsync(buffer, cancel)) > 0)
            await TakeAsync(buffer.AsMemory(0, count), cancel);
    }

    /// <summary>Takes some bytes more.</summary>
    public async Task TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        if (Size + bytes.Length > FileVault.Largest)
            throw new RuleBroken(FileVault.TooLarge);
        hash.AppendData(bytes.Span);
        if (Head.Length < 1024)
            Head = [.. Head, .. bytes.Span[..Math.Min(bytes.Length, 1024 - Head.Length)]];
        var end = bytes.Length <= tail.Length ? bytes : bytes[^tail.Length..];
        tail.AsSpan(end.Length).CopyTo(tail);
        end.Span.CopyTo(tail.AsSpan(tail.Length - end.Length));
        Size += bytes.Length;
        await FileNotKept.GuardAsync(() => sealing.WriteAsync(bytes, cancel).AsTask());
    }

    /// <summary>Nothing more comes.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        await FileNotKept.GuardAsync(async () =>
        {
            await sealing.FinishAsync(cancel);
            await incoming.Content.FlushAsync(cancel);
        });
        sha256 = hash.GetHashAndReset();
    }

    /// <summary>Reads it again from its beginning, one reader at a time.</summary>
    public Stream Read()
    {
        incoming.Content.Position = 0;
        return new UnsealingStream(incoming.Content, key, Id, Size, sha256, leaveOpen: true);
    }

    /// <summary>Keeps it, so that its row can be written. It is held until it is disposed of: do that when the row is there.</summary>
    public Task<SealedFile> KeepAsync(CancellationToken cancel) => KeepAsync(later: false, cancel);

    internal async Task<SealedFile> KeepAsync(bool later, CancellationToken cancel)
    {
        await FileNotKept.GuardAsync(() => incoming.KeepAsync(later, cancel));
        return new(Id, sha256 ?? throw new InvalidOperationException("The file is not finished."), Size, keyId, wrappedKey);
    }

    public async ValueTask DisposeAsync()
    {
        await sealing.DisposeAsync();
        hash.Dispose();
        CryptographicOperations.ZeroMemory(key);
        await incoming.DisposeAsync();
    }
}

/// <summary>Files that are kept and held, so that no sweep takes them before their rows are there.</summary>
public sealed class FilesHeld : IAsyncDisposable
{
    private readonly IFileStore store;
    private readonly List<ReceivedFile> received = [];
    private readonly List<SealedFile> files = [];
    private bool stay;

    internal FilesHeld(IFileStore store) => this.store = store;

    /// <summary>They, in the order in which they were given.</summary>
    public IReadOnlyList<SealedFile> Files => files;

    /// <summary>Runs what makes their rows last: they stay where it does, and where nobody knows whether it did.</summary>
    public async Task RecordAsync(Func<Task> commit)
    {
        try
        {
            await Faults.CommittingAsync(commit);
            stay = true;
        }
        catch (Exception fault) when (fault.IsInDoubt())
        {
            stay = true;
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in stay ? [] : files)
            store.Remove(file.Id);
        foreach (var file in received)
            await file.DisposeAsync();
    }

    internal async Task KeepAsync(ReceivedFile file, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        received.Add(file);
        await file.TakeAsync(content, cancel);
        await file.FinishAsync(cancel);
        files.Add(await file.KeepAsync(later: true, cancel));
    }
}

/// <summary>The place where files lie did not take one: it is full, or not there.</summary>
public sealed class FileNotKept(Exception why) : Exception("A file could not be kept.", why)
{
    internal static T Guard<T>(Func<T> keep)
    {
        try
        {
            return keep();
        }
        catch (Exception full) when (IsOfTheDisk(full))
        {
            throw new FileNotKept(full);
        }
    }

    internal static async Task GuardAsync(Func<Task> keep)
    {
        try
        {
            await keep();
        }
        catch (Exception full) when (IsOfTheDisk(full))
        {
            throw new FileNotKept(full);
        }
    }

    // A limit on the length of files comes as an argument out of range.
    private static bool IsOfTheDisk(Exception fault) => fault is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;
}
