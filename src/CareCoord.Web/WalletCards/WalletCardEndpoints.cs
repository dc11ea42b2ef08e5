using CareCoord.Access;
using CareCoord.Files;
using CareCoord.WalletCards;
using CareCoord.Web.Files;
using CareCoord.Web.SignIn;

namespace CareCoord.Web.WalletCards;

/// <summary>What wallet cards need besides their pages: the pictures that a visit is shown, and the short way to one's own cards.</summary>
internal static class WalletCardEndpoints
{
    public static void AddWalletCardPages(this IServiceCollection services) => services.AddScoped<WalletCardCookie>();

    public static void MapWalletCardEndpoints(this WebApplication app)
    {
        app.MapGet(
            "/documents/card",
            (HttpContext http) =>
                Me.Of(http.User) is { Hat: Hat.Patient, OwnPatientId: { } own }
                    ? Results.Redirect($"/patients/{own}/documents/card")
                    : Results.NotFound()
        );
        app.MapFile(
                "/card/{Token}/documents/{DocumentId:guid}/pages/{Number:int}/image",
                async (
                    HttpContext http,
                    WalletCardSessions visits,
                    WalletCardCookie visitor,
                    PageImages images,
                    string token,
                    Guid documentId,
                    int number,
                    string? size,
                    CancellationToken cancel
                ) =>
                    await FileEndpoints.PictureAsync(
                        http,
                        images,
                        (await visits.PageAsync(visitor.Actor, token, visitor.Visit, documentId, number, picture: true, cancel)).File,
                        number,
                        size,
                        cancel
                    )
            )
            .AllowAnonymous();
    }
}
