using CareCoord.Access;
using CareCoord.LegalDocuments;
using CareCoord.Notifications;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.WalletCards;

namespace CareCoord.Core.Tests.LegalDocuments;

/// <summary>A document that says something especially private is there only for those who see such things.</summary>
public sealed class LabelledDocumentTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const Category Label = Category.Hiv;

    private readonly DocumentStage stage = new(database);

    private Cast Cast => stage.Cast;

    public Task InitializeAsync() => stage.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_proxy_without_the_label_sees_neither_the_row_nor_the_pages_nor_a_count_and_is_told_nothing()
    {
        var document = await stage.InEffectAsync(
            Cast.Self,
            Labelled(DocumentStage.Facts(DocumentKind.AdvanceDirective, new AgentNamed("Zia Agent", null, null, null)))
        );
        var queries = database.Get<LegalDocumentQueries>();

        Assert.Empty((await queries.DocumentsAsync(Cast.Caregiver, Cast.Patient, default)).Documents);
        await Assert.ThrowsAsync<NotFound>(() => queries.DocumentAsync(Cast.Caregiver, Cast.Patient, document, default));
        await Assert.ThrowsAsync<NotFound>(() => queries.PagesAsync(Cast.Caregiver, Cast.Patient, document, default));
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<DocumentPageQueries>().PageAsync(Cast.Caregiver, Cast.Patient, document, 1, default)
        );
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<DocumentPageQueries>().PictureAsync(Cast.Caregiver, Cast.Patient, document, 1, default)
        );
        await Assert.ThrowsAsync<NotFound>(() => stage.RevokeAsync(Cast.Caregiver, document));
        foreach (var table in new[] { "legal_documents", "files", "legal_document_agents", "legal_document_entries", "document_readings" })
        {
            Assert.Equal(
                0,
                await database.AsAppAsync<long>(Cast.Caregiver, $"select count(*) from {table} where patient_id = $1", Cast.Patient)
            );
            Assert.NotEqual(
                0,
                await database.AsAppAsync<long>(Cast.Coordinator, $"select count(*) from {table} where patient_id = $1", Cast.Patient)
            );
        }

        Assert.Empty(await stage.ToldAsync(Cast.Caregiver));
        Assert.Equal(0, await database.Get<NotificationQueries>().UnreadAsync(Cast.Caregiver, default));
        Assert.Equal(
            0,
            await database.AsOwnerAsync<long>("select count(*) from mail_wishes where account_id = $1", Cast.Caregiver.AccountId)
        );
    }

    [Fact]
    public async Task A_proxy_to_whom_the_patient_gave_the_label_sees_it_and_a_label_too_few_is_none()
    {
        var document = await stage.InEffectAsync(Cast.Self, DocumentStage.Facts() with { Labels = Label | Category.Behavioural });

        foreach (var (given, seen) in new[] { (Label, 0), (Label | Category.Behavioural, 1) })
        {
            await database.AsOwnerAsync(
                "update proxy_grants set view_bits = view_bits | $2, manage_bits = manage_bits | $2 where id = $1",
                Cast.Grant,
                (int)given
            );
            Assert.Equal(
                seen,
                (await database.Get<LegalDocumentQueries>().DocumentsAsync(Cast.Caregiver, Cast.Patient, default)).Documents.Count
            );
        }

        var view = await database.Get<LegalDocumentQueries>().DocumentAsync(Cast.Caregiver, Cast.Patient, document, default);
        Assert.Equal((Label | Category.Behavioural, Label | Category.Behavioural), (view.Facts.Labels, view.LabelsOffered));
    }

    [Fact]
    public async Task Only_labels_that_the_asker_sees_can_be_ticked_so_that_nobody_hides_a_document_from_themselves()
    {
        var document = await stage.UploadAsync(Cast.Caregiver);
        Assert.Equal(
            Category.None,
            (await database.Get<LegalDocumentQueries>().DocumentAsync(Cast.Caregiver, Cast.Patient, document, default)).LabelsOffered
        );

        foreach (var labels in new[] { Label, Category.Labels, Category.Plan, (Category)4096 })
            Assert.StartsWith(
                "That is not one of the labels",
                (
                    await Assert.ThrowsAsync<RuleBroken>(() =>
                        stage.DescribeAsync(Cast.Caregiver, document, DocumentStage.Facts() with { Labels = labels })
                    )
                ).Message
            );

        Assert.Equal(0, await LabelsAsync("legal_documents", document));
        var own = await stage.UploadAsync(Cast.Self);
        Assert.Equal(
            Category.Labels,
            (await database.Get<LegalDocumentQueries>().DocumentAsync(Cast.Self, Cast.Patient, own, default)).LabelsOffered
        );
        await stage.DescribeAsync(Cast.Self, own, DocumentStage.Facts() with { Labels = Category.Labels });
        Assert.Contains("legal-document.described", (await database.NotedAsync(Cast.Self.AccountId)).Select(noted => noted.Action));
    }

    [Fact]
    public async Task What_belongs_to_it_follows_when_it_is_mended_and_stays_as_it_is_once_it_is_handed_in()
    {
        var document = await stage.HandInAsync(
            Cast.Caregiver,
            DocumentStage.Facts(DocumentKind.AdvanceDirective, new AgentNamed("Zia Agent", null, null, null))
        );
        await stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Return, "A page is missing.");

        await stage.DescribeAsync(
            Cast.Self,
            document,
            Labelled(DocumentStage.Facts(DocumentKind.AdvanceDirective, new AgentNamed("Zia Agent", null, null, null)))
        );

        foreach (var part in new[] { "legal_document_agents", "legal_document_entries" })
            await AllCarryItAsync(part, document);
        Assert.Equal(
            (int)Label,
            await database.AsOwnerAsync<int>(
                "select f.labels from files f join legal_documents d on d.file_id = f.id where d.id = $1",
                document
            )
        );
        // Whoever uploaded it does not see it any more, and is not told what becomes of it.
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<LegalDocumentQueries>().DocumentAsync(Cast.Caregiver, Cast.Patient, document, default)
        );
        await stage.SubmitAsync(Cast.Self, document);
        var told = (await stage.ToldAsync(Cast.Caregiver)).Length;
        await stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Accept);
        Assert.Equal(told, (await stage.ToldAsync(Cast.Caregiver)).Length);
        await AllCarryItAsync("document_readings", document);

        await Assert.ThrowsAsync<RuleBroken>(() => stage.DescribeAsync(Cast.Self, document));
        Assert.Equal((int)Label, await LabelsAsync("legal_documents", document));
    }

    [Fact]
    public async Task Pages_that_two_documents_share_are_seen_by_whoever_sees_one_of_them()
    {
        var hidden = await stage.HandInAsync(Cast.Self, Labelled(DocumentStage.Facts()), "The same paper");
        var file = await database.AsOwnerAsync<Guid>("select file_id from legal_documents where id = $1", hidden);
        Assert.Equal((int)Label, await LabelsAsync("files", file));

        // The same pages begin with the label that they carry.
        var open = await stage.UploadAsync(Cast.Self, "The same paper", DocumentKind.Release);
        Assert.Equal((int)Label, await LabelsAsync("legal_documents", open));
        await stage.DescribeAsync(
            Cast.Self,
            open,
            DocumentStage.Facts(DocumentKind.Release, new AgentNamed("The school", null, null, null))
        );
        await stage.SubmitAsync(Cast.Self, open);

        Assert.Equal(
            open,
            (await database.Get<LegalDocumentQueries>().DocumentsAsync(Cast.Caregiver, Cast.Patient, default)).Documents.Single().Id
        );
        Assert.Equal(file, (await database.Get<LegalDocumentQueries>().PagesAsync(Cast.Caregiver, Cast.Patient, open, default)).Sealed.Id);
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<LegalDocumentQueries>().PagesAsync(Cast.Caregiver, Cast.Patient, hidden, default)
        );
    }

    [Fact]
    public async Task A_newer_version_that_is_seen_does_not_point_at_the_one_before_that_is_not()
    {
        await stage.InEffectAsync(Cast.Self, Labelled(DocumentStage.Facts()));
        var newer = await stage.InEffectAsync(Cast.Caregiver);

        Assert.Null((await database.Get<LegalDocumentQueries>().DocumentAsync(Cast.Caregiver, Cast.Patient, newer, default)).SupersedesId);
        Assert.NotNull((await database.Get<LegalDocumentQueries>().DocumentAsync(Cast.Self, Cast.Patient, newer, default)).SupersedesId);
    }

    [Fact]
    public async Task That_it_has_run_out_is_told_to_those_who_see_it()
    {
        var seeing = await Cast.PlayAsync(stage.World, database, "Seeing", caregiverSees: Category.Everything);
        var today = DateOnly.FromDateTime(database.Clock.GetUtcNow().UtcDateTime);
        foreach (var cast in new[] { Cast, seeing })
            await stage.World.DocumentAsync(
                cast.Patient,
                cast.Self,
                reviewedBy: cast.Coordinator.AccountId,
                expiresOn: today.AddDays(-2),
                labels: Label
            );

        await database.Get<TendLegalDocuments>().TendAsync(default);

        Assert.Empty(await stage.ToldAsync(Cast.Caregiver));
        Assert.Equal(["document_expired"], await stage.ToldAsync(seeing.Caregiver));
        Assert.Equal(["document_expired"], await stage.ToldAsync(Cast.Coordinator));
    }

    [Fact]
    public async Task The_wallet_card_leaves_it_out_and_so_does_the_line_at_the_head_of_the_record_for_whoever_does_not_see_it()
    {
        var open = await stage.InEffectAsync(Cast.Self);
        var hidden = await stage.InEffectAsync(Cast.Self, Labelled(DocumentStage.Facts(DocumentKind.DnrPolst)));

        Assert.Equal(
            [open],
            (await database.Get<WalletCardQueries>().CardsAsync(Cast.Self, Cast.Patient, default)).InEffect.Select(one => one.Id)
        );
        Assert.Equal(new[] { open, hidden }.Order(), (await StripAsync()).Order());
        await database.AsOwnerAsync(
            "update patient_access set view_bits = view_bits & ~$2, manage_bits = manage_bits & ~$2 where account_id = $1",
            Cast.Provider.AccountId,
            (int)Label
        );
        Assert.Equal([open], await StripAsync());
    }

    private static DocumentFacts Labelled(DocumentFacts facts) => facts with { Labels = Label };

    private async Task AllCarryItAsync(string part, Guid document) =>
        Assert.Equal(
            ((int)Label, (int)Label),
            (
                await database.AsOwnerAsync<int>($"select min(labels) from {part} where document_id = $1", document),
                await database.AsOwnerAsync<int>($"select max(labels) from {part} where document_id = $1", document)
            )
        );

    private Task<int> LabelsAsync(string table, Guid id) => database.AsOwnerAsync<int>($"select labels from {table} where id = $1", id);

    private async Task<IEnumerable<Guid>> StripAsync() =>
        (
            await database.Get<LegalDocumentQueries>().DocumentsAsync(Cast.Provider, Cast.Patient, default)
        ).Patient.Directive!.InEffect.Select(one => one.Id);
}
