using System.Globalization;
using System.Text;
using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>
/// Makes one PDF of several photographed pages, in the order given. Pictures go into it as they are: a JPEG whole, a PNG's compressed rows;
/// only a PNG with opacity is drawn on white. The same pictures make the same bytes.
/// </summary>
public sealed class PagesPdf
{
    private const double PaperWidth = 612;
    private const double PaperHeight = 792;
    private const string OnlyPictures = "A PDF or TIFF holds all its pages already: choose it by itself, or choose pictures only.";

    private readonly ReceivedFile target;
    private readonly List<long> offsets = [];

    private PagesPdf(ReceivedFile target) => this.target = target;

    /// <summary>
    /// Writes the PDF into <paramref name="target"/>. Throws <see cref="RuleBroken"/> where one of them is no picture, or cannot be taken.
    /// </summary>
    public static async Task MakeAsync(IReadOnlyList<ReceivedFile> pictures, ReceivedFile target, CancellationToken cancel)
    {
        var pdf = new PagesPdf(target);
        await pdf.TextAsync("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n", cancel);
        // 1 is the catalog and 2 the list of pages, both written last; each page takes four objects.
        pdf.offsets.AddRange([0, 0]);
        foreach (var picture in pictures)
            await pdf.PageAsync(picture, cancel);
        await pdf.EndAsync(pictures.Count, cancel);
    }

    private async Task PageAsync(ReceivedFile file, CancellationToken cancel)
    {
        var mediaType = FileKinds.Of(file.Head);
        FileKinds.DemandOneThing(mediaType, file.Head, file.Tail);
        if (mediaType is not (FileKinds.Png or FileKinds.Jpeg))
            throw new RuleBroken(OnlyPictures);
        Picture picture;
        await using (var look = file.Read())
            picture =
                mediaType == FileKinds.Png
                    ? await PictureLook.PngAsync(look, cancel)
                    : await PictureLook.JpegAsync(look, file.Tail.ToArray(), cancel);
        var first = offsets.Count + 1;
        var scale = Math.Min(PaperWidth / picture.Width, PaperHeight / picture.Height);
        var (width, height) = (Number(picture.Width * scale), Number(picture.Height * scale));
        await ObjectAsync(
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Rotate {picture.Turns * 90} /Resources << /XObject << "
                + $"/P {first + 2} 0 R >> >> /Contents {first + 1} 0 R >>",
            cancel
        );
        var drawn = $"{width} 0 0 {height} 0 0 cm /P Do";
        await ObjectAsync($"<< /Length {drawn.Length} >>\nstream\n{drawn}\nendstream", cancel);
        await using var content = file.Read();
        if (mediaType == FileKinds.Jpeg)
            await JpegAsync(content, picture, first + 3, cancel);
        else
            await PngPage.WriteAsync(content, picture, first + 3, this, cancel);
    }

    private async Task JpegAsync(Stream content, Picture picture, int lengthAt, CancellationToken cancel)
    {
        // Cameras write four colours inverted, as Adobe does.
        var colours = picture.Components switch
        {
            1 => "/DeviceGray",
            3 => "/DeviceRGB",
            4 => "/DeviceCMYK /Decode [1 0 1 0 1 0 1 0]",
            _ => throw new RuleBroken("This picture cannot be put together with others. Save it as a PNG, and choose it again."),
        };
        await PictureAsync(
            $"/Width {picture.Width} /Height {picture.Height} /BitsPerComponent 8 /ColorSpace {colours} /Filter /DCTDecode",
            lengthAt,
            write => write(content),
            cancel
        );
    }

    /// <summary>Writes a picture whose length is known only when it is written.</summary>
    internal async Task PictureAsync(string what, int lengthAt, Func<Func<Stream, Task>, Task> content, CancellationToken cancel)
    {
        offsets.Add(target.Size);
        await TextAsync($"{offsets.Count} 0 obj\n<< /Type /XObject /Subtype /Image {what} /Length {lengthAt} 0 R >>\nstream\n", cancel);
        var begins = target.Size;
        await content(part => target.TakeAsync(part, cancel));
        var length = target.Size - begins;
        await TextAsync("\nendstream\nendobj\n", cancel);
        await ObjectAsync(length.ToString(CultureInfo.InvariantCulture), cancel);
    }

    private async Task EndAsync(int pages, CancellationToken cancel)
    {
        var kids = string.Join(' ', Enumerable.Range(0, pages).Select(page => $"{3 + (page * 4)} 0 R"));
        await AtAsync(1, $"<< /Type /Catalog /Pages 2 0 R >>", cancel);
        await AtAsync(2, $"<< /Type /Pages /Count {pages} /Kids [{kids}] >>", cancel);
        var table = target.Size;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            text.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        await TextAsync(
            text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n")
                .ToString(),
            cancel
        );
    }

    private async Task AtAsync(int number, string content, CancellationToken cancel)
    {
        offsets[number - 1] = target.Size;
        await TextAsync($"{number} 0 obj\n{content}\nendobj\n", cancel);
    }

    private async Task ObjectAsync(string content, CancellationToken cancel)
    {
        offsets.Add(0);
        await AtAsync(offsets.Count, content, cancel);
    }

    private Task TextAsync(string text, CancellationToken cancel) => target.TakeAsync(Encoding.Latin1.GetBytes(text), cancel);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
