using System.Security.Cryptography;
using CareCoord.Access;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Ops.Seeding;
using CareCoord.Shared;

namespace CareCoord.Testing;

/// <summary>The legal documents of a record.</summary>
public sealed partial class World
{
    /// <summary>A legal document in some state, as the database writes it, with a row for its file; returns its id.</summary>
    public async Task<Guid> DocumentAsync(
        Guid patient,
        Actor uploadedBy,
        string state = "accepted",
        string kind = "advance_directive",
        Guid? reviewedBy = null,
        DateOnly? expiresOn = null,
        Category labels = Category.None,
        bool springing = false
    )
    {
        var (rows, id, at, stands) = (
            new SeedRows(),
            Guid.CreateVersion7(),
            Now.AddDays(-2),
            SnakeCaseNames.FromSnake<DocumentState>(state)
        );
        var reviewed = stands is not (DocumentState.Draft or DocumentState.Submitted);
        rows.Add<StoredFile>(
            new
            {
                PatientId = patient,
                Id = id,
                Part = Category.LegalDocuments,
                Sha256 = SHA256.HashData(id.ToByteArray(bigEndian: true)),
                Size = 100L,
                MediaType = "application/pdf",
                Name = "Document.pdf",
                Pages = 1,
                KeyId = "k1",
                WrappedKey = new byte[60],
                Scan = ScanState.UnscannedNotConfigured,
                ScanTries = 0,
                UploadedBy = uploadedBy.AccountId,
                UploadedAt = at,
                Labels = labels,
            }
        );
        rows.Add<LegalDocument>(
            new
            {
                PatientId = patient,
                Id = id,
                Kind = SnakeCaseNames.FromSnake<DocumentKind>(kind),
                State = stands,
                FileId = id,
                UploadId = id,
                SignedOn = new DateOnly(2026, 1, 5),
                SignedBy = "Zelda Example",
                Cpr = Decision.No,
                Intubation = Decision.NotSaid,
                TubeFeeding = Decision.NotSaid,
                IvFluids = Decision.NotSaid,
                Antibiotics = Decision.NotSaid,
                Dialysis = Decision.NotSaid,
                ComfortOnly = Decision.NotSaid,
                Springing = springing,
                UploadedBy = uploadedBy.AccountId,
                UploadedAs = uploadedBy.Hat,
                UploadedAt = at,
                SubmittedAt = stands == DocumentState.Draft ? (DateTimeOffset?)null : at,
                ReviewedBy = reviewed ? reviewedBy : null,
                ReviewedAt = reviewed ? at : (DateTimeOffset?)null,
                ReviewWords = stands == DocumentState.Returned ? "A page is missing." : null,
                ExpiresOn = expiresOn,
                EndedAt = stands is DocumentState.Superseded or DocumentState.Revoked or DocumentState.Expired ? at : (DateTimeOffset?)null,
                RevokedBy = stands == DocumentState.Revoked ? uploadedBy.AccountId : (Guid?)null,
                Labels = labels,
            }
        );
        await database.SeedAsync(rows);
        return id;
    }

    /// <summary>Somebody whom a document names; returns nothing.</summary>
    public Task AgentAsync(Guid patient, Guid document, string name, Guid? account = null, int rank = 1) =>
        database.SeedAsync<LegalDocumentAgent>(
            new
            {
                PatientId = patient,
                DocumentId = document,
                Version = 1,
                Rank = rank,
                Name = name,
                Phone = "(773) 555-0104",
                Relationship = "daughter",
                AccountId = account,
                Labels = Category.None,
            }
        );

    /// <summary>
    /// What becomes of a document at work. There is an agent, an act, a provider asked to read it, and a time in which the patient cannot
    /// decide.
    /// </summary>
    public async Task DocumentWorkAsync(Guid patient, Guid document, Actor coordinator, Actor provider)
    {
        await AgentAsync(patient, document, "Zia Agent");
        var rows = new SeedRows();
        rows.Add<LegalDocumentEntry>(
            new
            {
                PatientId = patient,
                DocumentId = document,
                Action = DocumentStep.Accepted,
                At = Now.AddDays(-2),
                coordinator.AccountId,
                Hat = Hat.Coordinator,
                Words = "Zapped",
                Labels = Category.None,
            }
        );
        rows.Add<DocumentReading>(
            new
            {
                PatientId = patient,
                DocumentId = document,
                provider.AccountId,
                AskedAt = Now.AddDays(-2),
                Labels = Category.None,
            }
        );
        rows.Add<Incapacity>(
            new
            {
                PatientId = patient,
                Since = Now.AddDays(-1),
                Words = "Zoned out",
                RecordedBy = provider.AccountId,
                RecordedAt = Now.AddDays(-1),
            }
        );
        await database.SeedAsync(rows);
    }
}
