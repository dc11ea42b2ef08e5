using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.SavedViews;

/// <summary>
/// A view of a desk that somebody keeps under a name; <paramref name="Query"/> is what its address says after the question mark.
/// </summary>
public sealed record SavedView(Guid Id, string Name, string Query)
{
    public const int NameLength = 60;
    public const int QueryLength = 500;

    /// <summary>The most that one person keeps for one desk.</summary>
    public const int Most = 30;

    /// <summary>The asker's own views of a desk, by name; row security leaves out all others.</summary>
    internal static Sql Statement(Desk desk) =>
        new("select id, name, query from saved_views where desk = $1 order by lower(name)", desk.Snake());
}
