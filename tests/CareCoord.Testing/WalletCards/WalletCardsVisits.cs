namespace CareCoord.Testing.WalletCards;

internal static class WalletCardsVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("wallet-card-rosa", "rosa", "/patients/{Rosa}/documents/card", "For how long"),
        new("wallet-card-ana", "ana", "/patients/{Rosa}/documents/card", "For how long"),
    ];
}
