using System.Collections.Concurrent;
using System.Reflection;
using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace CareCoord.Ops.Demo;

/// <summary>The one font family of the demo's papers, Liberation Serif; it comes with this program, whatever the machine has.</summary>
internal sealed class PaperFonts : IFontResolver
{
    private const string Family = "Liberation Serif";

    private static readonly ConcurrentDictionary<string, byte[]> Faces = new();

    public static XFont Plain(double size) => new(Family, size, XFontStyleEx.Regular);

    public static XFont Bold(double size) => new(Family, size, XFontStyleEx.Bold);

    public static XFont Slanted(double size) => new(Family, size, XFontStyleEx.Italic);

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
        familyName == Family
            ? new(
                isBold ? "LiberationSerif-Bold"
                : isItalic ? "LiberationSerif-Italic"
                : "LiberationSerif-Regular"
            )
            : null;

    public byte[]? GetFont(string faceName) => Faces.GetOrAdd(faceName, Read);

    private static byte[] Read(string face)
    {
        using var kept = Assembly.GetExecutingAssembly().GetManifestResourceStream(face + ".ttf")!;
        using var bytes = new MemoryStream();
        kept.CopyTo(bytes);
        return bytes.ToArray();
    }
}
