namespace CareCoord.Files;

/// <summary>
/// Where the encrypted bytes of files lie: a folder now, another place later. It knows ids and bytes, and nothing of what they are.
/// </summary>
public interface IFileStore
{
    /// <summary>Begins a file. Until it is kept, it is nowhere to be found, and it goes when it is disposed of.</summary>
    IncomingFile Begin(Guid id);

    /// <summary>Settles on the disk, in one go, what was kept to be settled later: it survives the loss of power from then on.</summary>
    void Settle();

    /// <summary>Opens a kept file for reading. Throws <see cref="FileDamaged"/> where it is not there.</summary>
    Stream Open(Guid id);

    /// <summary>Removes a kept file, where there is one.</summary>
    void Remove(Guid id);

    /// <summary>
    /// Removes what nobody needs: files that were begun and that nobody writes any more, and kept ones that <paramref name="known"/> does
    /// not know. It is asked again about each while the file is held, so that one whose row is only just written stays.
    /// </summary>
    /// <returns>How many were removed.</returns>
    Task<int> SweepAsync(Func<IReadOnlyList<Guid>, Task<IReadOnlyCollection<Guid>>> known, CancellationToken cancel);
}

/// <summary>A file that is being written, held by its writer alone until it is disposed of.</summary>
public abstract class IncomingFile : IAsyncDisposable
{
    /// <summary>What was written until now; it can be read again from its beginning.</summary>
    public abstract Stream Content { get; }

    /// <summary>Keeps it: it survives the loss of power from then on. Where this fails, nothing of it is kept.</summary>
    /// <param name="later">It is settled with others, by the next <see cref="IFileStore.Settle"/>.</param>
    /// <param name="cancel">Ends it; the file is not kept then.</param>
    public abstract Task KeepAsync(bool later, CancellationToken cancel);

    public abstract ValueTask DisposeAsync();
}
