using CareCoord.CareTasks;
using CareCoord.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CareCoord.Web.CareTasks;

/// <summary>What a form with a file brought: where to go back to, the file's name and its bytes; null where no file was chosen.</summary>
internal sealed record TaskUpload(string? Back, string? Name, byte[]? Content)
{
    private const int MostOfAField = 4096;

    /// <summary>
    /// Reads the form as it comes in, so that no health record is ever put into a temporary file. Throws <see cref="RuleBroken"/> where the file
    /// is too large, and <see cref="AntiforgeryValidationException"/> where the form is not this portal's.
    /// </summary>
    public static async Task<TaskUpload> ReadAsync(HttpContext http, IAntiforgery antiforgery, Action<string?> goesBackTo, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
            throw new BadHttpRequestException("A form with a file is expected.");
        var parts = new MultipartReader(boundary, http.Request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 8192 };
        var upload = new TaskUpload(null, null, null);
        var checkedForm = false;
        while (await parts.ReadNextSectionAsync(cancel) is { } part)
        {
            if (part.GetContentDispositionHeader() is not { } disposition)
                continue;
            if (disposition.IsFormDisposition())
            {
                var (name, value) = (HeaderUtilities.RemoveQuotes(disposition.Name).Value, await FieldAsync(part, cancel));
                if (name == "back")
                    goesBackTo((upload = upload with { Back = value }).Back);
                else if (name == antiforgery.GetTokens(http).FormFieldName)
                    checkedForm = await PassAsync(http, antiforgery, value);
            }
            else if (disposition.IsFileDisposition())
            {
                // The token stands before the file in the form: nothing is read for whoever has none.
                if (!checkedForm)
                    await antiforgery.ValidateRequestAsync(http);
                upload = upload with { Name = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value, Content = await FileAsync(part.Body, cancel) };
            }
        }

        if (!checkedForm)
            await antiforgery.ValidateRequestAsync(http);
        return upload;
    }

    private static async Task<bool> PassAsync(HttpContext http, IAntiforgery antiforgery, string token)
    {
        // Looked for in the header first, so that the check does not read the form a second time.
        http.Request.Headers[antiforgery.GetTokens(http).HeaderName!] = token;
        await antiforgery.ValidateRequestAsync(http);
        return true;
    }

    private static async Task<string> FieldAsync(MultipartSection part, CancellationToken cancel)
    {
        var bytes = await ReadAsync(part.Body, MostOfAField, cancel) ?? throw new BadHttpRequestException("A field of the form is too long.");
        return System.Text.Encoding.UTF8.GetString(bytes);
    }

    // What is too large is read to its end and dropped: a browser that still sends would not read the answer.
    private static async Task<byte[]> FileAsync(Stream body, CancellationToken cancel)
    {
        if (await ReadAsync(body, CareTaskAttachment.Largest, cancel) is { } content)
            return content;
        await body.CopyToAsync(Stream.Null, cancel);
        throw new RuleBroken("This file is larger than 10 MB. Make it smaller, for example by saving the pages separately.");
    }

    // Null where there is more.
    private static async Task<byte[]?> ReadAsync(Stream body, int most, CancellationToken cancel)
    {
        using var read = new MemoryStream();
        var buffer = new byte[81920];
        int count;
        while ((count = await body.ReadAsync(buffer, cancel)) > 0)
        {
            if (read.Length + count > most)
                return null;
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }
}
