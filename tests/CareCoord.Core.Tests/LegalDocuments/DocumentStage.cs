using System.Text;
using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.LegalDocuments;

/// <summary>A patient with everybody around, and the steps of a document's life as people take them.</summary>
internal sealed class DocumentStage(TestDatabase database)
{
    public World World { get; } = new(database);

    public Cast Cast { get; private set; } = null!;

    public async Task OpenAsync() => Cast = await Cast.PlayAsync(World, database, "Rosa");

    /// <summary>What stands in a document that can be handed in.</summary>
    public static DocumentFacts Facts(DocumentKind kind = DocumentKind.AdvanceDirective, params AgentNamed[] agents) =>
        new(
            kind,
            new(2026, 11, 2),
            "Rosa Example",
            "Two neighbours",
            null,
            "Illinois",
            null,
            null,
            "Kitchen drawer",
            "All decisions about treatment",
            null,
            new(Cpr: Decision.No),
            false,
            agents
        );

    /// <summary>Pages that are really kept, so that they can be read again.</summary>
    public async Task<FileReceived> PagesAsync(string text, ScanState scan = ScanState.UnscannedNotConfigured)
    {
        await using var hand = database.Get<FileVault>().Begin();
        await hand.TakeAsync(Encoding.UTF8.GetBytes(text), default);
        await hand.FinishAsync(default);
        return new(await hand.KeepAsync(default), FileKinds.Pdf, "Paper.pdf", 1, scan);
    }

    public async Task<Guid> UploadAsync(
        Actor by,
        string? text = null,
        DocumentKind kind = DocumentKind.AdvanceDirective,
        ScanState scan = ScanState.UnscannedNotConfigured,
        Guid? document = null
    ) =>
        (
            await database
                .Get<UploadLegalDocument>()
                .RunAsync(
                    by,
                    new(
                        Cast.Patient,
                        document,
                        Guid.CreateVersion7(),
                        kind,
                        await PagesAsync(text ?? Guid.CreateVersion7().ToString("N"), scan)
                    ),
                    default
                )
        ).DocumentId;

    public async Task DescribeAsync(Actor by, Guid document, DocumentFacts? facts = null) =>
        await database
            .Get<DescribeLegalDocument>()
            .RunAsync(by, new(Cast.Patient, document, await VersionAsync(document), facts ?? Facts()), default);

    public async Task SubmitAsync(Actor by, Guid document) =>
        await database.Get<SubmitLegalDocument>().RunAsync(by, new(Cast.Patient, document, await VersionAsync(document)), default);

    /// <summary>A document that is handed in.</summary>
    public async Task<Guid> HandInAsync(Actor by, DocumentFacts? facts = null, string? text = null)
    {
        var document = await UploadAsync(by, text, (facts ?? Facts()).Kind);
        await DescribeAsync(by, document, facts);
        await SubmitAsync(by, document);
        return document;
    }

    public async Task ReviewAsync(Actor by, Guid document, DocumentVerdict verdict, string? words = null, params Guid[] grants) =>
        await database
            .Get<ReviewLegalDocument>()
            .RunAsync(by, new(Cast.Patient, document, await VersionAsync(document), verdict, words, grants), default);

    /// <summary>A document in effect.</summary>
    public async Task<Guid> InEffectAsync(Actor by, DocumentFacts? facts = null, params Guid[] grants)
    {
        var document = await HandInAsync(by, facts);
        await ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Accept, null, grants);
        return document;
    }

    public async Task RevokeAsync(Actor by, Guid document, string words = "I have changed my mind.") =>
        await database.Get<RevokeLegalDocument>().RunAsync(by, new(Cast.Patient, document, await VersionAsync(document), words), default);

    public Task<uint> VersionAsync(Guid document) =>
        database.AsOwnerAsync<uint>("select xmin from legal_documents where id = $1", document);

    public Task<string?> StateAsync(Guid document) =>
        database.AsOwnerAsync<string>("select state from legal_documents where id = $1", document);

    /// <summary>What somebody was told of documents, in the order of time.</summary>
    public async Task<string[]> ToldAsync(Actor who) =>
        (
            await database.AsOwnerAsync<string[]>(
                """
                select coalesce(array_agg(kind order by at, id), '{}') from notifications
                where account_id = $1 and (kind like 'document%' or kind like 'incapacity%')
                """,
                who.AccountId
            )
        )!;

    /// <summary>Whether somebody's grant lets them see the record at this moment.</summary>
    public Task<bool> SeesAsync(Actor who) =>
        database.AsAppAsync<bool>(who, "select exists (select from patients where id = $1)", Cast.Patient);

    /// <summary>What stands in a directive that says this of resuscitation, and names these people.</summary>
    public static DocumentFacts Facts(Decision cpr, params AgentNamed[] agents) => Facts(agents: agents) with { Decisions = new(Cpr: cpr) };

    public async Task AmendAsync(
        Actor by,
        Guid document,
        DocumentFacts facts,
        AmendmentKind kind = AmendmentKind.Correction,
        string? reason = "Read wrongly."
    ) =>
        await database
            .Get<AmendLegalDocument>()
            .RunAsync(by, new(Cast.Patient, document, await VersionAsync(document), new(kind, reason), facts), default);

    /// <summary>The sentence by which an amendment is refused; nothing of the document has changed then.</summary>
    public async Task<string> RefusedAmendAsync(
        Actor by,
        Guid document,
        DocumentFacts facts,
        AmendmentKind kind = AmendmentKind.Correction,
        string? reason = "Read wrongly."
    )
    {
        var before = await database.AsOwnerAsync<string>("select to_jsonb(d)::text from legal_documents d where id = $1", document);
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => AmendAsync(by, document, facts, kind, reason));
        Assert.Equal(
            before,
            await database.AsOwnerAsync<string>("select to_jsonb(d)::text from legal_documents d where id = $1", document)
        );
        return refused.Message;
    }

    public async Task<LegalDocumentView> ViewAsync(Guid document) =>
        await database.Get<LegalDocumentQueries>().DocumentAsync(Cast.Coordinator, Cast.Patient, document, default);

    public async Task<IReadOnlyList<FormerVersion>> FormerAsync(Guid document) => (await ViewAsync(document)).Former;
}
