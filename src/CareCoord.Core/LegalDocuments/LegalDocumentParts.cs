using CareCoord.Access;
using CareCoord.Files;

namespace CareCoord.LegalDocuments;

/// <summary>Somebody whom a document names, in the order in which they are asked.</summary>
public sealed class LegalDocumentAgent
{
    private LegalDocumentAgent()
    {
    }

    internal LegalDocumentAgent(LegalDocument document, int version, int rank, AgentNamed named, DateTimeOffset now)
    {
        (PatientId, Id, DocumentId, Labels) = (document.PatientId, Guid.CreateVersion7(now), document.Id, document.Labels);
        var clean = named.Clean();
        (Version, Rank, Name, AccountId, Phone, Relationship) = (version, rank, clean.Name!, clean.AccountId, clean.Phone, clean.Relationship);
    }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid DocumentId { get; private set; }

    /// <summary>The version of the document that names them.</summary>
    public int Version { get; private set; }

    /// <summary>1 is asked first.</summary>
    public int Rank { get; private set; }

    public string Name { get; private set; } = "";
    public string? Phone { get; private set; }
    public string? Relationship { get; private set; }
    public Guid? AccountId { get; private set; }
    public Category Labels { get; private set; }
}

/// <summary>One entry in the history of a document.</summary>
public sealed class LegalDocumentAct
{
    private LegalDocumentAct()
    {
    }

    internal LegalDocumentAct(LegalDocument document, DocumentStep act, Actor by, DateTimeOffset now, string? words)
    {
        (PatientId, Id, DocumentId, Labels) = (document.PatientId, Guid.CreateVersion7(now), document.Id, document.Labels);
        (Act, At, AccountId, Hat, Words) = (act, now, by.AccountId, by.Hat, words);
    }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid DocumentId { get; private set; }
    public DocumentStep Act { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid AccountId { get; private set; }
    public Hat Hat { get; private set; }
    public string? Words { get; private set; }
    public Category Labels { get; private set; }
}

/// <summary>The file that holds the pages of a document, kept once for a patient.</summary>
public sealed class DocumentFile
{
    private DocumentFile()
    {
    }

    internal DocumentFile(Guid patientId, PagesReceived pages, Actor by, DateTimeOffset now)
    {
        var file = pages.File;
        (PatientId, Id, Sha256, Size, KeyId, WrappedKey) = (patientId, file.Id, file.Sha256, file.Size, file.KeyId, file.WrappedKey);
        (MediaType, Name, Pages, UploadedBy, UploadedAt) = (pages.MediaType, pages.Name, pages.Pages, by.AccountId, now);
        (Scan, ScannedAt) = (pages.Scan, pages.Scan == ScanState.Clean ? now : null);
    }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public byte[] Sha256 { get; private set; } = [];
    public long Size { get; private set; }
    public string MediaType { get; private set; } = "";
    public string Name { get; private set; } = "";
    public int Pages { get; private set; }
    public string KeyId { get; private set; } = "";
    public byte[] WrappedKey { get; private set; } = [];
    public ScanState Scan { get; private set; }
    public DateTimeOffset? ScannedAt { get; private set; }

    /// <summary>How often the scanner was asked in vain.</summary>
    public int ScanTries { get; private set; }

    public Guid UploadedBy { get; private set; }
    public DateTimeOffset UploadedAt { get; private set; }
    public Category Labels { get; private set; }

    /// <summary>Nobody is handed what the scanner has not seen yet, or has found harmful.</summary>
    public bool IsOpen => Scan is ScanState.Clean or ScanState.UnscannedNotConfigured;

    /// <summary>What it takes to read it.</summary>
    internal SealedFile Sealed => new(Id, Sha256, Size, KeyId, WrappedKey);

    /// <summary>The scanner has answered.</summary>
    internal void Scanned(bool clean, DateTimeOffset now) => (Scan, ScannedAt) = (clean ? ScanState.Clean : ScanState.Infected, now);

    /// <summary>The scanner could not be asked: it stays in quarantine.</summary>
    internal void NotScanned() => ScanTries++;
}

/// <summary>Pages as they were received: the file as it was kept, what it is, and its name as people read it.</summary>
/// <param name="Scan">What the virus scanner has said of it until now.</param>
public sealed record PagesReceived(SealedFile File, string MediaType, string Name, int Pages, ScanState Scan);

/// <summary>Somebody who is asked to have read a document.</summary>
public sealed class DocumentReading
{
    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid DocumentId { get; private set; }
    public Guid AccountId { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public DateTimeOffset? RemindedAt { get; private set; }
    public Category Labels { get; private set; }

    /// <summary>They say that they have read it; a second time changes nothing.</summary>
    internal void Confirm(DateTimeOffset now) => ConfirmedAt ??= now;
}
