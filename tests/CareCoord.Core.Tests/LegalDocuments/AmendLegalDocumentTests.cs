using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.WalletCards;

namespace CareCoord.Core.Tests.LegalDocuments;

/// <summary>
/// What was copied from a document is amended after it was handed in. What holds is seen at once, and what it said before stays readable.
/// </summary>
public sealed class AmendLegalDocumentTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly DocumentStage stage = new(database);

    private Cast Cast => stage.Cast;

    public async Task InitializeAsync()
    {
        database.Clock.Set(new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero));
        await stage.OpenAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_coordinator_corrects_what_is_in_effect_and_it_holds_at_once_with_the_former_beside_it()
    {
        var document = await stage.InEffectAsync(Cast.Self, DocumentStage.Facts(Decision.Yes));
        Assert.Equal(("yes", false), await StripAsync());
        database.Clock.Advance(TimeSpan.FromHours(3));

        await stage.AmendAsync(Cast.Coordinator, document, DocumentStage.Facts(Decision.No), reason: "The box below was read.");

        Assert.Equal(("no", true), await StripAsync());
        Assert.Equal(
            "no",
            Assert.Single((await database.Get<WalletCardQueries>().CardsAsync(Cast.Self, Cast.Patient, default)).InEffect).Cpr
        );
        foreach (var reader in new[] { Cast.Self, Cast.Caregiver, Cast.Coordinator, Cast.Provider })
        {
            var view = await database.Get<LegalDocumentQueries>().DocumentAsync(reader, Cast.Patient, document, default);
            Assert.Equal(Decision.No, view.Facts.Decisions.Cpr);
            var former = Assert.Single(view.Former);
            Assert.Equal(
                (
                    1,
                    AmendmentKind.Correction,
                    "The box below was read.",
                    "Coordinator of Rosa",
                    Hat.Coordinator,
                    database.Clock.GetUtcNow()
                ),
                (former.Version, former.Kind, former.Reason, former.By, former.Hat, former.At)
            );
            Assert.Equal(Decision.Yes, EntryContent.Read<DocumentFacts>(former.Content).Decisions.Cpr);
        }

        Assert.Contains(
            await database.NotedAsync(Cast.Coordinator.AccountId),
            noted => noted.Action == "legal-document.amended" && noted.SubjectId == document && noted.Patients.SequenceEqual([Cast.Patient])
        );
        Assert.Equal("accepted", await stage.StateAsync(document));
        foreach (var (told, times) in new[] { (Cast.Self, 1L), (Cast.Caregiver, 1L), (Cast.Provider, 1L), (Cast.Coordinator, 0L) })
            Assert.Equal(
                times,
                await database.AsAppAsync<long>(
                    told,
                    "select count(*) from notifications where kind = 'document_amended' and subject_id = $1",
                    document
                )
            );
    }

    [Fact]
    public async Task Before_it_is_reviewed_whoever_describes_it_amends_it_and_the_reviewer_is_told_that_it_changed()
    {
        var document = await stage.HandInAsync(Cast.Caregiver, DocumentStage.Facts(Decision.Yes));
        var looked = await stage.VersionAsync(document);

        await stage.AmendAsync(Cast.Self, document, DocumentStage.Facts(Decision.No), reason: "I meant no.");

        await Assert.ThrowsAsync<RuleBroken>(() =>
            database
                .Get<ReviewLegalDocument>()
                .RunAsync(Cast.Coordinator, new(Cast.Patient, document, looked, DocumentVerdict.Accept, null, []), default)
        );
        await stage.AmendAsync(
            Cast.Coordinator,
            document,
            DocumentStage.Facts(Decision.No) with
            {
                Notary = "N. Otary",
            },
            AmendmentKind.Addition,
            "It stands at the bottom."
        );
        Assert.StartsWith(
            "Only whoever handed it in",
            await stage.RefusedAmendAsync(Cast.Provider, document, DocumentStage.Facts(Decision.No))
        );
        await stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Accept);
        Assert.Equal([2, 1], (await stage.FormerAsync(document)).Select(one => one.Version));
    }

    [Fact]
    public async Task What_is_returned_after_an_amendment_is_written_anew_and_handed_in_again()
    {
        var document = await stage.HandInAsync(Cast.Self, DocumentStage.Facts(Decision.Yes, new AgentNamed("Ana", null, null, null)));
        await stage.AmendAsync(Cast.Self, document, DocumentStage.Facts(Decision.Yes, new AgentNamed("Anna", null, null, null)));
        await stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Return, "A page is missing.");

        await stage.DescribeAsync(Cast.Self, document, DocumentStage.Facts(Decision.No, new AgentNamed("Anne", null, null, null)));
        await stage.SubmitAsync(Cast.Self, document);

        Assert.Equal("Anne", Assert.Single((await stage.ViewAsync(document)).Facts.Agents).Name);
        Assert.Equal(
            "Ana",
            Assert.Single(EntryContent.Read<DocumentFacts>(Assert.Single(await stage.FormerAsync(document)).Content).Agents).Name
        );
    }

    [Fact]
    public async Task An_addition_fills_in_what_was_missing_and_leaves_the_rest()
    {
        var document = await stage.InEffectAsync(Cast.Self, DocumentStage.Facts(Decision.No));

        Assert.StartsWith(
            "An addition leaves what stands there.",
            await stage.RefusedAmendAsync(Cast.Coordinator, document, DocumentStage.Facts(Decision.Yes), AmendmentKind.Addition)
        );
        await stage.AmendAsync(
            Cast.Coordinator,
            document,
            DocumentStage.Facts(Decision.No) with
            {
                Notary = "N. Otary",
                Decisions = new(Cpr: Decision.No, Dialysis: Decision.No),
            },
            AmendmentKind.Addition,
            "It stands on page 2."
        );

        Assert.Equal(
            (Decision.No, Decision.No, "N. Otary"),
            (
                (await stage.ViewAsync(document)).Facts.Decisions.Cpr,
                (await stage.ViewAsync(document)).Facts.Decisions.Dialysis,
                (await stage.ViewAsync(document)).Facts.Notary
            )
        );
    }

    [Fact]
    public async Task What_is_kept_of_it_is_what_the_product_says_of_it()
    {
        var document = await stage.InEffectAsync(
            Cast.Self,
            DocumentStage.Facts(
                Decision.No,
                new AgentNamed("Ana", "(773) 555-0104", null, Cast.Caregiver.AccountId),
                new AgentNamed("Bea", null, "aunt", null)
            ) with
            {
                ExpiresOn = new(2027, 1, 31),
                ReviewOn = new(2026, 12, 1),
                Labels = Category.Hiv | Category.Behavioural,
                PowersWithheld = "Two\nlines",
            }
        );

        var kept = await database.AsOwnerAsync<string>(
            "select app.legal_document_content(d)::text from legal_documents d where id = $1",
            document
        );

        Assert.True(
            System.Text.Json.Nodes.JsonNode.DeepEquals(
                EntryContent.Of((await stage.ViewAsync(document)).Facts),
                System.Text.Json.Nodes.JsonNode.Parse(kept!)
            ),
            kept
        );
    }

    [Fact]
    public async Task Of_two_who_amend_it_at_once_one_is_told()
    {
        var document = await stage.InEffectAsync(Cast.Self, DocumentStage.Facts(Decision.Yes, new AgentNamed("Ana", null, null, null)));
        var looked = await stage.VersionAsync(document);
        var came = await Task.WhenAll(
            new[] { "1", "2" }.Select(async number =>
            {
                try
                {
                    await database
                        .Get<AmendLegalDocument>()
                        .RunAsync(
                            Cast.Coordinator,
                            new(
                                Cast.Patient,
                                document,
                                looked,
                                new(AmendmentKind.Correction, $"Read by {number}."),
                                DocumentStage.Facts(Decision.No, new AgentNamed($"Ana {number}", null, null, null))
                            ),
                            default
                        );
                    return null;
                }
                catch (RuleBroken rule)
                {
                    return rule.Message;
                }
            })
        );

        Assert.Single(came, one => one is null);
        Assert.StartsWith("This was changed a moment ago,", Assert.Single(came, one => one is not null));
        Assert.Single(await stage.FormerAsync(document));
        Assert.Single((await stage.ViewAsync(document)).Facts.Agents);
    }

    private async Task<(string Cpr, bool Amended)> StripAsync()
    {
        var line = Assert.Single(
            (await database.Get<LegalDocumentQueries>().DocumentsAsync(Cast.Provider, Cast.Patient, default)).Patient.Directive!.InEffect
        );
        return (line.Cpr, line.Amended);
    }
}
