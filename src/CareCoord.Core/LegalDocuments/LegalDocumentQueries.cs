using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.LegalDocuments;

/// <summary>Reads a patient's legal documents, in one round trip.</summary>
public sealed class LegalDocumentQueries(RecordReader records)
{
    /// <summary>The legal documents of a patient, those that wait first, then those in effect.</summary>
    public Task<LegalDocumentsView> DocumentsAsync(Actor actor, Guid patientId, CancellationToken cancel)
    {
        Sql[] content =
        [
            PatientBanner.Statement(patientId), new(LegalDocumentSql.MayReview, patientId), new(LegalDocumentSql.Incapacity, patientId), new(LegalDocumentSql.List, patientId),
        ];
        return records.ReadAsync(actor, patientId, LegalDocumentAccess.ReadList, content, async (rows, granted) =>
        {
            var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
            await rows.ReadAsync(cancel);
            var (mayReview, at) = (rows.GetBoolean(0), rows.Time(1));
            await rows.NextResultAsync(cancel);
            var incapacity = await rows.FirstAsync(r => new IncapacityView(r.GetGuid(0), r.Time(1), r.Maybe<DateTimeOffset>(2), r.GetString(3), r.GetString(4)), cancel);
            return new LegalDocumentsView(patient, granted.MayManage(Category.LegalDocuments), mayReview, at, incapacity, await rows.ListAsync(ReadRow, cancel));
        }, cancel);
    }

    /// <summary>One document. Throws <see cref="NotFound"/> where the asker may not see it.</summary>
    public Task<LegalDocumentView> DocumentAsync(Actor actor, Guid patientId, Guid documentId, CancellationToken cancel)
    {
        Sql[] content =
        [
            PatientBanner.Statement(patientId), new(LegalDocumentSql.MayReview, patientId), new(LegalDocumentSql.Agents, patientId, documentId),
            new(LegalDocumentSql.History, patientId, documentId), new(LegalDocumentSql.Readings, patientId, documentId),
            new(LegalDocumentSql.Grants, patientId, documentId), new(LegalDocumentSql.People, patientId), new(LegalDocumentSql.One, patientId, documentId),
        ];
        return records.ReadAsync(actor, patientId, LegalDocumentAccess.Read, Subject.Of("legal_document", documentId), content, async (rows, granted) =>
        {
            var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
            await rows.ReadAsync(cancel);
            var mayReview = rows.GetBoolean(0);
            await rows.NextResultAsync(cancel);
            var agents = await rows.ListAsync(r => new AgentNamed(r.GetString(0), r.Text(1), r.Text(2), r.Maybe<Guid>(3)), cancel);
            var history = await rows.ListAsync(r => new DocumentHistoryLine(r.Word<DocumentStep>(0), r.Time(1), r.GetString(2), r.Word<Hat>(3), r.Text(4)), cancel);
            var readings = await rows.ListAsync(r => new ReadingView(r.GetGuid(0), r.GetString(1), r.Time(2), r.Maybe<DateTimeOffset>(3), r.Maybe<DateTimeOffset>(4)), cancel);
            var grants = await rows.ListAsync(r => new GrantOnDocument(r.GetGuid(0), r.Text(1), r.GetString(2), r.GetBoolean(3)), cancel);
            var people = await rows.ListAsync(ReadPerson, cancel);
            return await rows.FirstAsync(r => ReadOne(r, actor, patient, granted, mayReview, agents, history, readings, grants, people), cancel) ?? throw new NotFound();
        }, cancel);
    }

    /// <summary>What is needed to take pages from the asker; <paramref name="uploadId"/> is what the device calls the upload, or null.</summary>
    public Task<UploadAsked> UploadAsync(Actor actor, Guid patientId, Guid? uploadId, CancellationToken cancel) =>
        records.ReadAsync(actor, patientId, LegalDocumentAccess.Prepare,
            [PatientBanner.Statement(patientId), new(LegalDocumentSql.Kept, patientId, uploadId)], async (rows, granted) => new UploadAsked(
                await PatientBanner.ReadAsync(rows, granted, cancel), granted.MayManage(Category.LegalDocuments),
                (await rows.ListAsync(r => r.GetGuid(0), cancel)) is [var kept, ..] ? kept : null), cancel);

