using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.Files;
using CareCoord.Patients;

namespace CareCoord.LegalDocuments;

/// <summary>A patient's legal documents as the asker may see them, and what they may do with them.</summary>
/// <param name="MayAdd">The asker may hand in documents.</param>
/// <param name="MayReview">The asker coordinates this patient's care.</param>
/// <param name="Incapacity">What stands of the patient not being able to decide; null where nothing does.</param>
public sealed record LegalDocumentsView(
    PatientBanner Patient,
    bool MayAdd,
    bool MayReview,
    DateTimeOffset At,
    IncapacityView? Incapacity,
    IReadOnlyList<LegalDocumentRow> Documents
);

/// <summary>One document in a list.</summary>
/// <param name="IsMine">The asker uploaded it.</param>
/// <param name="IsToRead">The asker is asked to read it, and has not confirmed.</param>
/// <param name="Unread">How many were asked and have not confirmed.</param>
public sealed record LegalDocumentRow(
    Guid Id,
    DocumentKind Kind,
    DocumentState State,
    DateOnly? SignedOn,
    DateOnly? ExpiresOn,
    string UploadedBy,
    bool IsMine,
    DateTimeOffset UploadedAt,
    DateTimeOffset? ReviewedAt,
    string? ReviewWords,
    DateTimeOffset? EndedAt,
    int Pages,
    ScanState Scan,
    bool IsToRead,
    int Unread
);

/// <summary>What was found of a patient who cannot decide, by whom.</summary>
public sealed record IncapacityView(Guid Id, DateTimeOffset Since, DateTimeOffset? Until, string Words, string RecordedBy);

/// <summary>One document with all that belongs to it, and what the asker may do with it now.</summary>
/// <param name="LabelsOffered">The sensitivity labels that the asker can give it: those with which they act in this record.</param>
/// <param name="People">Whom it can name that has an account here.</param>
/// <param name="Former">What was said to stand in it before that was amended, the latest first.</param>
public sealed record LegalDocumentView(
    PatientBanner Patient,
    Guid Id,
    uint Version,
    DocumentState State,
    DocumentFacts Facts,
    DocumentPages Pages,
    string UploadedBy,
    Hat UploadedAs,
    DateTimeOffset UploadedAt,
    DateTimeOffset? SubmittedAt,
    string? ReviewedBy,
    DateTimeOffset? ReviewedAt,
    string? ReviewWords,
    string? RevokedBy,
    string? RevokeWords,
    DateTimeOffset? EndedAt,
    Guid? SupersedesId,
    Guid? SupersededById,
    DocumentMay May,
    Category LabelsOffered,
    string? Coordinator,
    IReadOnlyList<DocumentHistoryLine> History,
    IReadOnlyList<ReadingView> Readings,
    IReadOnlyList<GrantOnDocument> Grants,
    IReadOnlyList<PersonWithAccount> People,
    IReadOnlyList<FormerVersion> Former
)
{
    /// <summary>The asker is asked to read it: whether they have; null where they are not.</summary>
    public bool? HaveRead(Guid account) =>
        Readings.Where(r => r.AccountId == account).Select(r => (bool?)(r.ConfirmedAt is not null)).FirstOrDefault();
}

/// <summary>The file that holds the pages.</summary>
public sealed record DocumentPages(string Name, string MediaType, int Pages, long Bytes, ScanState Scan)
{
    /// <summary>It is handed out.</summary>
    public bool IsOpen => Scan.IsOpen();
}

/// <summary>What the asker may do with a document as it stands.</summary>
public sealed record DocumentMay(bool Change, bool Drop, bool Review, bool Revoke, bool Remind, bool Confirm, bool Amend);

/// <summary>One line of the history.</summary>
public sealed record DocumentHistoryLine(DocumentStep Step, DateTimeOffset At, string By, Hat Hat, string? Words);

/// <summary>Somebody who was asked to read it.</summary>
public sealed record ReadingView(
    Guid AccountId,
    string Name,
    DateTimeOffset AskedAt,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? RemindedAt
);

/// <summary>A proxy grant of somebody whom the document names: whether it rests on it.</summary>
/// <param name="Name">Whose it is; null where it is the asker's own.</param>
public sealed record GrantOnDocument(Guid GrantId, string? Name, string Relationship, bool RestsOnIt);

/// <summary>Whom a document can name that has an account here.</summary>
public sealed record PersonWithAccount(Guid AccountId, string Name, string Relationship);

/// <summary>What is needed to take pages: whether the asker may add, and the document that has this upload already.</summary>
public sealed record UploadPageView(PatientBanner Patient, bool MayAdd, Guid? Kept);
