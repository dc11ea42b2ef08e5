namespace CareCoord.Shared;

/// <summary>One page of a list that is read on by key: <paramref name="Next"/> opens the following page, null on the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>Makes a page of <paramref name="size"/> rows out of one row more than that, keyed by its last row.</summary>
    public static Page<T> Of(IReadOnlyList<T> oneMore, int size, Func<T, string> key) =>
        oneMore.Count <= size ? new(oneMore, null) : new([.. oneMore.Take(size)], key(oneMore[size - 1]));
}
