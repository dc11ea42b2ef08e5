using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Ops.Seeding;
using Npgsql;

namespace CareCoord.Ops.Demo;

/// <summary>
/// Gives documents to those of the demo who have none: the files first, encrypted and on the disk, then their rows. Files whose rows do
/// not come to be go again.
/// </summary>
internal sealed class DemoDocuments(FileVault vault, NpgsqlConnection connection, DemoAudit audit)
{
    /// <summary>Those of the people of the network.</summary>
    public async Task NetworkAsync(DemoScene scene, CancellationToken cancel)
    {
        var people = await DocumentPerson.LackingAsync(connection, [.. RiversideDocuments.Patients], scene, cancel);
        foreach (var patient in RiversideDocuments.Patients.Where(people.ContainsKey))
            RiversideDocuments.Write(new(scene, people[patient]));
        await KeepAsync(scene, cancel);
    }

    /// <summary>Those of a block of further patients.</summary>
    public async Task BlockAsync(DemoScene scene, int block, int last, CancellationToken cancel)
    {
        var numbers = GeneratedPatients.Numbers(block, last);
        var people = await DocumentPerson.LackingAsync(connection, [.. numbers.Keys], scene, cancel);
        foreach (var (patient, number) in numbers.Where(one => people.ContainsKey(one.Key)))
            PlausibleDocuments.Write(new(scene, people[patient]), number);
        await KeepAsync(scene, cancel);
    }

    private async Task KeepAsync(DemoScene scene, CancellationToken cancel)
    {
        var (rows, documents) = (scene.Rows, scene.Rows.Of<LegalDocument>());
        if (documents.Count == 0)
            return;
        // Held until their rows are there, so that no sweep takes them meanwhile.
        await using var held = await vault.KeepAsync(scene.Papers.Select(paper => new ReadOnlyMemory<byte>(paper.Pdf)), cancel);
        foreach (var (at, file) in held.Files.Index())
        {
            var document = SeedRows.Change(documents[at], new { FileId = file.Id });
            rows.Add<StoredFile>(
                new
                {
                    document.PatientId,
                    Part = Access.Category.LegalDocuments,
                    file.Id,
                    file.Sha256,
                    file.Size,
                    MediaType = FileKinds.Pdf,
                    Name = DocumentPaper.NameOf(document.Kind),
                    scene.Papers[at].Pages,
                    file.KeyId,
                    file.WrappedKey,
                    Scan = ScanState.UnscannedNotConfigured,
                    ScanTries = 0,
                    document.UploadedBy,
                    document.UploadedAt,
                    document.Labels,
                }
            );
        }

        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await rows.WriteAsync(connection, [], cancel);
        foreach (var resting in scene.RestingGrants)
            await RestAsync(scene, resting, cancel);
        await audit.DocumentsLoadedAsync(connection, [.. documents.Select(document => document.PatientId).Distinct()], cancel);
        if (scene.Notifies)
            await audit.HappenedAsync(connection, scene.Audited, cancel);
        await held.RecordAsync(() => transaction.CommitAsync(cancel));
    }

    // A grant that rests on another document by now, or has ended, stays as it is.
    private async Task RestAsync(DemoScene scene, RestingGrant resting, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            update proxy_grants set rests_on_document_id = $3
            where patient_id = $1 and caregiver_account_id = $2 and rests_on_document_id is null and ends_at is null returning id
            """,
            connection
        );
        command.Parameters.Add(new() { Value = resting.PatientId });
        command.Parameters.Add(new() { Value = resting.Caregiver });
        command.Parameters.Add(new() { Value = resting.DocumentId });
        if (await command.ExecuteScalarAsync(cancel) is Guid grant)
            scene.Audited.Add(
                new(
                    resting.Since,
                    new(resting.By, Access.Hat.Coordinator),
                    LegalDocumentAccess.RestGrant,
                    resting.PatientId,
                    "proxy_grant",
                    grant
                )
            );
    }
}

/// <summary>The pages of a document before they are kept.</summary>
internal sealed record Paper(byte[] Pdf, int Pages);

/// <summary>A caregiver's grant that rests on a document since it was accepted.</summary>
internal sealed record RestingGrant(Guid PatientId, Guid Caregiver, Guid DocumentId, Guid By, DateTimeOffset Since);

/// <summary>Something that is told in the access history.</summary>
internal sealed record AuditedAct(DateTimeOffset At, Access.Actor By, Access.AuditedAction What, Guid PatientId, string Kind, Guid Subject);
