using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>What a file is by its content, whatever it is called, and what stands against keeping it.</summary>
public static class FileKinds
{
    public const string Pdf = "application/pdf";
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";
    public const string Tiff = "image/tiff";

    private const string Unknown =
        "This is not a PDF, PNG, JPEG or TIFF. Take a picture of each page, or save it as a PDF, and choose it again.";
    private const string TwoThings =
        "This file is two kinds of file in one, so it is not safe to keep. Print it to a PDF, or take a picture of each page.";
    private const string CutOff = "This PDF is cut off: its end is missing. Save or scan it once more, and choose it again.";

    /// <summary>The media type that the first bytes tell. Throws <see cref="RuleBroken"/> where it is none of those taken.</summary>
    public static string Of(ReadOnlySpan<byte> head) =>
        head switch
        {
            [] => throw new RuleBroken("This file is empty. Choose another."),
            [0x25, 0x50, 0x44, 0x46, 0x2D, (byte)'1' or (byte)'2', (byte)'.', ..] => Pdf,
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
            [0xFF, 0xD8, 0xFF, ..] => Jpeg,
            [0x49, 0x49, 0x2A, 0x00, ..] or [0x4D, 0x4D, 0x00, 0x2A, ..] => Tiff,
            _ => throw new RuleBroken(Unknown),
        };

    /// <summary>Throws <see cref="RuleBroken"/> where the file is something else besides, or a PDF without its end.</summary>
    public static void DemandOneThing(string mediaType, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (EndsAsZip(tail) || (mediaType != Pdf && head.IndexOf("%PDF-"u8) >= 0))
            throw new RuleBroken(TwoThings);
        if (mediaType == Pdf)
            DemandEnd(tail);
    }

    private static void DemandEnd(ReadOnlySpan<byte> tail)
    {
        var end = tail.LastIndexOf("%%EOF"u8);
        if (end < 0)
            throw new RuleBroken(CutOff);
        foreach (var left in tail[(end + 5)..])
        {
            if (left is not ((byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t' or 0))
                throw new RuleBroken(TwoThings);
        }
    }

    // A zip archive is read from its end. A record that reaches exactly to the end of the file makes one of it, whatever stands before.
    private static bool EndsAsZip(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.Length - 22; at >= 0; at--)
        {
            if (
                tail[at] == 'P'
                && tail[at + 1] == 'K'
                && tail[at + 2] == 5
                && tail[at + 3] == 6
                && at + 22 + tail[at + 20] + (tail[at + 21] << 8) == tail.Length
            )
                return true;
        }

        return false;
    }
}
