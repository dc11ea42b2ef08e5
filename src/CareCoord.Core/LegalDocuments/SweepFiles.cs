using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Files;

namespace CareCoord.LegalDocuments;

/// <summary>
/// Removes what nothing points at: drafts of a month ago, rows of files without a document, and files without a row, such as a process leaves behind that
/// was killed in the middle of an upload.
/// </summary>
public sealed class SweepFiles(ActorDbs databases, FileVault vault, TimeProvider clock)
{
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);

    /// <summary>How many files were removed.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        await using (var db = await databases.OpenAsync(Actor.Portal, cancel))
        {
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
