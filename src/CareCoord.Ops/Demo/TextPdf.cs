using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace CareCoord.Ops.Demo;

/// <summary>A PDF of plain text on letter paper, in a font that goes with it.</summary>
/// <param name="title">What readers call the file.</param>
/// <param name="footer">What stands at the foot of every page, before its number.</param>
internal sealed class TextPdf(string title, string footer)
{
    private const double Left = 72;
    private const double Right = 540;
    private const double Top = 76;
    private const double Bottom = 708;

    private static readonly XPen Line = new(XColors.Black, 1);

    private readonly PdfDocument document = new();
    private readonly List<XGraphics> pages = [];
    private double y;

    static TextPdf() => GlobalFontSettings.FontResolver = new PaperFonts();

    public int Pages => pages.Count;

    /// <summary>What follows stands on a new page.</summary>
    public void NewPage()
    {
        var page = document.AddPage();
        (page.Width, page.Height) = (XUnit.FromPoint(612), XUnit.FromPoint(792));
        pages.Add(XGraphics.FromPdfPage(page));
        y = Top;
    }

    /// <summary>A line in the middle.</summary>
    public void Title(string text, double size)
    {
        Room(size + 8);
        y += size;
        pages[^1].DrawString(text, PaperFonts.Bold(size), XBrushes.Black, (Left + Right) / 2, y, XStringFormats.BaseLineCenter);
        y += 8;
    }

    /// <summary>Leaves some room.</summary>
    public void Space(double height) => y += height;

    public void Heading(string text)
    {
        Room(60);
        y += 10;
        Write(PaperFonts.Bold(12), Left, text);
        y += 18;
    }

    public void Paragraph(string text, double indent = 0)
    {
        Room(16);
        foreach (var line in Wrap(text, Right - Left - indent, PaperFonts.Plain(11.5)))
        {
            Room(16);
            Write(PaperFonts.Plain(11.5), Left + indent, line);
            y += 16;
        }

        y += 4;
    }

    /// <summary>A question with boxes to tick, of which one is ticked or none.</summary>
    public void Boxes(string question, string[] choices, int? ticked)
    {
        Room(20);
        Write(PaperFonts.Plain(11.5), Left, question);
        foreach (var (at, choice) in choices.Index())
        {
            var x = 330 + (at * 70);
            pages[^1].DrawRectangle(Line, x, y - 8, 9, 9);
            if (at == ticked)
            {
                pages[^1].DrawLine(Line, x, y + 1, x + 9, y - 8);
                pages[^1].DrawLine(Line, x, y - 8, x + 9, y + 1);
            }

            Write(PaperFonts.Plain(11.5), x + 14, choice);
        }

        y += 20;
    }

    /// <summary>A line to sign on, with what was written on it and what stands below.</summary>
    public void Signature(string written, string below, string date)
    {
        Room(48);
        y += 14;
        Write(PaperFonts.Slanted(15), Left + 10, written);
        Write(PaperFonts.Slanted(13), 400, date);
        pages[^1].DrawLine(Line, Left, y + 4, 360, y + 4);
        pages[^1].DrawLine(Line, 390, y + 4, Right, y + 4);
        y += 15;
        Write(PaperFonts.Plain(9), Left, below);
        Write(PaperFonts.Plain(9), 390, "Date");
        y += 21;
    }

    /// <summary>The whole file; nothing more can be written.</summary>
    public byte[] ToBytes()
    {
        foreach (var (at, page) in pages.Index())
        {
            page.DrawString($"{footer} · Page {at + 1} of {pages.Count}", PaperFonts.Slanted(9), XBrushes.Black, Left, 742);
            page.Dispose();
        }

        document.Info.Title = title;
        using var file = new MemoryStream();
        document.Save(file);
        return file.ToArray();
    }

    private void Room(double needed)
    {
        if (pages.Count == 0 || y + needed > Bottom)
            NewPage();
    }

    private void Write(XFont font, double x, string text) => pages[^1].DrawString(text, font, XBrushes.Black, x, y);

    private IEnumerable<string> Wrap(string text, double width, XFont font)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && pages[^1].MeasureString(longer, font).Width > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        yield return line;
    }
}
