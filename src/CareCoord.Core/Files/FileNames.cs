using System.Globalization;
using System.Text;

namespace CareCoord.Files;

/// <summary>
/// Makes a name of what a browser or a person calls a file: no folder, nothing unseen, not too long, ending as what it is.
/// </summary>
public static class FileNames
{
    public const int Longest = 150;

    private const string Forbidden = "\"<>|:*?\\/";

    /// <summary>
    /// The name without its folders and without characters that names of files cannot have; "file" where nothing is left.
    /// </summary>
    public static string Of(string? called)
    {
        var name = (called ?? "")[((called ?? "").LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var unseen =
                Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.PrivateUse
                    or UnicodeCategory.Surrogate
                    or UnicodeCategory.OtherNotAssigned;
            if (!unseen && rune != Rune.ReplacementChar && !Forbidden.Contains(rune.ToString(), StringComparison.Ordinal))
                kept.Append(rune.ToString());
        }

        var clean = kept.ToString().Trim(' ', '.');
        return clean.Length == 0 ? "file" : Shortened(clean);
    }

    /// <summary>The name under which a file of this media type is handed out: it ends as what it is, whatever it was called.</summary>
    public static string For(string called, string mediaType)
    {
        var name = Of(called);
        string[] endings = mediaType switch
        {
            FileKinds.Pdf => [".pdf"],
            FileKinds.Png => [".png"],
            FileKinds.Jpeg => [".jpg", ".jpeg"],
            FileKinds.Tiff => [".tif", ".tiff"],
            _ => [".bin"],
        };
        return endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? name : name + endings[0];
    }

    // The ending stays, and no character is cut in two.
    private static string Shortened(string name)
    {
        if (name.Length <= Longest)
            return name;
        var ending = Path.GetExtension(name) is { Length: > 0 and <= 8 } brief ? brief : "";
        var stem = name[..(Longest - ending.Length)];
        return (char.IsHighSurrogate(stem[^1]) ? stem[..^1] : stem) + ending;
    }
}
