using System.ComponentModel.DataAnnotations;
using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Files;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CareCoord.LegalDocuments;

/// <summary>Pages that were received and kept: of a new document, or in the place of those of <paramref name="DocumentId"/>.</summary>
/// <param name="UploadId">What the device calls this upload: the same again changes nothing.</param>
public sealed record DocumentUploaded(
    Guid PatientId,
    Guid? DocumentId,
    Guid UploadId,
    [property: EnumDataType(typeof(DocumentKind), ErrorMessage = "Choose what it is.")] DocumentKind Kind,
    FileReceived Pages
);

/// <summary>The document that has the pages now; the received file itself is not needed where the same bytes were here.</summary>
public sealed record DocumentKept(Guid DocumentId, bool FileIsNeeded);

/// <summary>
/// Takes the pages of a legal document: it is a draft until it is handed in. The same bytes are kept once for those who see where they are
/// already. Whoever does not see it learns nothing: theirs are kept as if they were new.
/// </summary>
public sealed class UploadLegalDocument(ActorDbs databases, AccessGate gate, FileQuota quota, TimeProvider clock)
{
    private const int Times = 3;
    private const long Turn = 18;

    /// <summary>
    /// Throws <see cref="NotFound"/> where the asker may not see the patient's documents, <see cref="RuleBroken"/> where they may not add
    /// to them.
    /// </summary>
    public async Task<DocumentKept> RunAsync(Actor asker, DocumentUploaded request, CancellationToken cancel)
    {
        Checked.Of(request);
        for (var time = 1; ; time++)
        {
            try
            {
                return await OnceAsync(asker.Toward(request.PatientId), request, cancel);
            }
            catch (DbUpdateException race) when (race.SqlState() == PostgresErrorCodes.UniqueViolation && time < Times)
            {
                // The same upload came a second time in the same moment: now it is there.
            }
            catch (DbUpdateException race) when (race.SqlState() == PostgresErrorCodes.UniqueViolation)
            {
                throw new RuleBroken("These pages could not be kept. Ask the care coordinator to take them.");
            }
        }
    }

    private async Task<DocumentKept> OnceAsync(Actor asker, DocumentUploaded request, CancellationToken cancel)
    {
        var (patient, now) = (request.PatientId, clock.GetUtcNow());
        await using var db = await databases.OpenAsync(asker, cancel);
        var documents = db.Set<LegalDocument>().Where(d => d.PatientId == patient);
        var before = request.DocumentId is { } id
            ? await documents.SingleOrDefaultAsync(d => d.Id == id, cancel)
                ?? throw await gate.NotThereAsync(db, LegalDocumentAccess.Upload, patient, cancel)
            : null;
        await gate.PassAsync(db, LegalDocumentAccess.Upload, patient, "legal_document", before?.Id ?? request.UploadId, cancel);
        // One after another for a patient. A constraint would also tell whom it must not that the same bytes are here.
        await db.ExecuteAsync($"select pg_advisory_xact_lock(hashtextextended({patient.ToString()}, {Turn}))", cancel);
        if (
            await documents
                .Where(d => d.UploadedBy == asker.AccountId && d.UploadId == request.UploadId)
                .Select(d => (Guid?)d.Id)
                .SingleOrDefaultAsync(cancel) is
            { } same
        )
            return new(same, false);

        var known = await db.Set<StoredFile>()
            .Where(f => f.PatientId == patient && f.Part == Category.LegalDocuments && f.Sha256 == request.Pages.File.Sha256)
            .Where(f => f.UploadedBy == asker.AccountId || documents.Any(d => d.FileId == f.Id))
            .OrderBy(f => f.Id)
            .FirstOrDefaultAsync(cancel);
        var room = await FileRoom.DemandAsync(db, quota, patient, known is null ? request.Pages.File.Size : 0, cancel);
        if (
            before is null
            && await documents.CountAsync(d => d.UploadedBy == asker.AccountId && d.State == DocumentState.Draft, cancel) >= quota.Drafts
        )
            throw new RuleBroken(
                $"You have {quota.Drafts} documents here that are not handed in. Hand some in or remove them, and then add this one."
            );
        var file = known ?? new StoredFile(patient, Category.LegalDocuments, Category.None, request.Pages, room, asker.AccountId, now);
        if (known is null)
            db.Set<StoredFile>().Add(file);
        else if (
            before is null
            && await documents.AnyAsync(
                d =>
                    d.FileId == known.Id
                    && d.Kind == request.Kind
                    && d.UploadedBy != asker.AccountId
                    && (d.State == DocumentState.Submitted || d.State == DocumentState.InReview || d.State == DocumentState.Accepted),
                cancel
            )
        )
            throw new RuleBroken("These very pages have been handed in already. Look at the list of documents.");

        var document = before;
        if (document is null)
            db.Set<LegalDocument>().Add(document = LegalDocument.Draft(file, request.Kind, request.UploadId, asker, now));
        else
            document.ReplacePages(file, request.UploadId, asker, now);
        await db.SaveAsync(cancel);
        await db.CommitAsync(cancel);
        return new(document.Id, known is null);
    }
}