    /// <summary>The pages of a document, to be handed out. Throws <see cref="NotFound"/> where the asker may not see it.</summary>
    public Task<PagesHandedOut> PagesAsync(Actor actor, Guid patientId, Guid documentId, CancellationToken cancel) =>
        records.ReadAsync(actor, patientId, LegalDocumentAccess.Fetch, Subject.Of("legal_document", documentId), [new(LegalDocumentSql.File, patientId, documentId)], async (rows, _) =>
            await rows.FirstAsync(r => new PagesHandedOut(new(r.GetGuid(0), r.GetFieldValue<byte[]>(1), r.GetInt64(2), r.GetString(3), r.GetFieldValue<byte[]>(4)),
                r.GetString(5), r.GetString(6), r.Word<ScanState>(7)), cancel) ?? throw new NotFound(), cancel);

    private static LegalDocumentRow ReadRow(NpgsqlDataReader r) => new(r.GetGuid(0), r.Word<DocumentKind>(1), r.Word<DocumentState>(2), r.Maybe<DateOnly>(3), r.Maybe<DateOnly>(4),
        r.GetString(5), r.GetBoolean(6), r.Time(7), r.Maybe<DateTimeOffset>(8), r.Text(9), r.Maybe<DateTimeOffset>(10), r.GetInt32(11), r.Word<ScanState>(12), r.GetBoolean(13), r.GetInt32(14));

    private static PersonWithAccount ReadPerson(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetString(1), r.GetString(2));

    private static LegalDocumentView ReadOne(NpgsqlDataReader r, Actor actor, PatientBanner patient, Granted granted, bool mayReview, List<AgentNamed> agents,
        List<DocumentHistoryLine> history, List<ReadingView> readings, List<GrantOnDocument> grants, List<PersonWithAccount> people)
    {
        var (state, mine) = (r.Word<DocumentState>(2), r.GetBoolean(29));
        var decisions = new DocumentDecisions(r.Word<Decision>(13), r.Word<Decision>(14), r.Word<Decision>(15), r.Word<Decision>(16), r.Word<Decision>(17), r.Word<Decision>(18), r.Word<Decision>(19));
        var facts = new DocumentFacts(r.Word<DocumentKind>(3), r.Maybe<DateOnly>(4), r.Text(5), r.Text(6), r.Text(7), r.Text(8), r.Maybe<DateOnly>(9), r.Maybe<DateOnly>(10), r.Text(11),
            r.Text(12), r.Text(20), decisions, r.GetBoolean(21), agents, (Category)r.GetInt32(41));
        var manages = granted.MayManage(Category.LegalDocuments);
        var decides = actor.Hat is Hat.Patient or Hat.Caregiver or Hat.Preview;
        var waits = state is DocumentState.Submitted or DocumentState.InReview;
        var may = new DocumentMay(
            Change: manages && state is DocumentState.Draft or DocumentState.Returned && (mine || decides),
            Drop: manages && state == DocumentState.Draft && mine,
            Review: mayReview && waits && !mine,
            Revoke: manages && decides && (waits || state is DocumentState.Returned or DocumentState.Accepted),
            Remind: mayReview && state == DocumentState.Accepted && readings.Any(reading => reading.ConfirmedAt is null),
            Confirm: actor.Hat == Hat.Provider && readings.Any(reading => reading.AccountId == actor.AccountId && reading.ConfirmedAt is null));
        return new(patient, r.GetGuid(0), r.GetFieldValue<uint>(1), state, facts, new(r.GetString(22), r.GetString(23), r.GetInt32(24), r.GetInt64(25), r.Word<ScanState>(26)),
            r.GetString(27), r.Word<Hat>(28), r.Time(30), r.Maybe<DateTimeOffset>(31), r.Text(32), r.Maybe<DateTimeOffset>(33), r.Text(34), r.Text(35), r.Text(36), r.Maybe<DateTimeOffset>(37),
            r.Maybe<Guid>(38), r.Maybe<Guid>(39), may, granted.Manage & Category.Labels, r.Text(40), history, readings, grants, people);
    }
}
