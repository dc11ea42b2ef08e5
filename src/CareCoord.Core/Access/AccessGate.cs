using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Access;

/// <summary>
/// Decides who may do what with a patient's record. Readings pass it inside their batch (<see cref="RecordReader"/>);
/// a write passes it here, in its own transaction, and is audited by it.
/// </summary>
public sealed class AccessGate
{
    /// <summary>Somebody asked for what they may not see or do.</summary>
    public static readonly AuditedAction Refused = new("access.refused", "was refused");

    /// <summary>
    /// Lets a write on one patient pass and writes it to the audit in the write's transaction. Throws <see cref="NotFound"/> where the
    /// asker may not see the record, <see cref="RuleBroken"/> where they see it but may not do this.
    /// </summary>
    public Task PassAsync(ActorDb db, AccessRule rule, Guid patientId, string subjectKind, Guid subjectId, CancellationToken cancel) =>
        PassAsync(db, rule, [patientId], subjectKind, subjectId, cancel);

    /// <summary>
    /// Lets one write on many patients pass, with one entry of the audit about all of them. What stands against one of them stands against
    /// all.
    /// </summary>
    public async Task PassAsync(ActorDb db, AccessRule rule, Guid[] patients, string subjectKind, Guid subjectId, CancellationToken cancel)
    {
        var all = await db.Set<PatientAccess>().AsNoTracking().Where(a => patients.Contains(a.PatientId)).ToListAsync(cancel);
        foreach (var patientId in patients)
        {
            var access = all.Where(a => a.PatientId == patientId).ToList();
            var view = access.Aggregate(Category.None, (bits, a) => bits | a.ViewBits);
            var manage = access
                .Where(a => rule.Only is null || a.Basis == rule.Only)
                .Aggregate(Category.None, (bits, a) => bits | a.ManageBits);

            if (access.Count == 0 || (view & rule.View) != rule.View)
                throw await NotThereAsync(db, rule, patientId, cancel);

            if ((manage & rule.Manage) != rule.Manage || (rule.Hats.Length > 0 && !rule.Hats.Contains(db.Actor.Hat)))
            {
                await RefusedAsync(db, rule, patientId, cancel);
                throw new RuleBroken(
                    db.Actor.Hat == Hat.Preview
                        ? ActorDb.OnlyLooks
                        : "You can read this, but not change it. Ask the patient or their coordinator if you should be able to."
                );
            }
        }

        await db.AuditAsync(rule, patients, subjectKind, subjectId, cancel);
    }

    /// <summary>Keeps that somebody asked for what is not there for them, and answers as if it never was.</summary>
    public async Task<NotFound> NotThereAsync(ActorDb db, AccessRule rule, Guid patientId, CancellationToken cancel)
    {
        await RefusedAsync(db, rule, patientId, cancel);
        return new NotFound();
    }

    // The refusal is kept although the write is not: everything before it in the transaction was reading.
    private static async Task RefusedAsync(ActorDb db, AccessRule rule, Guid patientId, CancellationToken cancel)
    {
        await db.AuditRefusalAsync(rule, patientId, cancel);
        await db.CommitAsync(cancel);
    }
}
