using CareCoord.Access;
using CareCoord.Files;
using CareCoord.Patients;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>One page of a document, to be looked at.</summary>
public sealed record DocumentPageView(
    PatientBanner Patient,
    DocumentKind Kind,
    DocumentState State,
    int Page,
    int Pages,
    FileHandedOut File
);

/// <summary>Opens pages of legal documents to be looked at; a page and its picture are one opening in the audit.</summary>
public sealed class DocumentPageQueries(RecordReader records)
{
    private const string File = $"""
        select d.kind, d.state, f.pages, {FileHandedOut.ColumnsOut}
        from legal_documents d join files f on f.patient_id = d.patient_id and f.id = d.file_id
        where d.patient_id = $1 and d.id = $2 and $3 between 1 and f.pages
        """;

    /// <summary>
    /// The page with what surrounds it. Throws <see cref="NotFound"/> where the asker may not see the document, or it has no such page.
    /// </summary>
    public Task<DocumentPageView> PageAsync(Actor actor, Guid patientId, Guid documentId, int number, CancellationToken cancel) =>
        records.ReadAsync(
            actor,
            patientId,
            Open(patientId, documentId, number, picture: false),
            [PatientBanner.Statement(patientId), new(File, patientId, documentId, number)],
            async (rows, granted) =>
            {
                var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
                var found = await rows.FirstAsync<Found>(cancel) ?? throw new NotFound();
                return new DocumentPageView(patient, found.Kind, found.State, number, found.Pages, found.Out);
            },
            cancel
        );

    /// <summary>The file of which a page is drawn. Throws <see cref="NotFound"/> as <see cref="PageAsync"/> does.</summary>
    public Task<FileHandedOut> PictureAsync(Actor actor, Guid patientId, Guid documentId, int number, CancellationToken cancel) =>
        records.ReadAsync(
            actor,
            patientId,
            Open(patientId, documentId, number, picture: true),
            [new(File, patientId, documentId, number)],
            async (rows, _) => (await rows.FirstAsync<Found>(cancel))?.Out ?? throw new NotFound(),
            cancel
        );

    private static Sql Open(Guid patientId, Guid documentId, int number, bool picture) =>
        FilePage.Open(LegalDocumentAccess.ReadPage, patientId, "legal_document", documentId, number, picture);

    private sealed record Found(DocumentKind Kind, DocumentState State, int Pages, FileHandedOut Out);
}
