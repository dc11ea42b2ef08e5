namespace CareCoord.WalletCards;

/// <summary>The bounds of wallet cards; the database counts by these numbers.</summary>
public static class WalletCard
{
    /// <summary>How many a patient may have that hold.</summary>
    public const int Most = 10;

    /// <summary>After so many wrong PINs in a row a card rests for <see cref="RestMinutes"/>.</summary>
    public const int MostTries = 5;
    public const int RestMinutes = 15;

    /// <summary>After so many wrong PINs in all it is closed for good.</summary>
    public const int MostWrong = 20;

    /// <summary>How many minutes a visit lasts.</summary>
    public const int VisitMinutes = 20;
}
