using System.Text.RegularExpressions;
using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.SavedViews;

/// <summary>The columns of a desk, as somebody has arranged them.</summary>
public sealed record ColumnsKept(Desk Desk, string Columns);

/// <summary>Keeps how somebody has arranged the columns of a desk.</summary>
public sealed partial class KeepColumns(ActorDbs databases, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> for a hat that has no such desk, <see cref="RuleBroken"/> where it is no arrangement of columns.
    /// </summary>
    public async Task RunAsync(Actor asker, ColumnsKept request, CancellationToken cancel)
    {
        asker.MustBeAt(request.Desk);
        if (request.Columns.Length > KeptColumns.Length || !Arrangement().IsMatch(request.Columns))
            throw new RuleBroken("These columns cannot be kept. Open the desk again, and choose them there.");
        var (desk, hat, now) = (request.Desk.Snake(), asker.Hat.Snake(), clock.GetUtcNow());
        await using var db = await databases.OpenAsync(asker, cancel);
        var kept = await db.ExecuteAsync(
            $"""
            insert into kept_columns
            select h.account_id, h.hat, {desk}, {request.Columns}, {now} from account_hats h
            where h.account_id = {asker.AccountId} and h.hat = {hat}
            on conflict (account_id, hat, desk) do update set columns = excluded.columns, kept_at = excluded.kept_at
            """,
            cancel
        );
        if (kept == 0)
            throw new NotFound();
        await db.AuditAsync(SavedViewAccess.KeepColumns, [], "account", asker.AccountId, cancel);
        await db.CommitAsync(cancel);
    }

    [GeneratedRegex(@"^[a-z]+:[0-9]{1,2}(?: [a-z]+:[0-9]{1,2})*\z")]
    private static partial Regex Arrangement();
}
