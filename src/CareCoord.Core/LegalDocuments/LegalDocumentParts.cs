using CareCoord.Access;

namespace CareCoord.LegalDocuments;

/// <summary>Somebody whom a document names, in the order in which they are asked.</summary>
public sealed class LegalDocumentAgent
{
    private LegalDocumentAgent() { }

    internal LegalDocumentAgent(LegalDocument document, int version, int rank, AgentNamed named, DateTimeOffset now)
    {
        (PatientId, Id, DocumentId, Labels) = (document.PatientId, Guid.CreateVersion7(now), document.Id, document.Labels);
        var clean = named.Clean();
        (Version, Rank, Name, AccountId, Phone, Relationship) = (
            version,
            rank,
            clean.Name!,
            clean.AccountId,
            clean.Phone,
            clean.Relationship
        );
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
public sealed class LegalDocumentEntry
{
    private LegalDocumentEntry() { }

    internal LegalDocumentEntry(LegalDocument document, DocumentStep act, Actor by, DateTimeOffset now, string? words)
    {
        (PatientId, Id, DocumentId, Labels) = (document.PatientId, Guid.CreateVersion7(now), document.Id, document.Labels);
        (Action, At, AccountId, Hat, Words) = (act, now, by.AccountId, by.Hat, words);
    }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid DocumentId { get; private set; }
    public DocumentStep Action { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid AccountId { get; private set; }
    public Hat Hat { get; private set; }
    public string? Words { get; private set; }
    public Category Labels { get; private set; }
}

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
