using CareCoord.Background;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Web.Files;
using CareCoord.Web.SignIn;

namespace CareCoord.Web.LegalDocuments;

/// <summary>
/// The pages of legal documents: taken as a form that streams in, handed out as a download that no browser runs, or as pictures.
/// </summary>
internal static class LegalDocumentEndpoints
{
    private const string OrElse = ", or bring the paper to your clinic";

    public static void AddLegalDocumentPages(this IServiceCollection services, FileSettings files) =>
        services
            .AddFiles(files)
            .AddSingleton<DocumentWorker>()
            .AddPeriodicWork<SweepFiles>(new("document-sweep", TimeSpan.FromHours(1)), (files, cancel) => files.SweepAsync(cancel))
            .AddPeriodicWork<DocumentWorker>(
                new("document-scan", TimeSpan.FromSeconds(30)),
                (documents, cancel) => documents.ScanAsync(cancel)
            )
            .AddPeriodicWork<DocumentWorker>(
                new("document-tending", TimeSpan.FromSeconds(30)),
                (documents, cancel) => documents.TendAsync(cancel)
            );

    public static void MapLegalDocumentEndpoints(this WebApplication app)
    {
        app.MapUpload(
            "/patients/{PatientId:guid}/documents/pages",
            (HttpContext http, UploadLegalDocument upload, Guid patientId, CancellationToken cancel) =>
                TakeAsync(http, upload, patientId, null, cancel)
        );
        app.MapUpload(
            "/patients/{PatientId:guid}/documents/{DocumentId:guid}/pages",
            (HttpContext http, UploadLegalDocument upload, Guid patientId, Guid documentId, CancellationToken cancel) =>
                TakeAsync(http, upload, patientId, documentId, cancel)
        );
        app.MapGet("/patients/{PatientId:guid}/documents/uploads/{UploadId:guid}", FindAsync);
        app.MapFile("/patients/{PatientId:guid}/documents/{DocumentId:guid}/file", HandOutAsync);
        app.MapFile(
            "/patients/{PatientId:guid}/documents/{DocumentId:guid}/pages/{Number:int}/image",
            async (
                HttpContext http,
                DocumentPageQueries queries,
                PageImages images,
                Guid patientId,
                Guid documentId,
                int number,
                string? size,
                CancellationToken cancel
            ) =>
                Me.Of(http.User) is { } me
                    ? await FileEndpoints.PictureAsync(
                        http,
                        images,
                        await queries.PictureAsync(me.Actor, patientId, documentId, number, cancel),
                        number,
                        size,
                        cancel
                    )
                    : Results.NotFound()
        );
    }

    private static async Task<IResult> TakeAsync(
        HttpContext http,
        UploadLegalDocument upload,
        Guid patientId,
        Guid? documentId,
        CancellationToken cancel
    )
    {
        if (Me.Of(http.User) is not { } me)
            return Results.NotFound();
        var back = documentId is { } mended ? $"/patients/{patientId}/documents/{mended}/add" : $"/patients/{patientId}/documents/add";
        return await FileEndpoints.TakeAsync(
            http,
            () => back,
            OrElse,
            async () =>
            {
                // Whoever may not add is told before a byte is read.
                if (
                    !(
                        await http.RequestServices.GetRequiredService<LegalDocumentQueries>().UploadAsync(me.Actor, patientId, null, cancel)
                    ).MayAdd
                )
                    throw new RuleBroken(
                        "You can read these documents, but not add to them. Ask the patient or their coordinator if you should be able to."
                    );
                FileEndpoints.DemandSize(http);
                return $"/patients/{patientId}/documents/{await KeepAsync(http, upload, me, patientId, documentId, cancel)}/facts";
            }
        );
    }

    private static async Task<Guid> KeepAsync(
        HttpContext http,
        UploadLegalDocument upload,
        Me me,
        Guid patientId,
        Guid? documentId,
        CancellationToken cancel
    )
    {
        var (uploadId, kind) = (Guid.CreateVersion7(), (DocumentKind)(-1));
        await using var form = await FileUpload.ReadAsync(http, http.RequestServices.GetRequiredService<FileVault>(), Field, cancel);
        var document = Guid.Empty;
        await http
            .RequestServices.GetRequiredService<ReceiveFile>()
            .TakeAsync(
                await form.PagesAsync(cancel),
                form.Name,
                async file =>
                {
                    var kept = await upload.RunAsync(me.Actor, new(patientId, documentId, uploadId, kind, file), CancellationToken.None);
                    document = kept.DocumentId;
                    return kept.FileIsNeeded;
                },
                cancel
            );
        return document;

        void Field(string? field, string value)
        {
            if (field == "upload" && Guid.TryParse(value, out var id))
                uploadId = id;
            else if (field == "kind" && Enum.TryParse<DocumentKind>(value, out var one) && Enum.IsDefined(one))
                kind = one;
        }
    }

    // A device that lost the connection asks whether what it sent is here.
    private static async Task<IResult> FindAsync(
        HttpContext http,
        LegalDocumentQueries queries,
        Guid patientId,
        Guid uploadId,
        CancellationToken cancel
    )
    {
        if (Me.Of(http.User) is not { } me)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return (await queries.UploadAsync(me.Actor, patientId, uploadId, cancel)).Kept is { } kept
            ? Results.Json(new { next = $"/patients/{patientId}/documents/{kept}/facts" })
            : throw new NotFound();
    }

    private static async Task<IResult> HandOutAsync(
        HttpContext http,
        LegalDocumentQueries queries,
        FileVault vault,
        Guid patientId,
        Guid documentId,
        CancellationToken cancel
    ) =>
        Me.Of(http.User) is { } me
            ? FileEndpoints.Download(
                http,
                vault,
                await queries.PagesAsync(me.Actor, patientId, documentId, cancel),
                $"/patients/{patientId}/documents/{documentId}"
            )
            : Results.NotFound();
}
