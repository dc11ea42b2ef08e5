using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.LegalDocuments;

/// <summary>One page of a document, to be looked at.</summary>
public sealed record DocumentPageView(PatientBanner Patient, DocumentKind Kind, DocumentState State, int Page, int Pages, PagesHandedOut File);

/// <summary>Opens pages of legal documents to be looked at; a page and its picture are one opening in the audit.</summary>
public sealed class DocumentPageQueries(RecordReader records)
{
    private const string OpenPage = "select view_bits as view, manage_bits as manage from app.open_page($1, $2, $3, $4)";

    private const string File =
        """
        select f.id, f.sha256, f.size, f.key_id, f.wrapped_key, f.name, f.media_type, f.scan, f.pages, d.kind, d.state
        from legal_documents d join document_files f on f.patient_id = d.patient_id and f.id = d.file_id
        where d.patient_id = $1 and d.id = $2 and $3 between 1 and f.pages
        """;

    /// <summary>The page with what surrounds it. Throws <see cref="NotFound"/> where the asker may not see the document, or it has no such page.</summary>
    public Task<DocumentPageView> PageAsync(Actor actor, Guid patientId, Guid documentId, int number, CancellationToken cancel) =>
        records.ReadAsync(actor, patientId, new Sql(OpenPage, patientId, documentId, number, false), [PatientBanner.Statement(patientId), new(File, patientId, documentId, number)],
            async (rows, granted) =>
            {
                var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
                return await rows.FirstAsync(r => new DocumentPageView(patient, r.Word<DocumentKind>(9), r.Word<DocumentState>(10), number, r.GetInt32(8), Read(r)), cancel) ?? throw new NotFound();
            }, cancel);

    /// <summary>The file of which a page is drawn. Throws <see cref="NotFound"/> as <see cref="PageAsync"/> does.</summary>
    public Task<PagesHandedOut> PictureAsync(Actor actor, Guid patientId, Guid documentId, int number, CancellationToken cancel) =>
        records.ReadAsync(actor, patientId, new Sql(OpenPage, patientId, documentId, number, true), [new(File, patientId, documentId, number)],
            async (rows, _) => await rows.FirstAsync(Read, cancel) ?? throw new NotFound(), cancel);

    internal static PagesHandedOut Read(NpgsqlDataReader r) => new(
        new(r.GetGuid(0), r.GetFieldValue<byte[]>(1), r.GetInt64(2), r.GetString(3), r.GetFieldValue<byte[]>(4)), r.GetString(5), r.GetString(6), r.Word<ScanState>(7));
}
