using CareCoord.Files;
using CareCoord.Shared;

namespace CareCoord.Web.Files;

/// <summary>
/// What a form with a file, or with pictures of its pages, brought. It is one file, encrypted while it came in and held until it is
/// disposed of. Nothing of it is ever in memory or on the disk as a whole and readable.
/// </summary>
internal sealed class FileUpload : IAsyncDisposable
{
    public const int MostPictures = 30;

    private readonly FileVault vault;
    private readonly List<ReceivedFile> received = [];
    private string name = "";

    private FileUpload(FileVault vault) => this.vault = vault;

    /// <summary>The name under which it is kept: as the person calls the file, made safe.</summary>
    public string Name => FileNames.Of(name);

    /// <summary>
    /// Reads the form as it comes in, and hands its fields on. Throws <see cref="RuleBroken"/> where the pages cannot be taken, and as
    /// <see cref="MultipartFormReader.ReadAsync"/> does.
    /// </summary>
    public static async Task<FileUpload> ReadAsync(
        HttpContext http,
        FileVault vault,
        Action<string?, string> field,
        CancellationToken cancel
    )
    {
        var upload = new FileUpload(vault);
        try
        {
            await MultipartFormReader.ReadAsync(http, field, (called, body) => upload.FileAsync(called, body, cancel), cancel);
            return upload;
        }
        catch
        {
            await upload.DisposeAsync();
            throw;
        }
    }

    /// <summary>The pages as one file: the one that came, or a PDF of several pictures.</summary>
    public async Task<ReceivedFile> PagesAsync(CancellationToken cancel)
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
