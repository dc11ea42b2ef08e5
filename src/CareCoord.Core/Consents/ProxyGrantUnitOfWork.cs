using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Patients;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Consents;

/// <summary>A grant in one transaction: loaded, let pass, changed by one act, kept with its history, and told.</summary>
internal sealed class ProxyGrantUnitOfWork
{
    private readonly ActorDb db;
    private readonly Patient patient;
    private readonly DateTimeOffset now;

    private ProxyGrantUnitOfWork(ActorDb db, ProxyGrant grant, Patient patient, DateTimeOffset now) =>
        (this.db, Grant, this.patient, this.now) = (db, grant, patient, now);

    public ProxyGrant Grant { get; }

    public string TimeZone => patient.TimeZone;

    public DateOnly Today => TimeZoneInfo.FindSystemTimeZoneById(TimeZone).DateThere(now);

    /// <summary>The grant in the version that was looked at. Throws <see cref="NotFound"/> where there is none for the asker.</summary>
    public static async Task<ProxyGrantUnitOfWork> TakeAsync(
        ActorDb db,
        AccessGate gate,
        AccessRule rule,
        Guid patientId,
        Guid grantId,
        uint version,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var grant =
            await db.Set<ProxyGrant>().FirstOrDefaultAsync(g => g.PatientId == patientId && g.Id == grantId, cancel)
            ?? throw await gate.NotThereAsync(db, rule, patientId, cancel);
        await gate.PassAsync(db, rule, patientId, "proxy_grant", grant.Id, cancel);
        db.AsSeen(grant, version);
        return new(db, grant, await db.Set<Patient>().AsNoTracking().SingleAsync(p => p.Id == patientId, cancel), now);
    }

    /// <summary>Keeps what was done, on whose word, and tells the caregiver; and the patient, where it was not themselves.</summary>
    public async Task KeepAsync(string act, PatientsWord? word, NotificationKind kind, CancellationToken cancel)
    {
        await db.SaveAsync(LostRace.Overtaken, cancel);
        var (said, on, how) = (word?.Said, word?.On, word?.How?.Snake());
        await db.ExecuteAsync(
            $"""
            insert into proxy_grant_entries
                values ({Grant.PatientId}, {Guid.CreateVersion7(now)}, {Grant.Id}, {act}, {now}, {db.Actor.AccountId},
                        {db.Actor.Hat.Snake()},
                {(int)Grant.ViewBits}, {(int)Grant.ManageBits}, {Grant.EndsAt}, {said}, {on}, {how})
            """,
            cancel
        );
        // Who can no longer see the patient would not see a notification that names them.
        Guid? named =
            kind == GrantNotifications.Suspended || kind == GrantNotifications.Ended || Grant.SuspendedAt is not null
                ? null
                : Grant.PatientId;
        await db.NotifyAsync(Grant.CaregiverAccountId, Hat.Caregiver, kind, named, Grant.Id, cancel);
        if (patient.AccountId is { } account)
            await db.NotifyAsync(account, Hat.Patient, kind, Grant.PatientId, Grant.Id, cancel);
        await db.CommitAsync(cancel);
    }
}
