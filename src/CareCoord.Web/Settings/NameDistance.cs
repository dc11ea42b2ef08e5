namespace CareCoord.Web.Settings;

/// <summary>How many letters lie between two names, to say which one was meant.</summary>
internal static class NameDistance
{
    /// <summary>The closest of the names; null where a third of its letters, or more, would have to change.</summary>
    public static string? Closest(string name, IEnumerable<string> names) =>
        names
            .Select(one => (Name: one, Letters: Between(name.ToUpperInvariant(), one.ToUpperInvariant())))
            .Where(one => one.Letters * 3 < one.Name.Length)
            .OrderBy(one => one.Letters)
            .Select(one => one.Name)
            .FirstOrDefault();

    // Levenshtein's distance, a row at a time.
    private static int Between(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
