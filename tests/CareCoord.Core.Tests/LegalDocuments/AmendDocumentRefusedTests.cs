using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.LegalDocuments;

/// <summary>Who may not amend what was copied from a document, when, and what cannot be.</summary>
public sealed class AmendDocumentRefusedTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
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
    public async Task In_effect_nobody_else_amends_it_and_that_is_kept()
    {
        var document = await stage.InEffectAsync(Cast.Self, DocumentStage.Facts(Decision.Yes));

        foreach (
            var (asker, says) in new[]
            {
                (Cast.Self, "It is in effect, so the patient’s coordinator"),
                (Cast.Caregiver, "It is in effect, so the patient’s coordinator"),
                (Cast.Provider, "It is in effect"),
            }
        )
            Assert.StartsWith(says, await stage.RefusedAmendAsync(asker, document, DocumentStage.Facts(Decision.No)));
        var stranger = new Actor(await stage.World.AccountAsync("Stranger", Hat.Coordinator), Hat.Coordinator);
        await Assert.ThrowsAsync<NotFound>(() => stage.AmendAsync(stranger, document, DocumentStage.Facts(Decision.No)));
        Assert.Empty(await stage.FormerAsync(document));

        // Nor by SQL.
        foreach (var asker in new[] { Cast.Self, Cast.Caregiver, Cast.Provider })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                database.AsAppAsync<object>(
                    asker,
                    """
                    update legal_documents set cpr = 'trial', version = 2, amendment_kind = 'correction', amendment_reason = 'So.',
                        amended_by = $2, amended_as = app.actor_hat(), amended_at = app.actor_moment() where id = $1
                    """,
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

        Assert.StartsWith(
            "You handed it in yourself",
            await stage.RefusedAmendAsync(Cast.Coordinator, document, DocumentStage.Facts(Decision.Yes))
        );
    }

    [Fact]
    public async Task What_is_not_handed_in_is_written_and_what_has_ended_stays()
    {
        var draft = await stage.UploadAsync(Cast.Self);
        await stage.DescribeAsync(Cast.Self, draft);
        Assert.StartsWith("It is not handed in now", await stage.RefusedAmendAsync(Cast.Self, draft, DocumentStage.Facts(Decision.Yes)));
        var revoked = await stage.InEffectAsync(Cast.Self);
        await stage.RevokeAsync(Cast.Self, revoked);
        Assert.StartsWith(
            "It is not in effect any more",
            await stage.RefusedAmendAsync(Cast.Coordinator, revoked, DocumentStage.Facts(Decision.Yes))
        );
    }

    [Fact]
    public async Task What_cannot_be_is_refused_in_a_sentence()
    {
        var document = await stage.InEffectAsync(Cast.Self, DocumentStage.Facts(Decision.No));

        Assert.Equal(
            AmendmentDraft.SayWhy,
            await stage.RefusedAmendAsync(Cast.Coordinator, document, DocumentStage.Facts(Decision.Yes), reason: " ")
        );
        Assert.StartsWith(
            "Nothing is changed yet.",
            await stage.RefusedAmendAsync(Cast.Coordinator, document, DocumentStage.Facts(Decision.No))
        );
        Assert.StartsWith(
            "What kind of document it is stays.",
            await stage.RefusedAmendAsync(
                Cast.Coordinator,
                document,
                DocumentStage.Facts(Decision.Yes) with
                {
                    Kind = DocumentKind.DnrPolst,
                }
            )
        );
        Assert.StartsWith(
            "Enter the day on which it was signed.",
            await stage.RefusedAmendAsync(Cast.Coordinator, document, DocumentStage.Facts(Decision.Yes) with { SignedOn = null })
        );
        foreach (var kind in new[] { AmendmentKind.EnteredInError, AmendmentKind.ErrorTakenBack })
            Assert.StartsWith(
                "What was copied is corrected or added to.",
                await stage.RefusedAmendAsync(Cast.Coordinator, document, DocumentStage.Facts(Decision.No), kind)
            );
        Assert.Equal(
            "Choose what kind of change it is.",
            await stage.RefusedAmendAsync(Cast.Coordinator, document, DocumentStage.Facts(Decision.Yes), (AmendmentKind)7)
        );
    }
}
