using CareCoord.Access;
using CareCoord.Amendments;

namespace CareCoord.LegalDocuments;

/// <summary>
/// A legal document of a patient: what it says, where it stands, and which file holds its pages. Its life is in LegalDocumentLife.cs.
/// </summary>
public sealed partial class LegalDocument
{
    /// <summary>A draft that is not handed in after so many days is dropped.</summary>
    public const int DraftDays = 30;

    /// <summary>Whoever was asked to read one is reminded for so many days.</summary>
    public const int RemindedDays = 30;

    private LegalDocument() { }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public DocumentKind Kind { get; private set; }
    public DocumentState State { get; private set; }
    public Guid FileId { get; private set; }

    /// <summary>What the uploading device called this upload, so that one it repeats is known.</summary>
    public Guid UploadId { get; private set; }

    public DateOnly? SignedOn { get; private set; }
    public string? SignedBy { get; private set; }
    public string? Witnesses { get; private set; }
    public string? Notary { get; private set; }

    /// <summary>By the law of which state or country it was made.</summary>
    public string? Jurisdiction { get; private set; }

    /// <summary>The last day on which it holds, where the patient lives.</summary>
    public DateOnly? ExpiresOn { get; private set; }

    /// <summary>When somebody should look whether it is still what the patient wants.</summary>
    public DateOnly? ReviewOn { get; private set; }

    public string? PaperIsAt { get; private set; }
    public string? PowersGranted { get; private set; }
    public string? PowersWithheld { get; private set; }
    public Decision Cpr { get; private set; }
    public Decision Intubation { get; private set; }
    public Decision TubeFeeding { get; private set; }
    public Decision IvFluids { get; private set; }
    public Decision Antibiotics { get; private set; }
    public Decision Dialysis { get; private set; }
    public Decision ComfortOnly { get; private set; }

    /// <summary>A power of attorney that holds only while the patient cannot decide for themselves.</summary>
    public bool Springing { get; private set; }

    public Guid UploadedBy { get; private set; }
    public Hat UploadedAs { get; private set; }
    public Guid? ActingFor { get; private set; }
    public DateTimeOffset UploadedAt { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public Guid? ReviewedBy { get; private set; }

    /// <summary>When it was taken up, and then when it was accepted or returned.</summary>
    public DateTimeOffset? ReviewedAt { get; private set; }

    /// <summary>What to mend, or a word on the acceptance.</summary>
    public string? ReviewWords { get; private set; }

    /// <summary>The version whose place it took.</summary>
    public Guid? SupersedesId { get; private set; }

    public Guid? RevokedBy { get; private set; }
    public string? RevokeWords { get; private set; }

    /// <summary>When it was superseded, revoked, or had run out.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What is especially private in it; all that belongs to it, and its pages, carry the same.</summary>
    public Category Labels { get; private set; }

    /// <summary>Of what was copied from it.</summary>
    public EntryVersion Version { get; private set; } = EntryVersion.First;

    public uint RowVersion { get; private set; }

    /// <summary>Accepted, and its last day is not over.</summary>
    public bool IsInEffect(DateOnly today) => State == DocumentState.Accepted && !(ExpiresOn < today);

    /// <summary>Only one of its kind is in effect at a time.</summary>
    public bool IsTheOnlyOne => Kind != DocumentKind.Release;
}
