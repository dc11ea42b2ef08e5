using System.Globalization;
using System.Text;

namespace CareCoord.Ops.Demo;

/// <summary>A PDF of plain text on letter paper, in the fonts that every reader of PDFs has. The same text makes the same bytes.</summary>
/// <param name="footer">What stands at the foot of every page, before its number.</param>
internal sealed class TextPdf(string footer)
{
    private const double Left = 72;
    private const double Right = 540;
    private const double Top = 716;
    private const double Bottom = 84;

    // The widths of Times-Roman from space to tilde, in thousandths of the size.
    private static readonly int[] Widths =
    [
        250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
        921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
        333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
    ];

    private readonly List<StringBuilder> pages = [];
    private double y;

    public int Pages => pages.Count;

    /// <summary>What follows stands on a new page.</summary>
    public void NewPage()
    {
        pages.Add(new());
        y = Top;
    }

    /// <summary>A line in the middle.</summary>
    public void Title(string text, double size)
    {
        Room(size + 8);
        y -= size;
        // Bold letters are a little wider than those whose widths are known here.
        Write(Font.Bold, size, (Left + Right - (WidthOf(text, size) * 1.05)) / 2, text);
        y -= 8;
    }

    /// <summary>Leaves some room.</summary>
    public void Space(double height) => y -= height;

    public void Heading(string text)
    {
        Room(60);
        y -= 10;
        Write(Font.Bold, 12, Left, text);
        y -= 18;
    }

    public void Paragraph(string text, double indent = 0)
    {
        foreach (var line in Wrap(text, Right - Left - indent, 11.5))
        {
            Room(16);
            Write(Font.Plain, 11.5, Left + indent, line);
            y -= 16;
        }

        y -= 4;
    }

    /// <summary>A question with boxes to tick, of which one is ticked or none.</summary>
    public void Boxes(string question, string[] choices, int? ticked)
    {
        Room(20);
        Write(Font.Plain, 11.5, Left, question);
        foreach (var (at, choice) in choices.Index())
        {
            var x = 330 + (at * 70);
            Draw($"{Number(x)} {Number(y - 1)} 9 9 re S");
            if (at == ticked)
                Draw($"{Number(x)} {Number(y - 1)} m {Number(x + 9)} {Number(y + 8)} l {Number(x)} {Number(y + 8)} m {Number(x + 9)} {Number(y - 1)} l S");
            Write(Font.Plain, 11.5, x + 14, choice);
        }

        y -= 20;
    }

    /// <summary>A line to sign on, with what was written on it and what stands below.</summary>
    public void Signature(string written, string below, string date)
    {
        Room(48);
        y -= 14;
        Write(Font.Slanted, 15, Left + 10, written);
        Write(Font.Slanted, 13, 400, date);
        Draw($"{Number(Left)} {Number(y - 4)} m 360 {Number(y - 4)} l 390 {Number(y - 4)} m {Number(Right)} {Number(y - 4)} l S");
        Write(Font.Plain, 9, Left, below, y - 15);
        Write(Font.Plain, 9, 390, "Date", y - 15);
        y -= 36;
    }

    /// <summary>The whole file.</summary>
    public byte[] ToBytes()
    {
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        Add("<< /Type /Catalog /Pages 2 0 R >>");
        Add($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', Enumerable.Range(0, pages.Count).Select(page => $"{6 + (page * 2)} 0 R"))}] >>");
        foreach (var name in new[] { "Times-Roman", "Times-Bold", "Times-Italic" })
            Add($"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>");
        foreach (var (at, page) in pages.Index())
        {
            Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {7 + (at * 2)} 0 R /Resources << /Font << /F0 3 0 R /F1 4 0 R /F2 5 0 R >> >> >>");
            var drawn = page + Line(Font.Slanted, 9, Left, $"{footer} · Page {at + 1} of {pages.Count}", 50);
            Add($"<< /Length {drawn.Length} >>\nstream\n{drawn}endstream");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        return Encoding.Latin1.GetBytes(file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").ToString());

        void Add(string content)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{content}\nendobj\n");
        }
    }

    private void Room(double needed)
    {
        if (pages.Count == 0 || y - needed < Bottom)
            NewPage();
    }

    private void Write(Font font, double size, double x, string text, double? at = null) => pages[^1].Append(Line(font, size, x, text, at ?? y));

    private void Draw(string what) => pages[^1].Append(what).Append('\n');

    private static string Line(Font font, double size, double x, string text, double y) =>
        $"BT /F{(int)font} {Number(size)} Tf {Number(x)} {Number(y)} Td ({Escaped(text)}) Tj ET\n";

    private static IEnumerable<string> Wrap(string text, double width, double size)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && WidthOf(longer, size) > width)
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

    private static double WidthOf(string text, double size) => text.Sum(letter => letter is >= ' ' and <= '~' ? Widths[letter - ' '] : 500) * size / 1000;

    // The letters of Windows' western code page, which the fonts are read by.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            escaped.Append(letter switch
            {
                '(' or ')' or '\\' => $"\\{letter}",
                '’' => "\u0092",
                '–' => "\u0096",
                < ' ' or > 'ÿ' => "?",
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private enum Font
    {
        Plain,
        Bold,
        Slanted,
    }
}
