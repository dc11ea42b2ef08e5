using System.Globalization;
using System.Text;

namespace CareCoord.Shared;

/// <summary>What people type, as it is kept: without what no one sees.</summary>
public static class TypedText
{
    /// <summary>One line: control signs and marks that turn the direction of reading are left out; null where nothing is left.</summary>
    public static string? Line(string? typed)
    {
        if (typed is null)
            return null;
        var kept = new StringBuilder(typed.Length);
        foreach (var sign in typed)
            kept.Append(char.IsWhiteSpace(sign) ? ' ' : IsUnseen(sign) ? "" : sign.ToString());
        var line = string.Join(' ', kept.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : line;
    }

    private static bool IsUnseen(char sign) => CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.PrivateUse || sign is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
