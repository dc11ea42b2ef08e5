using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.SavedViews;

/// <summary>Which columns of a desk somebody sees, in which order and how wide, as the desk writes it.</summary>
public sealed record KeptColumns(string Columns)
{
    public const int Length = 300;

    /// <summary>The asker's own of a desk; row security leaves out all others.</summary>
    internal static Sql Statement(Desk desk) => new("select columns from kept_columns where desk = $1", desk.Snake());
}
