using CareCoord.Notifications;

namespace CareCoord;

/// <summary>SQL that follows from what the features declare: written by `carecoord schema`, committed, and read like any other.</summary>
/// <param name="Path">Its file, under CareCoord.Core.</param>
/// <param name="Lines">What is derived.</param>
public sealed record DerivedSql(string Path, string Lines)
{
    private const string Begins = "-- Derived from the feature's declaration, and written by `carecoord schema`:";
    private const string Ends = "-- What follows is this table's own.";

    /// <summary>Every file with derived lines.</summary>
    public static IReadOnlyList<DerivedSql> All =>
        [
            .. from feature in Feature.All
            from table in feature.Tables
            select new DerivedSql($"{feature.Folder}/Sql/{table.Name}.policies.sql", table.Policies()),
            .. NotificationSql.All,
        ];

    /// <summary>The text of the file with the derived lines as they have to be; what is written by hand stays.</summary>
    public string Derive(string file)
    {
        var (from, to) = (file.IndexOf(Begins, StringComparison.Ordinal), file.IndexOf(Ends, StringComparison.Ordinal));
        var lines = $"{Begins}\n{Lines.ReplaceLineEndings("\n")}";
        // Only policies may go on by hand.
        if (!Path.EndsWith(".policies.sql", StringComparison.Ordinal))
            return lines;
        var own = from >= 0 && to >= 0 ? file.Remove(from, to + Ends.Length + 1 - from) : file;
        return $"{lines}{Ends}\n{own}";
    }
}
