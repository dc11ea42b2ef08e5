using System.Buffers.Binary;
using System.IO.Compression;
using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>Puts a PNG into a PDF: its rows as they are, or drawn on white where it has opacity.</summary>
internal static class PngPage
{
    private const string Interlaced =
        "This PNG is woven in a way that cannot be put together with others. Save it as a JPEG, and choose it again.";
    private const string CutOff = "This picture is cut off or damaged. Take it once more, and choose it again.";

    public static async Task WriteAsync(Stream png, Picture picture, int lengthAt, PagesPdf pdf, CancellationToken cancel)
    {
        var header = new byte[33];
        await png.ReadExactlyAsync(header, cancel);
        var (bits, type) = (header[24], header[25]);
        if (header[28] != 0)
            throw new RuleBroken(Interlaced);
        var rows = new PngRows(png);
        await rows.OpenAsync(cancel);
        var size = $"/Width {picture.Width} /Height {picture.Height}";
        if (type is 4 or 6)
        {
            if (bits is not (8 or 16))
                throw new RuleBroken(CutOff);
            var colours = type == 4 ? 1 : 3;
            await pdf.PictureAsync(
                $"{size} /BitsPerComponent 8 /ColorSpace {(colours == 1 ? "/DeviceGray" : "/DeviceRGB")} /Filter /FlateDecode",
                lengthAt,
                async take => await OnWhiteAsync(rows, picture, colours, bits / 8, take, cancel),
                cancel
            );
            return;
        }

        var space = type switch
        {
            0 => "/DeviceGray",
            2 => "/DeviceRGB",
            _ => $"[/Indexed /DeviceRGB {(rows.Palette.Length / 3) - 1} <{Convert.ToHexString(rows.Palette)}>]",
        };
        await pdf.PictureAsync(
            $"{size} /BitsPerComponent {bits} /ColorSpace {space} /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors "
                + $"{picture.Components} /BitsPerComponent {bits} /Columns {picture.Width} >>",
            lengthAt,
            take => take(rows),
            cancel
        );
    }

    // Two rows at a time: a picture may be far larger than the file it comes in.
    private static async Task OnWhiteAsync(
        PngRows packed,
        Picture picture,
        int colours,
        int depth,
        Func<Stream, Task> take,
        CancellationToken cancel
    )
    {
        var pixel = (colours + 1) * depth;
        var (row, above, drawn) = (new byte[picture.Width * pixel], new byte[picture.Width * pixel], new byte[picture.Width * colours]);
        await using var rows = new ZLibStream(packed, CompressionMode.Decompress);
        using var made = new MemoryStream();
        await using (var pack = new ZLibStream(made, CompressionLevel.Optimal, leaveOpen: true))
        {
            var filter = new byte[1];
            for (var y = 0; y < picture.Height; y++)
            {
                await ReadAsync(rows, filter, cancel);
                await ReadAsync(rows, row, cancel);
                Unfilter(filter[0], row, above, pixel);
                for (var x = 0; x < picture.Width; x++)
                {
                    var opacity = row[(x * pixel) + (colours * depth)];
                    for (var c = 0; c < colours; c++)
                        drawn[(x * colours) + c] = (byte)(((row[(x * pixel) + (c * depth)] * opacity) + (255 * (255 - opacity))) / 255);
                }

                await pack.WriteAsync(drawn, cancel);
                if (made.Length > FileVault.Largest)
                    throw new RuleBroken(FileVault.TooLarge);
                (row, above) = (above, row);
            }
        }

        made.Position = 0;
        await take(made);
    }

    private static async Task ReadAsync(Stream rows, byte[] into, CancellationToken cancel)
    {
        try
        {
            await rows.ReadExactlyAsync(into, cancel);
        }
        catch (Exception broken) when (broken is EndOfStreamException or InvalidDataException)
        {
            throw new RuleBroken(CutOff);
        }
    }

    private static void Unfilter(byte filter, byte[] row, byte[] above, int pixel)
    {
        for (var at = 0; at < row.Length; at++)
        {
            int left = at >= pixel ? row[at - pixel] : 0,
                up = above[at],
                corner = at >= pixel ? above[at - pixel] : 0;
            row[at] += (byte)(
                filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Paeth(left, up, corner),
                    _ => throw new RuleBroken(CutOff),
                }
            );
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (byLeft, byUp, byCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return byLeft <= byUp && byLeft <= byCorner ? left
            : byUp <= byCorner ? up
            : corner;
    }
}

/// <summary>The compressed rows of a PNG, which stand in several pieces, as one stream.</summary>
internal sealed class PngRows(Stream png) : Stream
{
    private readonly byte[] header = new byte[8];
    private long left;
    private bool opened;
    private bool ended;

    /// <summary>The colours of a picture that only numbers them.</summary>
    public byte[] Palette { get; private set; } = [];

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Goes to the first piece.</summary>
    public async Task OpenAsync(CancellationToken cancel)
    {
        ended = !await NextAsync(cancel);
        opened = true;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (left == 0 && !ended)
        {
            await png.ReadExactlyAsync(header.AsMemory(0, 4), cancellationToken);
            ended = !await NextAsync(cancellationToken);
        }

        if (ended || buffer.Length == 0)
            return 0;
        var read = await png.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken);
        left -= read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // To the next piece of rows; false where the picture ends.
    private async Task<bool> NextAsync(CancellationToken cancel)
    {
        while (true)
        {
            await png.ReadExactlyAsync(header, cancel);
            var (length, kind) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)));
            if (kind == 0x49444154)
            {
                left = length;
                return true;
            }

            if (opened || kind == 0x49454E44)
                return false;
            var chunk = new byte[Math.Min(length, 768 * 1024) + 4];
            await png.ReadExactlyAsync(chunk, cancel);
            for (var more = length + 4L - chunk.Length; more > 0; )
                more -= await png.ReadAtLeastAsync(new byte[(int)Math.Min(more, 8192)], 1, throwOnEndOfStream: true, cancel);
            if (kind == 0x504C5445 && length <= 768)
                Palette = chunk[..^4];
        }
    }
}
