using System.Text.Json.Nodes;
using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.LegalDocuments;
using CareCoord.Shared;

namespace CareCoord.Core.Tests.Amendments;

/// <summary>
/// An entry of the record goes from version to version by the rules of its amendments, each with a sentence for who breaks it.
/// </summary>
public sealed class EntryVersionTests
{
    private static readonly Amender By = new(Guid.CreateVersion7(), Hat.Coordinator, null, new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void It_begins_with_its_first_version_which_nobody_amended()
    {
        Assert.Equal(1, EntryVersion.First.Number);
        Assert.Null(EntryVersion.First.Kind);
        Assert.False(EntryVersion.First.IsInError);
    }

    [Fact]
    public void A_correction_says_who_when_and_why_and_is_the_next_version()
    {
        var next = EntryVersion.First.Amend(new(AmendmentKind.Correction, "  Read\nwrongly. "), By, Said("no"), Said("yes"));

        Assert.Equal(
            (2, AmendmentKind.Correction, "Read wrongly.", By.AccountId, Hat.Coordinator, (Guid?)null, By.At),
            (next.Number, next.Kind, next.Reason, next.By, next.As, next.For, next.At)
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("\u200B")]
    public void Without_a_reason_it_is_refused(string? reason) =>
        Assert.Equal(AmendmentDraft.SayWhy, Refused(EntryVersion.First, AmendmentKind.Correction, "a", "b", reason));

    [Fact]
    public void A_reason_is_seen_and_not_too_long()
    {
        Assert.StartsWith(
            "This has 501 characters.",
            Refused(EntryVersion.First, AmendmentKind.Correction, "a", "b", new string('x', 501))
        );
        Assert.StartsWith(
            "This has characters that cannot be shown.",
            Refused(EntryVersion.First, AmendmentKind.Correction, "a", "b", "Read \u202Ewrongly")
        );
        Assert.Equal(
            500,
            EntryVersion.First.Amend(new(AmendmentKind.Correction, new string('x', 500)), By, Said("a"), Said("b")).Reason!.Length
        );
    }

    [Fact]
    public void Its_kind_is_chosen()
    {
        Assert.Equal(
            AmendmentDraft.Choose,
            Assert.Throws<RuleBroken>(() => EntryVersion.First.Amend(new(null, "So."), By, Said("a"), Said("b"))).Message
        );
        Assert.Equal(AmendmentDraft.Choose, Refused(EntryVersion.First, (AmendmentKind)9, "a", "b"));
    }

    [Fact]
    public void What_changes_nothing_is_no_amendment()
    {
        foreach (var kind in new[] { AmendmentKind.Correction, AmendmentKind.Addition })
            Assert.StartsWith("Nothing is changed yet.", Refused(EntryVersion.First, kind, "a", "a"));
    }

    [Fact]
    public void An_addition_keeps_what_was_said()
    {
        Assert.StartsWith(
            "An addition leaves what stands there.",
            Refused(EntryVersion.First, AmendmentKind.Addition, "Call her.", "Call him.")
        );
        Assert.Equal(
            2,
            EntryVersion
                .First.Amend(new(AmendmentKind.Addition, "She asked."), By, Said("Call her."), Said("Call her. In the evening."))
                .Number
        );
    }

    [Fact]
    public void An_error_is_entered_once_and_taken_back_before_anything_else()
    {
        Assert.StartsWith("It is not entered in error", Refused(EntryVersion.First, AmendmentKind.ErrorTakenBack, "a", "a"));
        var error = EntryVersion.First.Amend(new(AmendmentKind.EnteredInError, "Another person's."), By, Said("a"), Said("a"));
        Assert.True(error.IsInError);

        foreach (var kind in new[] { AmendmentKind.EnteredInError, AmendmentKind.Correction, AmendmentKind.Addition })
            Assert.StartsWith("It is entered in error. Take that back first.", Refused(error, kind, "a", "ab"));
        var back = error.Amend(new(AmendmentKind.ErrorTakenBack, "It is hers after all."), By, Said("a"), Said("a"));
        Assert.False(back.IsInError);
        Assert.Equal(3, back.Number);
    }

    [Fact]
    public void Neither_an_error_nor_its_end_changes_what_was_said()
    {
        Assert.StartsWith("What was entered in error stays readable", Refused(EntryVersion.First, AmendmentKind.EnteredInError, "a", "b"));
        var error = EntryVersion.First.Amend(new(AmendmentKind.EnteredInError, "Another person's."), By, Said("a"), Said("a"));
        Assert.StartsWith("What was entered in error stays readable", Refused(error, AmendmentKind.ErrorTakenBack, "a", "b"));
    }

    [Fact]
    public void What_was_kept_of_a_document_is_read_as_it_was()
    {
        var facts = new DocumentFacts(
            DocumentKind.DnrPolst,
            new(2026, 1, 5),
            "Zelda",
            null,
            null,
            "Illinois",
            null,
            null,
            null,
            null,
            null,
            new(Cpr: Decision.No, Dialysis: Decision.Trial),
            false,
            [new("Zia", "(773) 555-0104", null, Guid.CreateVersion7())],
            Category.Hiv
        );

        var read = EntryContent.Read<DocumentFacts>(EntryContent.Of(facts)!.ToJsonString());

        Assert.Equal(facts with { Agents = [] }, read with { Agents = [] });
        Assert.Equal(facts.Agents, read.Agents);
    }

    private static string Refused(EntryVersion version, AmendmentKind kind, string former, string latter, string? reason = "So.") =>
        Assert.Throws<RuleBroken>(() => version.Amend(new(kind, reason), By, Said(former), Said(latter))).Message;

    private static JsonObject Said(string words) => new() { ["words"] = words };
}
