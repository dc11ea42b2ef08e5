using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.Amendments;

/// <summary>An amendment as a person asks for it: what it does, and why.</summary>
public sealed record AmendmentDraft(AmendmentKind? Kind, [property: Sentence(AmendmentDraft.SayWhy, AmendmentDraft.Longest)] string? Reason)
{
    /// <summary>The most characters a reason may have.</summary>
    public const int Longest = 500;

    public const string SayWhy = "Say why, so that others understand the change.";
    public const string Choose = "Choose what kind of change it is.";
}

/// <summary>Who amends: under which hat, in whose place where a deputy does, and when.</summary>
public sealed record Amender(Guid AccountId, Hat Hat, Guid? For, DateTimeOffset At)
{
    public static Amender Of(Actor actor, DateTimeOffset now) => new(actor.AccountId, actor.Hat, null, now);
}
