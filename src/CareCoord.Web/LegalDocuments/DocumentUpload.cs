using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Web.Files;

namespace CareCoord.Web.LegalDocuments;

/// <summary>
/// What a form with pages brought: what the device calls the upload, the kind of document, and the pages as one file, encrypted while they came in and held
/// until it is disposed of. Nothing of them is ever in memory or on the disk as a whole and readable.
/// </summary>
internal sealed class DocumentUpload : IAsyncDisposable
{
    public const int MostPictures = 30;

    private readonly FileVault vault;
    private readonly List<FileInHand> received = [];
    private string name = "";

    private DocumentUpload(FileVault vault) => this.vault = vault;

    public Guid UploadId { get; private set; } = Guid.CreateVersion7();

    public DocumentKind Kind { get; private set; } = (DocumentKind)(-1);

    /// <summary>The name under which the pages are kept: as the person calls the file, made safe.</summary>
    public string Name => FileNames.Of(name);

    /// <summary>
    /// Reads the form as it comes in. Throws <see cref="RuleBroken"/> where the pages cannot be taken, and as <see cref="StreamedForm.ReadAsync"/> does.
    /// </summary>
    public static async Task<DocumentUpload> ReadAsync(HttpContext http, FileVault vault, CancellationToken cancel)
    {
        var upload = new DocumentUpload(vault);
        try
        {
            await StreamedForm.ReadAsync(http, upload.Field, (called, body) => upload.FileAsync(called, body, cancel), cancel);
            return upload;
        }
        catch
        {
            await upload.DisposeAsync();
            throw;
        }
    }

    /// <summary>The pages as one file: the one that came, or a PDF of several pictures.</summary>
    public async Task<FileInHand> PagesAsync(CancellationToken cancel)
    {
        if (received is [])
            throw new RuleBroken("Choose a file, or take a picture of each page, first.");
        if (received is [var only])
            return only;
        var made = vault.Begin();
        received.Add(made);
        await PagesPdf.MakeAsync(received[..^1], made, cancel);
        await made.FinishAsync(cancel);
        name = Path.ChangeExtension(Name, null) + ".pdf";
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in received)
            await file.DisposeAsync();
    }

    private void Field(string? field, string value)
    {
        if (field == "upload" && Guid.TryParse(value, out var id))
            UploadId = id;
        else if (field == "kind" && Enum.TryParse<DocumentKind>(value, out var kind) && Enum.IsDefined(kind))
            Kind = kind;
    }

    private async Task FileAsync(string? called, Stream body, CancellationToken cancel)
    {
        if (received.Count == MostPictures)
            throw new RuleBroken($"These are more than {MostPictures} pictures. Scan the pages into one PDF, and hand that in.");
        var file = vault.Begin();
        received.Add(file);
        var before = received[..^1].Sum(other => other.Size);
        var buffer = new byte[64 * 1024];
        int count;
        // Taken in large pieces: each costs as much as it is small.
        while ((count = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel)) > 0)
        {
            if (before + file.Size + count > FileVault.Largest)
                throw new RuleBroken(FileVault.TooLarge);
            await file.TakeAsync(buffer.AsMemory(0, count), cancel);
            // What is none of the kinds taken is not read to its end.
            if (file.Size >= 16 && file.Size == count)
                FileKinds.Of(file.Head);
        }

        // A browser sends an empty, nameless file for a field that was left empty.
        if (file.Size == 0 && string.IsNullOrEmpty(called))
        {
            received.Remove(file);
            await file.DisposeAsync();
            return;
        }

        await file.FinishAsync(cancel);
        name = name.Length == 0 ? called ?? "" : name;
    }
}
