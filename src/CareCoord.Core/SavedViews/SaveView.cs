using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.SavedViews;

/// <summary>
/// A view of a desk to keep; <paramref name="Query"/> is what the desk's address says, with or without its question mark.
/// </summary>
public sealed record ViewSaved(Desk Desk, [property: Sentence("Give the view a name.", SavedView.NameLength)] string Name, string? Query);

/// <summary>Keeps a view of a desk under a name; a view of the same name, in large or small letters, is replaced.</summary>
public sealed class SaveView(ActorDbs databases, TimeProvider clock)
{
    /// <summary>Throws <see cref="NotFound"/> for a hat that has no such desk, <see cref="RuleBroken"/> where it cannot be kept.</summary>
    public async Task RunAsync(Actor asker, ViewSaved request, CancellationToken cancel)
    {
        Checked.Of(request);
        asker.MustBeAt(request.Desk);
        var query = request.Desk.Query(request.Query);
        var (desk, hat, name) = (request.Desk.Snake(), asker.Hat.Snake(), OneLine.Of(request.Name));
        await using var db = await databases.OpenAsync(asker, cancel);
        var others = await db.AnswerAsync<int>(
            $"select count(*)::integer as \"Value\" from saved_views where desk = {desk} and lower(name) <> lower({name})",
            cancel
        );
        if (others >= SavedView.Most)
            throw new RuleBroken($"You have saved {SavedView.Most} views, which is the most. Remove one first.");
        var now = clock.GetUtcNow();
        var added = Guid.CreateVersion7(now);
        var kept = await db.ExecuteAsync(
            $"""
            insert into saved_views
            select {added}, h.account_id, h.hat, {desk}, {name}, {query}, {now} from account_hats h
            where h.account_id = {asker.AccountId} and h.hat = {hat}
            on conflict (account_id, hat, desk, lower(name)) do update set name = excluded.name, query = excluded.query
            """,
            cancel
        );
        if (kept == 0)
            throw new NotFound();
        var id = await db.AnswerAsync<Guid>(
            $"select id as \"Value\" from saved_views where desk = {desk} and lower(name) = lower({name})",
            cancel
        );
        await db.AuditAsync(SavedViewAccess.Save, [], "saved_view", id, cancel);
        await db.CommitAsync(cancel);
    }
}
