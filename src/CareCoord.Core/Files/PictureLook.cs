using System.Buffers.Binary;
using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>A picture as its own header tells it.</summary>
/// <param name="Width">In pixels, as they are stored.</param>
/// <param name="Height">In pixels, as they are stored.</param>
/// <param name="Components">Colours for each pixel: 1, 3 or 4; with the opacity, where a PNG has one, 2 or 4.</param>
/// <param name="Turns">How many quarter turns to the right show it upright.</param>
internal sealed record Picture(int Width, int Height, int Components, int Turns);

/// <summary>Reads through a picture without decoding it: that it is whole, and how large it would become.</summary>
internal static class PictureLook
{
    private const long MostPixels = 100_000_000;
    private const string CutOff = "This picture is cut off or damaged. Take it once more, and choose it again.";

    /// <summary>
    /// Throws <see cref="RuleBroken"/> where the PNG is cut off, has something after its end, or would be too large to show.
    /// </summary>
    public static async Task<Picture> PngAsync(Stream png, CancellationToken cancel)
    {
        var header = new byte[8];
        await DemandAsync(png, header, cancel);
        Picture? picture = null;
        var data = new byte[25];
        while (true)
        {
            await DemandAsync(png, header, cancel);
            var length = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (length > FileVault.Largest || (picture is null && (length != 13 || !header.AsSpan(4).SequenceEqual("IHDR"u8))))
                throw new RuleBroken(CutOff);
            if (picture is null)
            {
                await DemandAsync(png, data.AsMemory(0, 17), cancel);
                var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(4)));
                picture = Sized(
                    width,
                    height,
                    data[9] switch
                    {
                        0 or 3 => 1,
                        2 => 3,
                        4 => 2,
                        6 => 4,
                        _ => throw new RuleBroken(CutOff),
                    },
                    0
                );
                continue;
            }

            await SkipAsync(png, length + 4, cancel);
            if (!header.AsSpan(4).SequenceEqual("IEND"u8))
                continue;
            if (await png.ReadAsync(header.AsMemory(0, 1), cancel) != 0)
                throw new RuleBroken(
                    "Something stands after the end of this picture, so it is not safe to keep. "
                        + "Save it again as a picture, and choose it again."
                );
            return picture;
        }
    }

    /// <summary>Throws <see cref="RuleBroken"/> where the JPEG is cut off, or would be too large to show.</summary>
    public static async Task<Picture> JpegAsync(Stream jpeg, ReadOnlyMemory<byte> tail, CancellationToken cancel)
    {
        // Phones put more after the end of the picture; that there is an end is what counts.
        if (tail.Span.LastIndexOf([(byte)0xFF, (byte)0xD9]) < 0)
            throw new RuleBroken(CutOff);
        var marker = new byte[4];
        await DemandAsync(jpeg, marker.AsMemory(0, 2), cancel);
        var turns = 0;
        while (true)
        {
            await DemandAsync(jpeg, marker, cancel);
            var length = BinaryPrimitives.ReadUInt16BigEndian(marker.AsSpan(2)) - 2;
            if (marker[0] != 0xFF || length < 0)
                throw new RuleBroken(CutOff);
            var segment = new byte[length];
            await DemandAsync(jpeg, segment, cancel);
            switch (marker[1])
            {
                case 0xE1:
                    turns = TurnsOf(segment) ?? turns;
                    break;
                case 0xC0 or 0xC1 or 0xC2 when length >= 6:
                    return Sized(
                        BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(3)),
                        BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(1)),
                        segment[5],
                        turns
                    );
                case 0xDA or 0xD9:
                    throw new RuleBroken(CutOff);
            }
        }
    }

    private static Picture Sized(uint width, uint height, int components, int turns) =>
        width is 0 or > 60_000 || height is 0 or > 60_000 || components is < 1 or > 4 ? throw new RuleBroken(CutOff)
        : (long)width * height > MostPixels
            ? throw new RuleBroken("This picture has too many pixels to be shown. Take it with fewer, or save it smaller.")
        : new((int)width, (int)height, components, turns);

    // The orientation that a camera notes (Exif, tag 0x0112), as far as it is turned and not mirrored.
    private static int? TurnsOf(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 14 || !exif.StartsWith("Exif\0\0"u8))
            return null;
        var tiff = exif[6..];
        var little = tiff[0] == 'I';
        var at = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (at + 2 > tiff.Length)
            return null;
        var count = Short(tiff[(int)at..], little);
        for (var entry = (int)at + 2; count > 0 && entry + 12 <= tiff.Length; entry += 12, count--)
        {
            if (Short(tiff[entry..], little) == 0x0112)
                return Short(tiff[(entry + 8)..], little) switch
                {
                    3 => 2,
                    6 => 1,
                    8 => 3,
                    _ => 0,
                };
        }

        return null;
    }

    private static ushort Short(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static async Task DemandAsync(Stream from, Memory<byte> into, CancellationToken cancel)
    {
        if (await from.ReadAtLeastAsync(into, into.Length, throwOnEndOfStream: false, cancel) < into.Length)
            throw new RuleBroken(CutOff);
    }

    private static async Task SkipAsync(Stream from, long count, CancellationToken cancel)
    {
        var buffer = new byte[8192];
        for (var left = count; left > 0; )
        {
            var read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancel);
            if (read == 0)
                throw new RuleBroken(CutOff);
            left -= read;
        }
    }
}
