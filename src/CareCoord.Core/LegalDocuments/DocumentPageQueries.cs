using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>One page of a document, to be looked at.</summary>
public sealed record DocumentPageView(PatientBanner Patient, DocumentKind Kind, DocumentState State, int Page, int Pages, PagesHandedOut File);

/// <summary>Opens pages of legal documents to be looked at; a page and its picture are one opening in the audit.</summary>
public sealed class DocumentPageQueries(RecordReader records)
{
    private const string OpenPage = "select view_bits as view, manage_bits as manage from app.open_page($1, $2, $3, $4)";

    private const string File =
        """
        select d.kind, d.state, f.pages, f.id as out_file_id, f.sha256 as out_file_sha256, f.size as out_file_size, f.key_id as out_file_key_id,
               f.wrapped_key as out_file_wrapped_key, f.name as out_name, f.media_type as out_media_type, f.scan as out_scan
        from legal_documents d join document_files f on f.patient_id = d.patient_id and f.id = d.file_id
        where d.patient_id = $1 and d.id = $2 and $3 between 1 and f.pages
        """;

    /// <summary>The page with what surrounds it. Throws <see cref="NotFound"/> where the asker may not see the document, or it has no such page.</summary>
    public Task<DocumentPageView> PageAsync(Actor actor, Guid patientId, Guid documentId, int number, CancellationToken cancel) =>
        records.ReadAsync(actor, patientId, new Sql(OpenPage, patientId, documentId, number, false), [PatientBanner.Statement(patientId), new(File, patientId, documentId, number)],
            async (rows, granted) =>
            {
                var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
                var found = await rows.FirstAsync<Found>(cancel) ?? throw new NotFound();
                return new DocumentPageView(patient, found.Kind, found.State, number, found.Pages, found.Out);
            }, cancel);

    /// <summary>The file of which a page is drawn. Throws <see cref="NotFound"/> as <see cref="PageAsync"/> does.</summary>
    public Task<PagesHandedOut> PictureAsync(Actor actor, Guid patientId, Guid documentId, int number, CancellationToken cancel) =>
        records.ReadAsync(actor, patientId, new Sql(OpenPage, patientId, documentId, number, true), [new(File, patientId, documentId, number)],
            async (rows, _) => (await rows.FirstAsync<Found>(cancel))?.Out ?? throw new NotFound(), cancel);

    private sealed record Found(DocumentKind Kind, DocumentState State, int Pages, PagesHandedOut Out);
}
