using CareCoord.Background;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Web.Files;
using CareCoord.Web.Shell;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace CareCoord.Web.LegalDocuments;

/// <summary>The pages of legal documents: taken as a form that streams in, handed out as a download that no browser runs.</summary>
internal static class PortalLegalDocuments
{
    // More than this is not even read to be thrown away.
    private const int MostSent = 64 * 1024 * 1024;
    private const int Around = 256 * 1024;
    private const string NoRoom = "It could not be kept just now, because there is no room for it. Nothing of it is here. Try again later, or bring the paper to your clinic.";
    private const string NotWhole = "It did not arrive whole, and nothing of it was kept. Try again.";
    private const string CannotLook = "Documents cannot be checked just now, and so none is taken. Nothing was kept. Try again later, or bring the paper to your clinic.";

    public static void AddPortalLegalDocuments(this IServiceCollection services, IConfiguration settings) =>
        services.AddFiles(FileSetup.From(settings)).AddSingleton<DocumentWorker>()
            .AddPeriodicWork<SweepFiles>(new("document-sweep", TimeSpan.FromHours(1)), (files, cancel) => files.SweepAsync(cancel))
            .AddPeriodicWork<DocumentWorker>(new("document-scan", TimeSpan.FromSeconds(30)), (documents, cancel) => documents.ScanAsync(cancel))
            .AddPeriodicWork<DocumentWorker>(new("document-tending", TimeSpan.FromSeconds(30)), (documents, cancel) => documents.TendAsync(cancel));

    public static void MapPortalLegalDocuments(this WebApplication app)
    {
        var files = new[] { "/patients/{PatientId:guid}/documents/pages", "/patients/{PatientId:guid}/documents/{DocumentId:guid}/pages" };
        app.MapPost(files[0], (HttpContext http, UploadLegalDocument upload, Guid patientId, CancellationToken cancel) => TakeAsync(http, upload, patientId, null, cancel))
            .WithMetadata(new RequestSizeLimitAttribute(MostSent)).DisableAntiforgery();
        app.MapPost(files[1], (HttpContext http, UploadLegalDocument upload, Guid patientId, Guid documentId, CancellationToken cancel) => TakeAsync(http, upload, patientId, documentId, cancel))
            .WithMetadata(new RequestSizeLimitAttribute(MostSent)).DisableAntiforgery();
        app.MapGet("/patients/{PatientId:guid}/documents/uploads/{UploadId:guid}", FindAsync);
        app.MapGet("/patients/{PatientId:guid}/documents/{DocumentId:guid}/file", HandOutAsync);
        app.MapDocumentPages();
    }

