using CareCoord.Access;
using CareCoord.LegalDocuments;

namespace CareCoord.Ops.Demo;

// One record for each table of legal documents; its properties are the columns that the database does not make itself.

internal sealed record FileRow(Guid PatientId, Guid Id, byte[] Sha256, long Size, string MediaType, string Name, int Pages, string KeyId, byte[] WrappedKey,
    ScanState Scan, Guid UploadedBy, DateTimeOffset UploadedAt, Category Labels);

internal sealed record DocumentRow(Guid PatientId, Guid Id, DocumentKind Kind, DocumentState State, Guid FileId, Guid UploadId, DateOnly? SignedOn, string? SignedBy,
    string? Witnesses, string? Notary, string? Jurisdiction, DateOnly? ExpiresOn, DateOnly? ReviewOn, string? PaperIsAt, string? PowersGranted, string? PowersWithheld,
    Decision Cpr, Decision Intubation, Decision TubeFeeding, Decision IvFluids, Decision Antibiotics, Decision Dialysis, Decision ComfortOnly, bool Springing,
    Guid UploadedBy, Hat UploadedAs, Guid? ActingFor, DateTimeOffset UploadedAt, DateTimeOffset? SubmittedAt, Guid? ReviewedBy, DateTimeOffset? ReviewedAt,
    string? ReviewWords, Guid? SupersedesId, DateTimeOffset? EndedAt, Category Labels);

internal sealed record AgentRow(Guid PatientId, Guid Id, Guid DocumentId, int Rank, string Name, string? Phone, string? Relationship, Guid? AccountId, Category Labels);

internal sealed record DocumentActRow(Guid PatientId, Guid Id, Guid DocumentId, DocumentStep Act, DateTimeOffset At, Guid AccountId, Hat Hat, string? Words, Category Labels);

internal sealed record DocumentReadingRow(Guid PatientId, Guid Id, Guid DocumentId, Guid AccountId, DateTimeOffset AskedAt, DateTimeOffset? ConfirmedAt,
    DateTimeOffset? RemindedAt, Category Labels);
