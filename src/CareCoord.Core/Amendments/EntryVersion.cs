using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.Amendments;

/// <summary>
/// Which version of itself an entry of the record is, and the amendment that made it one; none of the first. An entity of a feature has
/// one. What stood before an amendment is kept by the database, in the table of the entry's former versions.
/// </summary>
public sealed record EntryVersion
{
    private EntryVersion() { }

    /// <summary>The version of what was never amended.</summary>
    public static EntryVersion First { get; } = new() { Number = 1 };

    /// <summary>From 1, without gaps.</summary>
    public int Number { get; private init; }

    public AmendmentKind? Kind { get; private init; }
    public string? Reason { get; private init; }
    public Guid? By { get; private init; }
    public Hat? As { get; private init; }

    /// <summary>The colleague in whose place a deputy amended it.</summary>
    public Guid? For { get; private init; }

    public DateTimeOffset? At { get; private init; }

    /// <summary>It is entered in error, and holds no more.</summary>
    public bool IsInError => Kind == AmendmentKind.EnteredInError;

    /// <summary>
    /// The version that an amendment makes of it. Throws <see cref="RuleBroken"/> with what stands against it. The kind and the reason are
    /// needed, and an error is taken back before anything else. What is said then must be what the kind promises.
    /// </summary>
    /// <param name="asked">What it does, and why.</param>
    /// <param name="by">Who amends it.</param>
    /// <param name="former">What the entry said.</param>
    /// <param name="latter">What it says from now on; the same where it is entered in error, or that is taken back.</param>
    public EntryVersion Amend(AmendmentDraft asked, Amender by, object former, object latter)
    {
        Checked.Of(asked);
        if (asked.Kind is not { } kind || !Enum.IsDefined(kind))
            throw new RuleBroken(AmendmentDraft.Choose);
        if (IsInError && kind != AmendmentKind.ErrorTakenBack)
            throw new RuleBroken("It is entered in error. Take that back first.");
        if (!IsInError && kind == AmendmentKind.ErrorTakenBack)
            throw new RuleBroken("It is not entered in error, so there is nothing to take back.");
        var (before, after) = (EntryContent.Of(former), EntryContent.Of(latter));
        if (kind is AmendmentKind.Correction or AmendmentKind.Addition && EntryContent.IsSame(before, after))
            throw new RuleBroken("Nothing is changed yet. Change what was wrong or missing, or leave it as it is.");
        if (kind == AmendmentKind.Addition && !EntryContent.StillSays(before, after))
            throw new RuleBroken("An addition leaves what stands there. Add behind it, or choose that something was wrong.");
        if (kind is AmendmentKind.EnteredInError or AmendmentKind.ErrorTakenBack && !EntryContent.IsSame(before, after))
            throw new RuleBroken("What was entered in error stays readable as it was. Change it in a step of its own.");
        return new()
        {
            Number = Number + 1,
            Kind = kind,
            Reason = OneLine.Said(asked.Reason, AmendmentDraft.SayWhy),
            By = by.AccountId,
            As = by.Hat,
            For = by.For,
            At = by.At,
        };
    }
}
