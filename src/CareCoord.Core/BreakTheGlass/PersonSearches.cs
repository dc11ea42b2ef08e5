namespace CareCoord.BreakTheGlass;

/// <summary>How often one may search for people with whom one has nothing to do; the database counts by these numbers.</summary>
public static class PersonSearches
{
    /// <summary>How many people a search finds at most.</summary>
    public const int MostFound = 5;

    /// <summary>For how many minutes a person who was found may be opened.</summary>
    public const int FoundForMinutes = 15;

    /// <summary>How many searches count for an account within <see cref="TryMinutes"/>.</summary>
    public const int Most = 10;
    public const int TryMinutes = 15;
    public const int MostADay = 30;
}
