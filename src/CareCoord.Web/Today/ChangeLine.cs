using CareCoord.Today;

namespace CareCoord.Web.Today;

/// <summary>A line of "What changed": one change, or all of a kind where they are many.</summary>
internal sealed record ChangeLine(IReadOnlyList<Change> Changes)
{
    /// <summary>From how many of a kind on they are one line with a number.</summary>
    public const int Many = 3;

    public ChangeKind Kind => Changes[0].Kind;

    /// <summary>When the newest of it was.</summary>
    public DateTimeOffset At => Changes.Max(change => change.At);

    /// <summary>The lines, newest first; what is less than many of its kind keeps a line of its own.</summary>
    public static IReadOnlyList<ChangeLine> Of(IEnumerable<Change> changes) =>
        [
            .. changes
                .GroupBy(change => change.Kind)
                .SelectMany(kind => kind.Count() >= Many ? [new ChangeLine([.. kind])] : kind.Select(one => new ChangeLine([one])))
                .OrderByDescending(line => line.At),
        ];
}
