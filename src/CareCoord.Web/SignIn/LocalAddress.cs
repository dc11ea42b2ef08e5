using System.Text;

namespace CareCoord.Web.SignIn;

/// <summary>An address within this portal: what a link brought along is followed only there.</summary>
internal static class LocalAddress
{
    /// <summary>
    /// The address if it is a path of this portal, written as the header of an answer takes it; else its start page.
    /// </summary>
    public static string Of(string? asked) =>
        asked is ['/', not '/' and not '\\', ..] or "/" && Uri.TryCreate(asked, UriKind.Relative, out _) && !asked.Any(char.IsControl)
            ? Escaped(asked) ?? "/"
            : "/";

    // What is no letter of ASCII is escaped, and what is escaped already stays so. Half a letter cannot be written at all.
    private static string? Escaped(string asked)
    {
        var written = new StringBuilder(asked.Length);
        for (var at = 0; at < asked.Length; )
        {
            if (!Rune.TryGetRuneAt(asked, at, out var letter))
                return null;
            at += letter.Utf16SequenceLength;
            written.Append(letter is { IsAscii: true, Value: > ' ' } ? letter.ToString() : Uri.EscapeDataString(letter.ToString()));
        }

        return written.ToString();
    }
}
