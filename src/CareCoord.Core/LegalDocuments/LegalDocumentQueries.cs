using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.Files;
using CareCoord.Patients;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>Reads a patient's legal documents, in one round trip.</summary>
public sealed class LegalDocumentQueries(RecordReader records)
{
    /// <summary>The legal documents of a patient, those that wait first, then those in effect.</summary>
    public Task<LegalDocumentsView> DocumentsAsync(Actor actor, Guid patientId, CancellationToken cancel)
    {
        Sql[] content =
        [
            PatientBanner.Statement(patientId),
            new(LegalDocumentSql.MayReview, patientId),
            new(LegalDocumentSql.Incapacity, patientId),
            new(LegalDocumentSql.List, patientId),
        ];
        return records.ReadAsync(
            actor,
            patientId,
            LegalDocumentAccess.ReadList,
            content,
            async (rows, granted) =>
            {
                var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
                var asked = await rows.OneAsync<AskedNow>(cancel);
                return new LegalDocumentsView(
                    patient,
                    granted.MayManage(Category.LegalDocuments),
                    asked.MayReview,
                    asked.At,
                    await rows.FirstAsync<IncapacityView>(cancel),
                    await rows.ListAsync<LegalDocumentRow>(cancel)
                );
            },
            cancel
        );
    }

    /// <summary>One document. Throws <see cref="NotFound"/> where the asker may not see it.</summary>
    public Task<LegalDocumentView> DocumentAsync(Actor actor, Guid patientId, Guid documentId, CancellationToken cancel)
    {
        Sql[] content =
        [
            PatientBanner.Statement(patientId),
            new(LegalDocumentSql.MayReview, patientId),
            new(LegalDocumentSql.History, patientId, documentId),
            new(LegalDocumentSql.Readings, patientId, documentId),
            new(LegalDocumentSql.Grants, patientId, documentId),
            new(LegalDocumentSql.People, patientId),
            new(LegalDocumentSql.Former, patientId, documentId),
            new(LegalDocumentSql.One, patientId, documentId),
        ];
        return records.ReadAsync(
            actor,
            patientId,
            LegalDocumentAccess.Read,
            Subject.Of("legal_document", documentId),
            content,
            async (rows, granted) =>
            {
                var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
                var mayReview = (await rows.OneAsync<AskedNow>(cancel)).MayReview;
                var history = await rows.ListAsync<DocumentHistoryLine>(cancel);
                var readings = await rows.ListAsync<ReadingView>(cancel);
                var grants = await rows.ListAsync<GrantOnDocument>(cancel);
                var people = await rows.ListAsync<PersonWithAccount>(cancel);
                var former = await rows.ListAsync<FormerVersion>(cancel);
                var found = await rows.FirstAsync<Found>(cancel) ?? throw new NotFound();
                return new LegalDocumentView(
                    patient,
                    found.Id,
                    found.Version,
                    found.State,
                    found.Facts,
                    found.Pages,
                    found.UploadedBy,
                    found.UploadedAs,
                    found.UploadedAt,
                    found.SubmittedAt,
                    found.ReviewedBy,
                    found.ReviewedAt,
                    found.ReviewWords,
                    found.RevokedBy,
                    found.RevokeWords,
                    found.EndedAt,
                    found.SupersedesId,
                    found.SupersededById,
                    May(found, actor, granted, mayReview, readings),
                    granted.Manage & Category.Labels,
                    found.Coordinator,
                    history,
                    readings,
                    grants,
                    people,
                    former
                );
            },
            cancel
        );
    }

    /// <summary>
    /// What is needed to take pages from the asker; <paramref name="uploadId"/> is what the device calls the upload, or null.
    /// </summary>
    public Task<UploadPageView> UploadAsync(Actor actor, Guid patientId, Guid? uploadId, CancellationToken cancel) =>
        records.ReadAsync(
            actor,
            patientId,
            LegalDocumentAccess.Prepare,
            [PatientBanner.Statement(patientId), new(LegalDocumentSql.Kept, patientId, uploadId)],
            async (rows, granted) =>
                new UploadPageView(
                    await PatientBanner.ReadAsync(rows, granted, cancel),
                    granted.MayManage(Category.LegalDocuments),
                    (await rows.ListAsync<Guid>(cancel)) is [var kept, ..] ? kept : null
                ),
            cancel
        );

    /// <summary>The pages of a document, to be handed out. Throws <see cref="NotFound"/> where the asker may not see it.</summary>
    public Task<FileHandedOut> PagesAsync(Actor actor, Guid patientId, Guid documentId, CancellationToken cancel) =>
        records.ReadAsync(
            actor,
            patientId,
            LegalDocumentAccess.Fetch,
            Subject.Of("legal_document", documentId),
            [new(LegalDocumentSql.File, patientId, documentId)],
            async (rows, _) => await rows.FirstAsync<FileHandedOut>(cancel) ?? throw new NotFound(),
            cancel
        );

    private static DocumentMay May(Found found, Actor actor, Granted granted, bool mayReview, List<ReadingView> readings)
    {
        var (state, mine) = (found.State, found.IsMine);
        var manages = granted.MayManage(Category.LegalDocuments);
        var decides = actor.Hat is Hat.Patient or Hat.Caregiver or Hat.Preview;
        var waits = state is DocumentState.Submitted or DocumentState.InReview;
        return new DocumentMay(
            Change: manages && state is DocumentState.Draft or DocumentState.Returned && (mine || decides),
            Drop: manages && state == DocumentState.Draft && mine,
            Review: mayReview && waits && !mine,
            Revoke: manages && decides && (waits || state is DocumentState.Returned or DocumentState.Accepted),
            Remind: mayReview && state == DocumentState.Accepted && readings.Any(reading => reading.ConfirmedAt is null),
            Confirm: actor.Hat == Hat.Provider
                && readings.Any(reading => reading.AccountId == actor.AccountId && reading.ConfirmedAt is null),
            Amend: manages
                && (
                    state == DocumentState.Accepted
                        ? mayReview && !mine
                        : waits && (mine || mayReview || actor.Hat is Hat.Patient or Hat.Caregiver)
                )
        );
    }

    private sealed record AskedNow(bool MayReview, DateTimeOffset At);

    private sealed record Found(
        Guid Id,
        uint Version,
        DocumentState State,
        DocumentFacts Facts,
        DocumentPages Pages,
        string UploadedBy,
        Hat UploadedAs,
        bool IsMine,
        DateTimeOffset UploadedAt,
        DateTimeOffset? SubmittedAt,
        string? ReviewedBy,
        DateTimeOffset? ReviewedAt,
        string? ReviewWords,
        string? RevokedBy,
        string? RevokeWords,
        DateTimeOffset? EndedAt,
        Guid? SupersedesId,
        Guid? SupersededById,
        string? Coordinator
    );
}
