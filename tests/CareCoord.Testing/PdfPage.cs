using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace CareCoord.Testing;

/// <summary>What a reader of PDFs finds in a file, page by page.</summary>
/// <param name="Width">In points, as the page is stored.</param>
/// <param name="Height">In points, as the page is stored.</param>
/// <param name="RightEdge">Where its last letter to the right ends.</param>
/// <param name="Turned">By how many degrees to the right it is shown.</param>
/// <param name="Text">Its words, with a space between.</param>
/// <param name="Fonts">The fonts of its letters, each once.</param>
/// <param name="Pictures">Its pictures.</param>
/// <param name="Drawn">All that draws it: letters, lines and where they stand.</param>
public sealed record PdfPage(
    double Width,
    double Height,
    double RightEdge,
    int Turned,
    string Text,
    string[] Fonts,
    PdfPicture[] Pictures,
    string Drawn
)
{
    public static PdfPage[] Of(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(Read)];
    }

    private static PdfPage Read(Page page) =>
        new(
            page.Width,
            page.Height,
            page.Letters.Select(letter => letter.EndBaseLine.X).DefaultIfEmpty().Max(),
            page.Rotation.Value,
            string.Join(' ', page.GetWords().Select(word => word.Text)),
            [.. page.Letters.Select(letter => letter.FontName!).Distinct().Order()],
            [.. page.GetImages().Select(PdfPicture.Of)],
            Drawing(page)
        );

    private static string Drawing(Page page)
    {
        using var drawn = new MemoryStream();
        foreach (var operation in page.Operations)
            operation.Write(drawn);
        return Encoding.Latin1.GetString(drawn.ToArray());
    }
}

/// <summary>A picture on a page of a PDF.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Stored">Its bytes as they stand in the file.</param>
/// <param name="Pixels">Its pixels, unpacked; none where they are packed as a JPEG.</param>
public sealed record PdfPicture(int Width, int Height, byte[] Stored, byte[] Pixels)
{
    internal static PdfPicture Of(IPdfImage image) =>
        new(
            image.WidthInSamples,
            image.HeightInSamples,
            image.RawBytes.ToArray(),
            image.TryGetBytesAsMemory(out var pixels) ? pixels.ToArray() : []
        );
}
