using CareCoord.Files;
using CareCoord.Shared;
using CareCoord.Web.Limits;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace CareCoord.Web.Files;

/// <summary>How files of a record come in and go out over HTTP; whether one does, Core decides.</summary>
internal static class FileEndpoints
{
    // More than this is not even read to be thrown away.
    private const int MostSent = 64 * 1024 * 1024;
    private const int Around = 256 * 1024;
    private const string NotWhole = "It did not arrive whole, and nothing of it was kept. Try again.";

    /// <summary>
    /// An endpoint that takes a form with files, streamed: the form's token is checked as it is read, so no file lies anywhere before that.
    /// </summary>
    public static void MapUpload(this WebApplication app, string pattern, Delegate take) =>
        app.MapPost(pattern, take).WithMetadata(new RequestSizeLimitAttribute(MostSent), new MovesFileAttribute()).DisableAntiforgery();

    /// <summary>An endpoint that hands out a file, or a picture of one of its pages.</summary>
    public static RouteHandlerBuilder MapFile(this WebApplication app, string pattern, Delegate handOut) =>
        app.MapGet(pattern, handOut).WithMetadata(new MovesFileAttribute());

    /// <summary>
    /// Takes what a form brings, and leads on; what is refused is said where the person came from. <paramref name="take"/> says where to go
    /// on to; <paramref name="orElse"/> is what one can do where this portal takes none just now.
    /// </summary>
    public static async Task<IResult> TakeAsync(HttpContext http, Func<string> back, string orElse, Func<Task<string>> take)
    {
        try
        {
            var next = await take();
            return WantsJson(http) ? Results.Json(new { next }) : Results.Redirect(next);
        }
        catch (RuleBroken rule)
        {
            return Refused(
                http,
                back(),
                rule.Message,
                rule.Message == FileVault.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity
            );
        }
        catch (FileNotKept full)
        {
            Log(http).LogError(full.InnerException, "A file could not be kept");
            return Refused(
                http,
                back(),
                $"It could not be kept just now, because there is no room for it. Nothing of it is here. Try again later{orElse}.",
                StatusCodes.Status507InsufficientStorage
            );
        }
        catch (ToolMissing missing)
        {
            Log(http).LogError(missing, "Files cannot be checked");
            return Refused(
                http,
                back(),
                $"Documents cannot be checked just now, and so none is taken. Nothing was kept. Try again later{orElse}.",
                StatusCodes.Status503ServiceUnavailable
            );
        }
        catch (AntiforgeryValidationException)
        {
            return Results.BadRequest();
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            // A form that ends too early, comes too slowly, or is none.
            return Refused(
                http,
                back(),
                NotWhole,
                broken is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest
            );
        }
    }

    /// <summary>Throws <see cref="RuleBroken"/> where the whole form says beforehand that it is too large: nothing of it is read.</summary>
    public static void DemandSize(HttpContext http)
    {
        if (http.Request.ContentLength > FileVault.Largest + Around)
            throw new RuleBroken(FileVault.TooLarge);
    }

    /// <summary>Answers with a file as a download; where nobody is handed it, back to where that is said.</summary>
    public static IResult Download(HttpContext http, FileVault vault, FileHandedOut file, string back)
    {
        try
        {
            var content = vault.Open(file);
            DownloadHeaders.AsDownload(http, file.Name, file.MediaType);
            http.Response.ContentLength = file.Size;
            return Results.Stream(content, file.MediaType);
        }
        catch (RuleBroken rule)
        {
            return Results.Redirect(http.RequestServices.GetRequiredService<FlashMessage>().Onto(back, rule.Message));
        }
    }

    /// <summary>How large a page is drawn, as its address says it.</summary>
    public static PageSize Size(string? said) => said == "large" ? PageSize.Large : PageSize.Whole;

    /// <summary>Answers with a drawn page; where it cannot be drawn, with the sentence that says why.</summary>
    public static async Task<IResult> PictureAsync(
        HttpContext http,
        PageImages images,
        FileHandedOut file,
        int number,
        string? size,
        CancellationToken cancel
    )
    {
        DownloadHeaders.AsPicture(http);
        try
        {
            return Results.Bytes(await images.DrawAsync(file, number, Size(size), cancel), FileKinds.Png);
        }
        catch (RuleBroken rule)
        {
            return Results.Text(rule.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static IResult Refused(HttpContext http, string back, string sentence, int status) =>
        WantsJson(http)
            ? Results.Json(new { problem = sentence }, statusCode: status)
            : Results.Redirect(http.RequestServices.GetRequiredService<FlashMessage>().Onto(back, sentence));

    private static bool WantsJson(HttpContext http) =>
        http.Request.Headers.Accept.Any(accept => accept?.Contains("application/json", StringComparison.Ordinal) == true);

    private static ILogger Log(HttpContext http) =>
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FileEndpoints));
}
