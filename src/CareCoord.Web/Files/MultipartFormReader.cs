using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CareCoord.Web.Files;

/// <summary>
/// A form with files, read part by part as it comes in, so that no health record is ever put into a temporary file. Its token stands before
/// its files: of a form that is not this portal's no file is read.
/// </summary>
internal sealed class MultipartFormReader
{
    private const int MostOfAField = 4096;
    private const int ReadAtOnce = 64 * 1024;
    private readonly HttpContext http;
    private readonly IAntiforgery antiforgery;
    private bool isOurs;

    private MultipartFormReader(HttpContext http)
    {
        this.http = http;
        antiforgery = http.RequestServices.GetRequiredService<IAntiforgery>();
    }

    /// <summary>
    /// Hands each field and each file on: a field by its name and value, a file by what the browser calls it and its bytes. Throws
    /// <see cref="AntiforgeryValidationException"/> where the form is not this portal's, and <see cref="BadHttpRequestException"/> or
    /// <see cref="InvalidDataException"/> where it is none or does not arrive whole.
    /// </summary>
    public static async Task ReadAsync(
        HttpContext http,
        Action<string?, string> field,
        Func<string?, Stream, Task> file,
        CancellationToken cancel
    )
    {
        if (
            !MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary
        )
            throw new BadHttpRequestException("A form with a file is expected.");
        var form = new MultipartFormReader(http);
        var parts = new MultipartReader(boundary, http.Request.Body, ReadAtOnce) { HeadersCountLimit = 8, HeadersLengthLimit = 16 * 1024 };
        while (await parts.ReadNextSectionAsync(cancel) is { } part)
            await form.TakeAsync(part, field, file, cancel);
        form.Expect();
    }

    private async Task TakeAsync(
        MultipartSection part,
        Action<string?, string> field,
        Func<string?, Stream, Task> file,
        CancellationToken cancel
    )
    {
        if (part.GetContentDispositionHeader() is not { } disposition)
            return;
        if (disposition.IsFormDisposition())
        {
            var (name, value) = (HeaderUtilities.RemoveQuotes(disposition.Name).Value, await FieldAsync(part.Body, cancel));
            if (name == antiforgery.GetTokens(http).FormFieldName)
                await PassAsync(value);
            else
                field(name, value);
        }
        else if (disposition.IsFileDisposition())
        {
            Expect();
            await file(
                disposition.FileNameStar.HasValue
                    ? disposition.FileNameStar.Value
                    : HeaderUtilities.RemoveQuotes(disposition.FileName).Value,
                part.Body
            );
        }
    }

    private async Task PassAsync(string token)
    {
        // Looked for in the header first, so that the check does not read the form a second time.
        http.Request.Headers[antiforgery.GetTokens(http).HeaderName!] = token;
        await antiforgery.ValidateRequestAsync(http);
        isOurs = true;
    }

    private void Expect()
    {
        if (!isOurs)
            throw new AntiforgeryValidationException("The form has no token before its files.");
    }

    private static async Task<string> FieldAsync(Stream body, CancellationToken cancel)
    {
        var bytes = new byte[MostOfAField + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return length <= MostOfAField
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new BadHttpRequestException("A field of the form is too long.");
    }
}
