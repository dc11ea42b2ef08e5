using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Absences;

/// <summary>
/// Who may plan whose absences and choose whose deputy: coordinators and providers their own, an administrator anybody's.
/// </summary>
internal static class AbsenceAccess
{
    public static readonly AuditedAction Read = new("absences.read", "looked at who is away");
    public static readonly AuditedAction ReadDeputy = new("deputy.read", "looked up a deputy");
    public static readonly AuditedAction Plan = new("absence.planned", "planned an absence");
    public static readonly AuditedAction Shorten = new("absence.shortened", "shortened an absence");
    public static readonly AuditedAction End = new("absence.ended", "ended an absence");
    public static readonly AuditedAction ChooseDeputy = new("deputy.chosen", "chose a standing deputy");
    public static readonly AuditedAction RemoveDeputy = new("deputy.removed", "took back the choice of a standing deputy");
    public static readonly AuditedAction StandIn = new(
        "stand-in.given",
        "let a coordinator’s deputy see the record, because something was late"
    );

    /// <summary>Whether this hat has patients, and so somebody to stand in with.</summary>
    public static bool HasPatients(Hat hat) => hat is Hat.Coordinator or Hat.Provider;

    /// <summary>Whether the asker looks after the absences of this account under this hat.</summary>
    public static bool MayLookAfter(Actor asker, Guid account, Hat hat) =>
        HasPatients(hat) && (asker.Hat == Hat.Administrator || (asker.AccountId == account && asker.Hat == hat));

    /// <summary>
    /// Lets a write pass and writes it to the audit; throws <see cref="NotFound"/>, and keeps that somebody tried, where it is not theirs.
    /// </summary>
    public static async Task PassAsync(
        ActorDb db,
        AuditedAction action,
        Guid account,
        Hat hat,
        string kind,
        Guid subject,
        CancellationToken cancel
    )
    {
        var may = MayLookAfter(db.Actor, account, hat);
        await db.AuditAsync(may ? action : AccessGate.Refused, [], kind, subject, cancel);
        if (may)
            return;
        await db.CommitAsync(cancel);
        throw new NotFound();
    }

    /// <summary>Demands that the deputy wears the hat, and that no administrator opens records to themselves.</summary>
    public static async Task DemandFitAsync(ActorDb db, Guid account, Hat hat, Guid deputy, CancellationToken cancel)
    {
        if (db.Actor.Hat == Hat.Administrator && deputy == db.Actor.AccountId)
            throw new RuleBroken("As an administrator you cannot make yourself the deputy. Choose somebody else.");
        var wearers = await db.Set<AccountHat>().CountAsync(h => h.Hat == hat && (h.AccountId == account || h.AccountId == deputy), cancel);
        if (account != deputy && wearers < 2)
            throw new RuleBroken("Choose a deputy from the list: somebody who does the same work.");
    }
}
