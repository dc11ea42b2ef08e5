using System.Security.Cryptography;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Files;

/// <summary>Files that come in by the one road: received, looked at, scanned, kept and recorded.</summary>
internal static class ReceivedFiles
{
    /// <summary>A file as if it had been received, by what its one byte is; nothing of it lies in the vault.</summary>
    public static FileReceived Of(byte content) =>
        new(
            new(Guid.CreateVersion7(), SHA256.HashData([content]), 1, "k1", new byte[60]),
            FileKinds.Pdf,
            "Plan.pdf",
            1,
            ScanState.UnscannedNotConfigured
        );

    /// <summary>Brings a file in, and hands it to whoever records it.</summary>
    public static async Task ReceiveAsync(this TestDatabase database, string name, byte[] bytes, Func<FileReceived, Task<bool>> record)
    {
        await using var hand = database.Get<FileVault>().Begin();
        await hand.TakeAsync(bytes, default);
        await hand.FinishAsync(default);
        await database.Get<ReceiveFile>().TakeAsync(hand, name, record, default);
    }

    public static Task AttachAsync(this TestDatabase database, Actor by, Guid patient, Guid task, string name, byte[] bytes) =>
        database.ReceiveAsync(name, bytes, file => database.Get<AttachToCareTask>().RunAsync(by, new(patient, task, file), default));

    public static async Task<Guid> HandInAsync(this TestDatabase database, Actor by, Guid patient, string name, byte[] bytes)
    {
        var document = Guid.Empty;
        await database.ReceiveAsync(
            name,
            bytes,
            async file =>
            {
                var kept = await database
                    .Get<UploadLegalDocument>()
                    .RunAsync(by, new(patient, null, Guid.CreateVersion7(), DocumentKind.AdvanceDirective, file), default);
                document = kept.DocumentId;
                return kept.FileIsNeeded;
            }
        );
        return document;
    }
}
