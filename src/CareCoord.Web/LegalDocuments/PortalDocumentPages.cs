using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Web.Files;
using CareCoord.Web.SignIn;

namespace CareCoord.Web.LegalDocuments;

/// <summary>The pages of legal documents as pictures that this portal has drawn.</summary>
internal static class PortalDocumentPages
{
    public static void MapDocumentPages(this WebApplication app) => app.MapGet("/patients/{PatientId:guid}/documents/{DocumentId:guid}/pages/{Number:int}/image",
        async (HttpContext http, DocumentPageQueries queries, PageImages images, Guid patientId, Guid documentId, int number, string? size, CancellationToken cancel) =>
            Me.Of(http.User) is { } me
                ? await PictureAsync(http, images, await queries.PictureAsync(me.Actor, patientId, documentId, number, cancel), number, size, cancel)
                : Results.NotFound());

    /// <summary>How large a page is drawn, as its address says it.</summary>
    public static PageSize Size(string? said) => said == "large" ? PageSize.Large : PageSize.Whole;

    /// <summary>Answers with a drawn page; where it cannot be drawn, with the sentence that says why.</summary>
    public static async Task<IResult> PictureAsync(HttpContext http, PageImages images, PagesHandedOut file, int number, string? size, CancellationToken cancel)
    {
        HandedOut.AsPicture(http);
        if (!file.IsOpen)
            return Results.Text(DocumentWords.Closed(file.Scan), statusCode: StatusCodes.Status422UnprocessableEntity);
        try
        {
            return Results.Bytes(await images.DrawAsync(file.File, file.MediaType, number, Size(size), cancel), FileKinds.Png);
        }
        catch (RuleBroken rule)
        {
            return Results.Text(rule.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }
}
