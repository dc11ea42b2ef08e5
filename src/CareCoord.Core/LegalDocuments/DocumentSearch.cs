using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>By what documents that were found are sorted: each of them from its beginning, unless it is reversed.</summary>
public enum DocumentSort
{
    LastDay,
    Kind,
    Person,
    State,
}

/// <summary>Which documents are looked for over the asker's patients; what is not said is any.</summary>
/// <param name="ExpiresBefore">Only those whose last day comes before this day, or has come.</param>
/// <param name="Unread">Only those that somebody was asked to read and has not confirmed; for a provider, the asker themselves.</param>
/// <param name="After">The key that the page before gave.</param>
/// <param name="Waiting">Only those that wait for a review.</param>
/// <param name="Ending">Only those in effect that run out within <see cref="Soon"/> days, or have run out.</param>
/// <param name="Name">Only those of people whose name has this in it.</param>
public sealed record DocumentFilter(
    DocumentKind? Kind = null,
    DocumentState? State = null,
    DateOnly? ExpiresBefore = null,
    bool Unread = false,
    string? After = null,
    DocumentSort Sort = DocumentSort.LastDay,
    bool Reversed = false,
    bool Waiting = false,
    bool Ending = false,
    string? Name = null
)
{
    /// <summary>Within how many days a document runs out soon.</summary>
    public const int Soon = 60;

    /// <summary>It leaves some of them out.</summary>
    public bool IsFiltered => this with { After = null, Sort = default, Reversed = false } != new DocumentFilter();
}

/// <summary>How many documents of the asker's patients there are, and how many stand in each question.</summary>
public sealed record DocumentCounts(int Documents, int Waiting, int Unread, int Ending, int InEffect, int Found);

/// <summary>One document that was found, of one of the asker's patients.</summary>
/// <param name="Number">The number of the record, where another patient of the asker's has that name and birth date too.</param>
/// <param name="Today">Today, where the patient lives.</param>
/// <param name="Unread">Who was asked to read it and has not confirmed; a provider sees themselves only.</param>
public sealed record DocumentFound(
    Guid PatientId,
    string Patient,
    DateOnly BirthDate,
    long? Number,
    DateOnly Today,
    Guid Id,
    DocumentKind Kind,
    DocumentState State,
    DateOnly? SignedOn,
    DateOnly? ExpiresOn,
    IReadOnlyList<string> Unread
);

/// <summary>A page of the documents that were found, and the counts of all.</summary>
public sealed record DocumentsFound(DocumentCounts Counts, Page<DocumentFound> Rows);

/// <summary>What stands in a document, and who has read it, as it is seen beside the list.</summary>
public sealed record DocumentBeside(Guid Id, DocumentFacts Facts, string UploadedBy, Hat UploadedAs, DateTimeOffset UploadedAt)
{
    /// <summary>Who was asked to read it; a provider sees their own line.</summary>
    public IReadOnlyList<ReadingView> Readings { get; init; } = [];
}
