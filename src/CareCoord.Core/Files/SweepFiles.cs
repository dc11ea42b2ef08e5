using CareCoord.Access;
using CareCoord.Data;

namespace CareCoord.Files;

/// <summary>
/// Removes what nothing refers to. First goes what its owners let go of, then rows of files, then files without a row. A process that is
/// killed in the middle of an upload leaves such files behind.
/// </summary>
public sealed class SweepFiles(ActorDbs databases, FileVault vault, IEnumerable<FileOwner> owners, TimeProvider clock)
{
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);

    /// <summary>How many files were removed.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        await using (var db = await databases.OpenAsync(Actor.Portal, cancel))
        {
            foreach (var owner in owners)
                await owner.LetGoAsync(db, cancel);
            await db.AnswerAsync<Guid[]>($"select app.drop_unused_files({clock.GetUtcNow() - Young}) as \"Value\"", cancel);
            await db.CommitAsync(cancel);
        }

        return await vault.SweepAsync(KnownAsync, cancel);

        async Task<IReadOnlyCollection<Guid>> KnownAsync(IReadOnlyList<Guid> ids)
        {
            await using var db = await databases.OpenAsync(Actor.Portal, cancel);
            return (await db.AnswerAsync<Guid[]>($"select app.files_known({ids.ToArray()}) as \"Value\"", cancel)).ToHashSet();
        }
    }
}
