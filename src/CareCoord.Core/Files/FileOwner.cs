using CareCoord.Access;
using CareCoord.Data;

namespace CareCoord.Files;

/// <summary>A feature whose entries refer to files: what it does with them beside what becomes of every file.</summary>
public abstract class FileOwner
{
    /// <summary>The part of the record in which its files are.</summary>
    public abstract Category Part { get; }

    /// <summary>Lets go of what nobody wants any more, before the files that nothing refers to are swept.</summary>
    public virtual Task LetGoAsync(ActorDb db, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>
    /// Tells whom it concerns, and the audit, that the scanner found one of its files harmful, in the transaction that keeps the finding.
    /// </summary>
    public abstract Task FoundHarmfulAsync(ActorDb db, StoredFile file, CancellationToken cancel);
}
