using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.WalletCards;
using Npgsql;

namespace CareCoord.Core.Tests.LegalDocuments;

/// <summary>What was copied from a document is amended after it was handed in; what holds is seen at once, and what it said before stays readable.</summary>
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
        var document = await stage.InEffectAsync(Cast.Self, Facts(Decision.Yes));
        Assert.Equal(("yes", false), await StripAsync());
        database.Clock.Advance(TimeSpan.FromHours(3));

        await AmendAsync(Cast.Coordinator, document, Facts(Decision.No), reason: "The box below was read.");

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
    public async Task In_effect_nobody_else_amends_it_and_that_is_kept()
    {
        var document = await stage.InEffectAsync(Cast.Self, Facts(Decision.Yes));

        foreach (
            var (asker, says) in new[]
            {
                (Cast.Self, "It is in effect, so the patient’s coordinator"),
                (Cast.Caregiver, "It is in effect, so the patient’s coordinator"),
                (Cast.Provider, "It is in effect"),
            }
        )
            Assert.StartsWith(says, await RefusedAsync(asker, document, Facts(Decision.No)));
        var stranger = new Actor(await stage.World.AccountAsync("Stranger", Hat.Coordinator), Hat.Coordinator);
        await Assert.ThrowsAsync<NotFound>(() => AmendAsync(stranger, document, Facts(Decision.No)));
        Assert.Empty(await FormerAsync(document));

        // Nor by SQL.
        foreach (var asker in new[] { Cast.Self, Cast.Caregiver, Cast.Provider })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                database.AsAppAsync<object>(
                    asker,
                    "update legal_documents set cpr = 'trial', version = 2, amendment_kind = 'correction', amendment_reason = 'So.', amended_by = $2, amended_as = app.actor_hat(), amended_at = app.actor_moment() where id = $1",
                    document,
                    asker.AccountId
                )
            );
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task Whoever_handed_it_in_as_coordinator_does_not_amend_what_is_in_effect()
    {
        var document = await stage.World.DocumentAsync(Cast.Patient, Cast.Coordinator, reviewedBy: Cast.Provider.AccountId);

        Assert.StartsWith("You handed it in yourself", await RefusedAsync(Cast.Coordinator, document, Facts(Decision.Yes)));
    }

    [Fact]
    public async Task Before_it_is_reviewed_whoever_describes_it_amends_it_and_the_reviewer_is_told_that_it_changed()
    {
        var document = await stage.HandInAsync(Cast.Caregiver, Facts(Decision.Yes));
        var looked = await stage.VersionAsync(document);

        await AmendAsync(Cast.Self, document, Facts(Decision.No), reason: "I meant no.");

        await Assert.ThrowsAsync<RuleBroken>(() =>
            database
                .Get<ReviewLegalDocument>()
                .RunAsync(Cast.Coordinator, new(Cast.Patient, document, looked, DocumentVerdict.Accept, null, []), default)
        );
        await AmendAsync(
            Cast.Coordinator,
            document,
            Facts(Decision.No) with
            {
                Notary = "N. Otary",
            },
            AmendmentKind.Addition,
            "It stands at the bottom."
        );
        Assert.StartsWith("Only whoever handed it in", await RefusedAsync(Cast.Provider, document, Facts(Decision.No)));
        await stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Accept);
        Assert.Equal([2, 1], (await FormerAsync(document)).Select(one => one.Version));
    }

    [Fact]
    public async Task What_is_not_handed_in_is_written_and_what_has_ended_stays()
    {
        var draft = await stage.UploadAsync(Cast.Self);
        await stage.DescribeAsync(Cast.Self, draft);
        Assert.StartsWith("It is not handed in now", await RefusedAsync(Cast.Self, draft, Facts(Decision.Yes)));
        var revoked = await stage.InEffectAsync(Cast.Self);
        await stage.RevokeAsync(Cast.Self, revoked);
        Assert.StartsWith("It is not in effect any more", await RefusedAsync(Cast.Coordinator, revoked, Facts(Decision.Yes)));
    }

    [Fact]
    public async Task What_is_returned_after_an_amendment_is_written_anew_and_handed_in_again()
    {
        var document = await stage.HandInAsync(Cast.Self, Facts(Decision.Yes, new AgentNamed("Ana", null, null, null)));
        await AmendAsync(Cast.Self, document, Facts(Decision.Yes, new AgentNamed("Anna", null, null, null)));
        await stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Return, "A page is missing.");

        await stage.DescribeAsync(Cast.Self, document, Facts(Decision.No, new AgentNamed("Anne", null, null, null)));
        await stage.SubmitAsync(Cast.Self, document);

        Assert.Equal("Anne", Assert.Single((await ViewAsync(document)).Facts.Agents).Name);
        Assert.Equal(
            "Ana",
            Assert.Single(EntryContent.Read<DocumentFacts>(Assert.Single(await FormerAsync(document)).Content).Agents).Name
        );
    }

    [Fact]
    public async Task An_addition_fills_in_what_was_missing_and_leaves_the_rest()
    {
        var document = await stage.InEffectAsync(Cast.Self, Facts(Decision.No));

        Assert.StartsWith(
            "An addition leaves what stands there.",
            await RefusedAsync(Cast.Coordinator, document, Facts(Decision.Yes), AmendmentKind.Addition)
        );
        await AmendAsync(
            Cast.Coordinator,
            document,
            Facts(Decision.No) with
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
                (await ViewAsync(document)).Facts.Decisions.Cpr,
                (await ViewAsync(document)).Facts.Decisions.Dialysis,
                (await ViewAsync(document)).Facts.Notary
            )
        );
    }

    [Fact]
    public async Task What_is_kept_of_it_is_what_the_product_says_of_it()
    {
        var document = await stage.InEffectAsync(
            Cast.Self,
            Facts(
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
                EntryContent.Of((await ViewAsync(document)).Facts),
                System.Text.Json.Nodes.JsonNode.Parse(kept!)
            ),
            kept
        );
    }

    [Fact]
    public async Task What_cannot_be_is_refused_in_a_sentence()
    {
        var document = await stage.InEffectAsync(Cast.Self, Facts(Decision.No));

        Assert.Equal(AmendmentDraft.SayWhy, await RefusedAsync(Cast.Coordinator, document, Facts(Decision.Yes), reason: " "));
        Assert.StartsWith("Nothing is changed yet.", await RefusedAsync(Cast.Coordinator, document, Facts(Decision.No)));
        Assert.StartsWith(
            "What kind of document it is stays.",
            await RefusedAsync(Cast.Coordinator, document, Facts(Decision.Yes) with { Kind = DocumentKind.DnrPolst })
        );
        Assert.StartsWith(
            "Enter the day on which it was signed.",
            await RefusedAsync(Cast.Coordinator, document, Facts(Decision.Yes) with { SignedOn = null })
        );
        foreach (var kind in new[] { AmendmentKind.EnteredInError, AmendmentKind.ErrorTakenBack })
            Assert.StartsWith(
                "What was copied is corrected or added to.",
                await RefusedAsync(Cast.Coordinator, document, Facts(Decision.No), kind)
            );
        Assert.Equal(
            "Choose what kind of change it is.",
            await RefusedAsync(Cast.Coordinator, document, Facts(Decision.Yes), (AmendmentKind)7)
        );
    }

    [Fact]
    public async Task Of_two_who_amend_it_at_once_one_is_told()
    {
        var document = await stage.InEffectAsync(Cast.Self, Facts(Decision.Yes, new AgentNamed("Ana", null, null, null)));
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
                                Facts(Decision.No, new AgentNamed($"Ana {number}", null, null, null))
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
        Assert.Single(await FormerAsync(document));
        Assert.Single((await ViewAsync(document)).Facts.Agents);
    }

    [Fact]
    public async Task A_permission_that_rests_on_it_ends_for_whom_it_names_no_more_and_comes_back_with_them()
    {
        var power = DocumentStage.Facts(
            DocumentKind.HealthCarePowerOfAttorney,
            new AgentNamed("Caregiver of Rosa", null, null, Cast.Caregiver.AccountId)
        );
        var document = await stage.InEffectAsync(Cast.Self, power, Cast.Grant);
        Assert.True(await stage.SeesAsync(Cast.Caregiver));

        await AmendAsync(
            Cast.Coordinator,
            document,
            power with
            {
                Agents = [new("Somebody else", null, null, null)],
            },
            reason: "It names another person."
        );
        Assert.False(await stage.SeesAsync(Cast.Caregiver));

        await AmendAsync(Cast.Coordinator, document, power, reason: "It was right.");
        Assert.True(await stage.SeesAsync(Cast.Caregiver));

        await AmendAsync(Cast.Coordinator, document, power with { Springing = true }, reason: "It says so on page 3.");
        Assert.False(await stage.SeesAsync(Cast.Caregiver));
        await AmendAsync(Cast.Coordinator, document, power with { ExpiresOn = new(2026, 11, 25) }, reason: "It ends.");
        Assert.True(await stage.SeesAsync(Cast.Caregiver));
        database.Clock.Set(new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));
        Assert.False(await stage.SeesAsync(Cast.Caregiver));
    }

    [Fact]
    public async Task Whom_it_names_is_not_changed_past_its_versions()
    {
        var document = await stage.InEffectAsync(Cast.Self, Facts(Decision.No, new AgentNamed("Ana", null, null, null)));
        const string Insert =
            "insert into legal_document_agents (patient_id, id, document_id, rank, name, labels, version) values ($1, gen_random_uuid(), $2, 9, 'Mallory', 0, {0})";

        foreach (var version in new[] { 1, 2, 3 })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                database.AsAppAsync<object>(
                    Cast.Coordinator,
                    string.Format(System.Globalization.CultureInfo.InvariantCulture, Insert, version),
                    Cast.Patient,
                    document
                )
            );
            Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
        }

        Assert.Equal(
            PostgresErrorCodes.CheckViolation,
            (
                await Assert.ThrowsAsync<PostgresException>(() =>
                    database.AsAppAsync<object>(Cast.Coordinator, "delete from legal_document_agents where document_id = $1", document)
                )
            ).SqlState
        );
        Assert.Equal("Ana", Assert.Single((await ViewAsync(document)).Facts.Agents).Name);
    }

    [Fact]
    public async Task What_was_especially_private_once_or_is_now_is_so_in_what_it_said_before()
    {
        var document = await stage.InEffectAsync(Cast.Self, Facts(Decision.No) with { PowersGranted = "About HIV", Labels = Category.Hiv });
        await AmendAsync(Cast.Coordinator, document, Facts(Decision.No), reason: "Another page.");
        var proxy = new Actor(await stage.World.AccountAsync("Pia Proxy", Hat.Caregiver), Hat.Caregiver);
        await stage.World.GrantAsync(Cast.Patient, proxy.AccountId, Category.LegalDocuments);

        var seen = await database.Get<LegalDocumentQueries>().DocumentAsync(proxy, Cast.Patient, document, default);
        Assert.Empty(seen.Former);
        Assert.Single(await FormerAsync(document));

        await AmendAsync(Cast.Coordinator, document, Facts(Decision.No) with { Labels = Category.Behavioural }, reason: "It is private.");
        Assert.Equal(
            Category.Hiv | Category.Behavioural,
            (Category)
                await database.AsOwnerAsync<int>(
                    "select bit_and(labels) from legal_document_versions where entry_id = $1 and version = 1",
                    document
                )
        );
    }

    private static DocumentFacts Facts(Decision cpr, params AgentNamed[] agents) =>
        DocumentStage.Facts(agents: agents) with
        {
            Decisions = new(Cpr: cpr),
        };

    private async Task AmendAsync(
        Actor by,
        Guid document,
        DocumentFacts facts,
        AmendmentKind kind = AmendmentKind.Correction,
        string? reason = "Read wrongly."
    ) =>
        await database
            .Get<AmendLegalDocument>()
            .RunAsync(by, new(Cast.Patient, document, await stage.VersionAsync(document), new(kind, reason), facts), default);

    private async Task<string> RefusedAsync(
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

    private async Task<LegalDocumentView> ViewAsync(Guid document) =>
        await database.Get<LegalDocumentQueries>().DocumentAsync(Cast.Coordinator, Cast.Patient, document, default);

    private async Task<IReadOnlyList<FormerVersion>> FormerAsync(Guid document) => (await ViewAsync(document)).Former;

    private async Task<(string Cpr, bool Amended)> StripAsync()
    {
        var line = Assert.Single(
            (await database.Get<LegalDocumentQueries>().DocumentsAsync(Cast.Provider, Cast.Patient, default)).Patient.Directive!.InEffect
        );
        return (line.Cpr, line.Amended);
    }
}