    private static async Task<IResult> TakeAsync(HttpContext http, UploadLegalDocument upload, Guid patientId, Guid? documentId, CancellationToken cancel)
    {
        if (Me.Of(http.User) is not { } me)
            return Results.NotFound();
        var queries = http.RequestServices.GetRequiredService<LegalDocumentQueries>();
        var back = documentId is { } mended ? $"/patients/{patientId}/documents/{mended}/add" : $"/patients/{patientId}/documents/add";
        try
        {
            // Whoever may not add is told before a byte is read.
            if (!(await queries.UploadAsync(me.Actor, patientId, null, cancel)).MayAdd)
                throw new RuleBroken("You can read these documents, but not add to them. Ask the patient or their coordinator if you should be able to.");
            if (http.Request.ContentLength > FileVault.Largest + Around)
                return Refused(http, back, FileVault.TooLarge, StatusCodes.Status413PayloadTooLarge);
            var document = await KeepAsync(http, upload, me, patientId, documentId, cancel);
            var next = $"/patients/{patientId}/documents/{document}/facts";
            return WantsJson(http) ? Results.Json(new { next }) : Results.Redirect(next);
        }
        catch (RuleBroken rule)
        {
            return Refused(http, back, rule.Message, rule.Message == FileVault.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity);
        }
        catch (FileNotKept full)
        {
            Log(http).LogError(full.InnerException, "A document could not be kept");
            return Refused(http, back, NoRoom, StatusCodes.Status507InsufficientStorage);
        }
        catch (ToolMissing missing)
        {
            Log(http).LogError(missing, "Documents cannot be checked");
            return Refused(http, back, CannotLook, StatusCodes.Status503ServiceUnavailable);
        }
        catch (AntiforgeryValidationException)
        {
            return Results.BadRequest();
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            // A form that ends too early, comes too slowly, or is none.
            return Refused(http, back, NotWhole, broken is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<Guid> KeepAsync(HttpContext http, UploadLegalDocument upload, Me me, Guid patientId, Guid? documentId, CancellationToken cancel)
    {
        var services = http.RequestServices;
        var (vault, antivirus) = (services.GetRequiredService<FileVault>(), services.GetRequiredService<Antivirus>());
        await using var form = await DocumentUpload.ReadAsync(http, vault, cancel);
        var pages = await form.PagesAsync(cancel);
        var (mediaType, count) = await services.GetRequiredService<FileLook>().LookAsync(pages, cancel);
        VirusVerdict verdict;
        await using (var content = pages.Read())
            verdict = await antivirus.ScanAsync(content, cancel);
        var scan = verdict switch
        {
            VirusVerdict.NotConfigured => ScanState.UnscannedNotConfigured,
            VirusVerdict.Clean => ScanState.Clean,
            VirusVerdict.Infected => throw new RuleBroken("The virus scanner found something harmful in this file, so it was not kept. Take pictures of the pages instead, and hand those in."),
            _ => ScanState.Quarantined,
        };
        // From here on it is finished even where the person has gone: what is written is told the next time the device asks.
        var file = await pages.KeepAsync(CancellationToken.None);
        var kept = await upload.RunAsync(me.Actor, new(patientId, documentId, form.UploadId, form.Kind, new(file, mediaType, FileNames.For(form.Name, mediaType), count, scan)), CancellationToken.None);
        if (!kept.FileIsNeeded)
            vault.Remove(file.Id);
        return kept.DocumentId;
    }

    // A device that lost the connection asks whether what it sent is here.
    private static async Task<IResult> FindAsync(HttpContext http, LegalDocumentQueries queries, Guid patientId, Guid uploadId, CancellationToken cancel)
    {
        if (Me.Of(http.User) is not { } me)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return (await queries.UploadAsync(me.Actor, patientId, uploadId, cancel)).Kept is { } kept
            ? Results.Json(new { next = $"/patients/{patientId}/documents/{kept}/facts" })
            : throw new NotFound();
    }

    private static async Task<IResult> HandOutAsync(HttpContext http, LegalDocumentQueries queries, FileVault vault, CarriedSentence said, Guid patientId, Guid documentId, CancellationToken cancel)
    {
        if (Me.Of(http.User) is not { } me)
            return Results.NotFound();
        var pages = await queries.PagesAsync(me.Actor, patientId, documentId, cancel);
        if (!pages.IsOpen)
            return Results.Redirect(said.Onto($"/patients/{patientId}/documents/{documentId}", DocumentWords.Closed(pages.Scan)));
        HandedOut.AsDownload(http, pages.Name, pages.MediaType);
        http.Response.ContentLength = pages.File.Size;
        return Results.Stream(vault.Open(pages.File), pages.MediaType);
    }

    private static IResult Refused(HttpContext http, string back, string sentence, int status) => WantsJson(http)
        ? Results.Json(new { problem = sentence }, statusCode: status)
        : Results.Redirect(http.RequestServices.GetRequiredService<CarriedSentence>().Onto(back, sentence));

    private static bool WantsJson(HttpContext http) => http.Request.Headers.Accept.Any(accept => accept?.Contains("application/json", StringComparison.Ordinal) == true);

    private static ILogger Log(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PortalLegalDocuments));
}
