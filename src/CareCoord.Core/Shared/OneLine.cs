using System.Text;

namespace CareCoord.Shared;

/// <summary>
/// A line of text as people type or paste it, without what nobody sees: breaks, control characters, marks that turn the reading direction.
/// </summary>
public static class OneLine
{
    /// <summary>The line with single spaces and nothing around it; empty where nothing was typed.</summary>
    public static string Of(string? typed)
    {
        var line = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            else if (!Rune.IsControl(rune) && !TurnsDirection(rune.Value))
                line.Append(rune);
        }

        return line.ToString().Trim();
    }

    /// <summary>The same, where something must have been typed. Throws <see cref="RuleBroken"/> with what to do.</summary>
    public static string Said(string? typed, string what) => Of(typed) is { Length: > 0 } line ? line : throw new RuleBroken(what);

    /// <summary>
    /// The same, where something must have been typed that is not too long. Throws <see cref="RuleBroken"/> with what to do.
    /// </summary>
    public static string Within(int longest, string? typed, string what) =>
        Said(typed, what) is var line && line.Length <= longest ? line : throw new RuleBroken(what);

    /// <summary>The line; null where nothing was typed.</summary>
    public static string? OrNull(string? typed) => Of(typed) is { Length: > 0 } line ? line : null;

    private static bool TurnsDirection(int mark) =>
        mark is 0x61C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
