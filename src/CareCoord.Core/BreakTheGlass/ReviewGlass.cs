using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.BreakTheGlass;

/// <summary>What an administrator finds; <paramref name="Seen"/> is when it was reviewed last as they saw it, null for not yet.</summary>
public sealed record GlassReviewed(Guid GlassId, GlassVerdict Verdict, string? Note, DateTimeOffset? Seen);

/// <summary>Settles a broken glass as justified, or marks it to follow up, after which it can be reviewed again.</summary>
public sealed class ReviewGlass(ActorDbs databases)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> for anyone but an administrator, <see cref="RuleBroken"/> where they broke it themselves, where
    /// somebody else reviewed it meanwhile, or where a note is missing.
    /// </summary>
    public async Task RunAsync(Actor asker, GlassReviewed request, CancellationToken cancel)
    {
        var note = BrokenGlass.Text(request.Note) is { Length: > 0 } written ? written : null;
        await using var db = await databases.OpenAsync(asker, cancel);
        if (!await db.AnswerAsync<bool>($"""select app.wears(array['administrator']) as "Value" """, cancel))
        {
            await db.AuditAsync(AccessGate.Refused, [], "broken-glass", request.GlassId, cancel);
            await db.CommitAsync(cancel);
            throw new NotFound();
        }

        if (!Enum.IsDefined(request.Verdict))
            throw new RuleBroken(BrokenGlass.VerdictMissing);
        if (request.Verdict == GlassVerdict.ToFollowUp && note is null)
            throw new RuleBroken(BrokenGlass.NoteMissing);
        if (note?.Length > BrokenGlass.LongestText)
            throw new RuleBroken(BrokenGlass.TextTooLong);

        var outcome = await db.AskAsync<string?>(
            $"""
            select app.review_glass({request.GlassId}, {request.Verdict.Snake()}, {note}::text,
                                    {request.Seen?.ToUniversalTime()}::timestamptz) as "Value"
            """,
            cancel
        );
        switch (outcome.Single())
        {
            case "reviewed":
                await db.CommitAsync(cancel);
                break;
            case "own":
                throw new RuleBroken("You broke this glass yourself. Another administrator reviews it.");
            case "changed":
                throw new RuleBroken("Somebody reviewed this in the meantime. Open it again to see what they found.");
            default:
                throw new NotFound();
        }
    }
}
