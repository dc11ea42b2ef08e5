using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Patients;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.LegalDocuments;

/// <summary>Why somebody has to do with a patient's legal documents.</summary>
internal enum DocumentPart
{
    Patient,
    Coordinator,
    Provider,
    Proxy,
}

/// <summary>Who has to do with a patient's legal documents, and telling them.</summary>
internal static class DocumentPeople
{
    /// <summary>
    /// Tells these parts, and whoever handed the document in, each once. Nobody is told of what they did themselves, and no caregiver of
    /// what they do not see.
    /// </summary>
    public static async Task NotifyAsync(
        this ActorDb db,
        LegalDocument document,
        NotificationKind kind,
        bool uploader,
        CancellationToken cancel,
        params DocumentPart[] parts
    )
    {
        var all = await db.PeopleAsync(document.PatientId, document.Labels, cancel);
        var people = all.Where(person => parts.Contains(person.Part)).Select(person => (person.Account, person.Hat));
        if (uploader && (document.UploadedAs != Hat.Caregiver || all.Exists(person => person.Account == document.UploadedBy)))
            people = people.Prepend((document.UploadedBy, document.UploadedAs));
        await db.NotifyAsync(
            [
                .. people
                    .DistinctBy(person => person.Item1)
                    .Select(person => new NotificationDraft(person.Item1, person.Item2, kind, document.PatientId, document.Id)),
            ],
            cancel
        );
    }

    /// <summary>All of them at this moment; of the proxies, those who see what carries these labels.</summary>
    public static async Task<List<(Guid Account, Hat Hat, DocumentPart Part)>> PeopleAsync(
        this ActorDb db,
        Guid patientId,
        Category labels,
        CancellationToken cancel
    )
    {
        var people = await db.AskAsync<Person>(
            $"select account_id as \"AccountId\", hat as \"Hat\", part as \"Part\" from app.document_people({patientId}, {(int)labels})",
            cancel
        );
        return people.ConvertAll(person =>
            (person.AccountId, SnakeCaseNames.FromSnake<Hat>(person.Hat), SnakeCaseNames.FromSnake<DocumentPart>(person.Part))
        );
    }

    /// <summary>
    /// Tells every administrator that a document waits for a reviewer; they see nothing of the record, so the patient is not named.
    /// </summary>
    public static Task NotifyAdministratorsAsync(this ActorDb db, Guid documentId, CancellationToken cancel) =>
        db.ExecuteAsync(
            $"""
            select app.add_notification(h.account_id, 'administrator', {LegalDocumentNotifications.NeedsReviewer.Name}, {(Guid?)null}::uuid,
                                        {documentId})
            from account_hats h where h.hat = 'administrator'
            """,
            cancel
        );

    /// <summary>Today, where the patient lives.</summary>
    public static async Task<DateOnly> TodayOfAsync(this ActorDb db, Guid patientId, DateTimeOffset now, CancellationToken cancel) =>
        TimeZoneInfo
            .FindSystemTimeZoneById(await db.Set<Patient>().Where(p => p.Id == patientId).Select(p => p.TimeZone).SingleAsync(cancel))
            .DateThere(now);

    private sealed record Person(Guid AccountId, string Hat, string Part);
}
