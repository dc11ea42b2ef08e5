using CareCoord.Access;
using CareCoord.Notifications;
using CareCoord.WalletCards;
using CareCoord.Web.Shell;

namespace CareCoord.Web.WalletCards;

internal static class WalletCardsPages
{
    public static readonly FeaturePages Pages = new()
    {
        Notifications =
        [
            new(
                WalletCardNotifications.Made,
                "paper",
                told =>
                    $"{told.By} has made a wallet card for {(told.Own ? "you" : told.Patient ?? "a patient")}. "
                    + "End it if that was not meant.",
                Address
            ),
            new(
                WalletCardNotifications.Opened,
                "paper",
                told => $"Somebody opened {told.Whose} wallet card with its PIN. If you do not know who, end the card.",
                Address
            ),
            new(
                WalletCardNotifications.Rests,
                "paper",
                told => $"Somebody entered 5 wrong PINs at {told.Whose} wallet card. It cannot be opened for 15 minutes.",
                Address
            ),
            new(
                WalletCardNotifications.Closed,
                "paper",
                told => $"Somebody entered 20 wrong PINs at {told.Whose} wallet card, so it is closed. Make a new one.",
                Address
            ),
        ],
        Services = (builder, _) => builder.Services.AddWalletCardPages(),
        Endpoints = app => app.MapWalletCardEndpoints(),
    };

    private static string Address(NotificationSubject notification, Hat hat) =>
        notification.PatientId is { } patient ? $"/patients/{patient}/documents/card" : "/";
}
