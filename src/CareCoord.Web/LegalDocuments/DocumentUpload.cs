using System.Text;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Web.CareTasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CareCoord.Web.LegalDocuments;

/// <summary>
/// What a form with pages brought: what the device calls the upload, the kind of document, and the pages as one file, encrypted while they came in and held
/// until it is disposed of. Nothing of them is ever in memory or on the disk as a whole and readable.
/// </summary>
internal sealed class DocumentUpload : IAsyncDisposable
{
    public const int MostPictures = 30;

    private const int MostOfAField = 4096;
    private readonly FileVault vault;
    private readonly List<FileInHand> received = [];
    private string name = "";

    private DocumentUpload(FileVault vault) => this.vault = vault;

    public Guid UploadId { get; private set; } = Guid.CreateVersion7();

    public DocumentKind Kind { get; private set; } = (DocumentKind)(-1);

    /// <summary>The name under which the pages are kept: as the person calls the file, made safe.</summary>
    public string Name => FileNames.Of(name);

    /// <summary>
    /// Reads the form as it comes in. Throws <see cref="RuleBroken"/> where the pages cannot be taken, <see cref="AntiforgeryValidationException"/> where the
    /// form is not this portal's, and <see cref="BadHttpRequestException"/> or <see cref="InvalidDataException"/> where it does not arrive whole.
    /// </summary>
    public static async Task<DocumentUpload> ReadAsync(HttpContext http, IAntiforgery antiforgery, FileVault vault, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
            throw new BadHttpRequestException("A form with pages is expected.");
        var upload = new DocumentUpload(vault);
        try
        {
            await upload.ReadAsync(http, antiforgery, new MultipartReader(boundary, http.Request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 16 * 1024 }, cancel);
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

    private async Task ReadAsync(HttpContext http, IAntiforgery antiforgery, MultipartReader parts, CancellationToken cancel)
    {
        var isOurs = false;
        while (await parts.ReadNextSectionAsync(cancel) is { } part)
        {
            if (part.GetContentDispositionHeader() is not { } disposition)
                continue;
            if (disposition.IsFormDisposition())
            {
                var (field, value) = (HeaderUtilities.RemoveQuotes(disposition.Name).Value, await FieldAsync(part.Body, cancel));
                if (field == antiforgery.GetTokens(http).FormFieldName)
                    isOurs = await PassAsync(http, antiforgery, value);
                else if (field == "upload" && Guid.TryParse(value, out var id))
                    UploadId = id;
                else if (field == "kind" && Enum.TryParse<DocumentKind>(value, out var kind) && Enum.IsDefined(kind))
                    Kind = kind;
            }
            else if (disposition.IsFileDisposition())
            {
                // The token stands before the pages in the form: nothing is read for whoever has none.
                if (!isOurs)
                    isOurs = await PassAsync(http, antiforgery, null);
                await FileAsync(part.Body, disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value, cancel);
            }
        }

        if (!isOurs)
            await PassAsync(http, antiforgery, null);
    }

    private async Task FileAsync(Stream body, string? called, CancellationToken cancel)
    {
        if (received.Count == MostPictures)
            throw new RuleBroken($"These are more than {MostPictures} pictures. Scan the pages into one PDF, and hand that in.");
        var file = vault.Begin();
        received.Add(file);
        var before = received[..^1].Sum(other => other.Size);
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await body.ReadAsync(buffer, cancel)) > 0)
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

    private static async Task<bool> PassAsync(HttpContext http, IAntiforgery antiforgery, string? token)
    {
        // Looked for in the header first, so that the check does not read the form a second time.
        if (token is not null)
            http.Request.Headers[antiforgery.GetTokens(http).HeaderName!] = token;
        else if (!http.Request.Headers.ContainsKey(antiforgery.GetTokens(http).HeaderName!))
            throw new AntiforgeryValidationException("The form has no token before its pages.");
        await antiforgery.ValidateRequestAsync(http);
        return true;
    }

    private static async Task<string> FieldAsync(Stream body, CancellationToken cancel)
    {
        var bytes = new byte[MostOfAField + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return length <= MostOfAField ? Encoding.UTF8.GetString(bytes, 0, length) : throw new BadHttpRequestException("A field of the form is too long.");
    }
}
