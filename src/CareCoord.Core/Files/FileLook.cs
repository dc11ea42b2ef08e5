using System.Globalization;
using System.Text.RegularExpressions;
using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>
/// Looks at a received file before it is kept. It finds what it is, that it is whole and can be opened, and how many pages it has.
/// </summary>
public sealed partial class FileLook
{
    /// <summary>The most pages a document may have.</summary>
    public const int MostPages = 500;

    private const string Locked =
        "This PDF is locked with a password, so nobody could read it in an emergency. Save it without a password, and choose it again.";
    private const string Damaged = "This PDF cannot be opened: it is cut off or damaged. Save or scan it once more, and choose it again.";
    private const string DamagedTiff = "This TIFF cannot be opened: it is cut off or damaged. Save it as a PDF, and choose it again.";
    private const string Tries =
        "This cannot be opened in reasonable time, so it is not kept. Print it to a PDF, or take a picture of each page.";

    /// <summary>
    /// What it is and how many pages it has. Throws <see cref="RuleBroken"/> with what to do where it cannot be kept, and
    /// <see cref="ToolMissing"/> where this machine cannot look.
    /// </summary>
    public async Task<(string MediaType, int Pages)> LookAsync(ReceivedFile file, CancellationToken cancel)
    {
        var mediaType = FileKinds.Of(file.Head);
        FileKinds.DemandOneThing(mediaType, file.Head, file.Tail);
        await using var content = file.Read();
        switch (mediaType)
        {
            case FileKinds.Pdf:
                return (mediaType, await PdfPagesAsync(content, cancel));
            case FileKinds.Tiff:
                return (mediaType, await TiffPagesAsync(content, cancel));
            case FileKinds.Png:
                await PictureLook.PngAsync(content, cancel);
                return (mediaType, 1);
            default:
                await PictureLook.JpegAsync(content, file.Tail.ToArray(), cancel);
                return (mediaType, 1);
        }
    }

    private static async Task<int> PdfPagesAsync(Stream pdf, CancellationToken cancel, string damaged = Damaged)
    {
        var answer = await SandboxedProcess.RunAsync("pdfinfo", ["-enc", "UTF-8", "-"], pdf, cancel);
        if (answer.Complained.Contains("Incorrect password", StringComparison.Ordinal) || Encrypted().IsMatch(answer.Said))
            throw new RuleBroken(Locked);
        if (answer.ExitCode is not (0 or 1))
            throw new RuleBroken(Tries);
        // What a reader would have to guess is not a document that holds in an emergency.
        var broken =
            answer.Complained.Contains("Couldn't read xref table", StringComparison.Ordinal)
            || answer.Complained.Contains("Couldn't find trailer", StringComparison.Ordinal);
        if (
            answer.ExitCode != 0
            || broken
            || Pages().Match(answer.Said) is not { Success: true } match
            || !int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var pages)
            || pages < 1
        )
            throw new RuleBroken(damaged);
        return pages <= MostPages
            ? pages
            : throw new RuleBroken($"This has {pages} pages. Hand in only the pages of the document itself, at most {MostPages}.");
    }

    // The tool reads a TIFF here and there, so it needs a file, for as long as that takes; a PDF streams into its tool.
    private static async Task<int> TiffPagesAsync(Stream tiff, CancellationToken cancel)
    {
        using var page = await MemoryFile.OfAsync(tiff, cancel);
        using var made = new MemoryFile();
        var answer = await SandboxedProcess.RunAsync("tiff2pdf", ["-o", made.Path, page.Path], null, cancel);
        if (answer.ExitCode != 0)
            throw new RuleBroken(answer.ExitCode < 0 || answer.ExitCode > 128 ? Tries : DamagedTiff);
        return await PdfPagesAsync(made.Content, cancel, DamagedTiff);
    }

    [GeneratedRegex(@"^Pages:\s+([0-9]+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Pages();

    [GeneratedRegex(@"^Encrypted:\s+yes", RegexOptions.Multiline)]
    private static partial Regex Encrypted();
}
