using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.BreakTheGlass;

/// <summary>Says why the asker needs the record of a person whom they found.</summary>
public sealed record GlassToBreak(Guid PatientId, GlassReason Kind, string Reason);

/// <summary>
/// Opens a record to somebody without a relationship, for reading and for 4 hours. The patient, their coordinator and every
/// administrator are told in the same transaction.
/// </summary>
public sealed class BreakGlass(ActorDbs databases, AccessGate gate)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where the asker did not find this person by a search of the last 15 minutes, or is not clinical.
    /// Throws <see cref="RuleBroken"/> where they may open the record already, or gave no reason.
    /// </summary>
    public async Task RunAsync(Actor asker, GlassToBreak request, CancellationToken cancel)
    {
        var reason = BrokenGlass.Text(request.Reason);
        if (!BrokenGlass.SaysWhy(reason))
            throw new RuleBroken(BrokenGlass.ReasonTooShort);
        if (reason.Length > BrokenGlass.LongestText)
            throw new RuleBroken(BrokenGlass.TextTooLong);
        if (!Enum.IsDefined(request.Kind))
            throw new RuleBroken(BrokenGlass.KindMissing);

        await using var db = await databases.OpenAsync(asker, cancel);
        var broken = await db.AskAsync<Guid?>(
            $"""select app.break_glass({request.PatientId}, {request.Kind.Snake()}, {reason}) as "Value" """,
            cancel
        );
        if (broken is [null])
            throw await RefusedAsync(db, request.PatientId, cancel);
        await db.CommitAsync(cancel);
    }

    private async Task<Exception> RefusedAsync(ActorDb db, Guid patientId, CancellationToken cancel)
    {
        if (!await db.Set<PatientAccess>().AnyAsync(a => a.PatientId == patientId, cancel))
            return await gate.NotThereAsync(db, GlassAccess.Break, patientId, cancel);
        await db.AuditRefusalAsync(GlassAccess.Break, patientId, cancel);
        await db.CommitAsync(cancel);
        return new RuleBroken("You already have access to this record. Open it; there is no glass to break.");
    }
}
