using System.ComponentModel.DataAnnotations;
using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Caseloads;

/// <summary>Patients of the asker's own caseload, who get another coordinator.</summary>
public sealed record PatientsHandedOver(
    [property:
        MinLength(1, ErrorMessage = "Choose at least one patient."),
        MaxLength(PatientsHandedOver.Most, ErrorMessage = "Choose at most 2,000 patients at once.")
    ]
        IReadOnlyList<Guid> Patients,
    Guid To
)
{
    public const int Most = 2000;
}

/// <summary>
/// Hands patients to another coordinator, all of them or none, in one transaction. The caseload, the place on the care team with what it
/// owns and leads, and the care tasks (<see cref="CaseloadDuties"/>) go with them.
/// </summary>
public sealed class HandOverPatients(ActorDbs databases, AccessGate gate, IEnumerable<CaseloadDuties> duties, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where none of them is or was there for the asker. Throws <see cref="RuleBroken"/> where one of them is
    /// not on their own caseload (any more).
    /// </summary>
    public async Task RunAsync(Actor asker, PatientsHandedOver request, CancellationToken cancel)
    {
        Checked.Of(request);
        var patients = request.Patients.Distinct().Order().ToArray();
        await using var db = await databases.OpenAsync(asker, cancel);
        await HoldAsync(db, patients, gate, cancel);
        await gate.PassAsync(db, CaseloadAccess.HandOver, patients, "account", request.To, cancel);
        if (request.To == asker.AccountId)
            throw new RuleBroken("They are on your caseload already. Choose another coordinator.");
        if (!await db.Set<AccountHat>().AnyAsync(h => h.AccountId == request.To && h.Hat == Hat.Coordinator, cancel))
            throw new RuleBroken("Only a care coordinator can take them over. Choose one from the list.");

        var now = clock.GetUtcNow();
        foreach (var duty in duties)
            await duty.MoveAsync(db, patients, request.To, now, cancel);
        await NotifyAsync(db, patients, request.To, cancel);
        // From here on the patients are hidden from whoever handed them over.
        await db.ExecuteAsync($"select app.hand_over({patients}, {request.To})", cancel);
        await db.CommitAsync(cancel);
    }

    // Whoever hands over the same people in the same moment waits here, and finds that they are gone.
    private static async Task HoldAsync(ActorDb db, Guid[] patients, AccessGate gate, CancellationToken cancel)
    {
        var held = await db.AnswerAsync<Guid[]>($"select app.hold_caseload({patients}) as \"Value\"", cancel);
        if (held.Length == patients.Length)
            return;
        var missing = patients.Except(held).ToList();
        if (
            held.Length == 0
            && !await db.Set<PatientAccess>().AnyAsync(a => patients.Contains(a.PatientId), cancel)
            && !await db.AnswerAsync<bool>($"select app.coordinated({patients}) as \"Value\"", cancel)
        )
            throw await gate.NotThereAsync(db, CaseloadAccess.HandOver, missing[0], cancel);
        await db.AuditRefusalAsync(CaseloadAccess.HandOver, missing[0], cancel);
        await db.CommitAsync(cancel);
        throw new RuleBroken(
            patients.Length == 1
                ? "This person is not on your own caseload any more, so nothing was handed over. Open your caseload to see who is."
                : $"{missing.Count} of these {patients.Length} people {(missing.Count == 1 ? "is" : "are")} not on your own caseload "
                    + "any more, so nobody was handed over. Open your caseload and choose again."
        );
    }

    private static async Task NotifyAsync(ActorDb db, Guid[] patients, Guid to, CancellationToken cancel)
    {
        await db.NotifyAsync(
            to,
            Hat.Coordinator,
            CaseloadNotifications.HandedOver,
            patients.Length == 1 ? patients[0] : null,
            null,
            cancel
        );
        await db.ExecuteAsync(
            $"""
            select app.add_notification(p.account_id, {Hat.Patient.Snake()}, {CaseloadNotifications.HandedOver.Name}, p.id,
                                        {(Guid?)null}::uuid)
            from patients p where p.id = any ({patients}) and p.account_id is not null
            """,
            cancel
        );
    }
}
