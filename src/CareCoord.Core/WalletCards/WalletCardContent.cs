using CareCoord.Files;
using CareCoord.LegalDocuments;

namespace CareCoord.WalletCards;

/// <summary>What a wallet card shows to whoever has opened it.</summary>
public sealed record WalletCardContent(
    string Name,
    DateOnly BirthDate,
    string TimeZone,
    DateTimeOffset EndsAt,
    IReadOnlyList<DocumentOnCard> Documents
);

/// <summary>One document in effect, with what stands in it.</summary>
/// <param name="IsOpen">Its pages can be looked at.</param>
/// <param name="Former">What was said to stand in it before that was amended, and when; the latest first.</param>
public sealed record DocumentOnCard(Guid Id, DocumentFacts Facts, int Pages, bool IsOpen, IReadOnlyList<FormerFacts> Former);

/// <summary>What was said to stand in a document until it was amended.</summary>
public sealed record FormerFacts(DateTimeOffset Until, DocumentFacts Facts);

/// <summary>One page of such a document.</summary>
public sealed record CardLeaf(DocumentKind Kind, int Pages, FileHandedOut File);
