using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.SavedViews;

/// <summary>Reads the views that somebody has saved.</summary>
public sealed class SavedViewQueries(RecordReader records)
{
    /// <summary>
    /// The asker's own views of a desk, by name. They show nobody's record, so that reading them is no entry of the audit.
    /// Throws <see cref="NotFound"/> for a hat that has no such desk.
    /// </summary>
    public Task<List<SavedView>> ViewsAsync(Actor actor, Desk desk, CancellationToken cancel)
    {
        actor.MustBeAt(desk);
        return records.ReadListAsync(
            actor,
            SavedViewAccess.Read,
            [SavedView.Statement(desk)],
            rows => rows.ListAsync<SavedView>(cancel),
            known: [],
            cancel
        );
    }
}
