using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace CareCoord.Testing;

/// <summary>Pages as people hand them in, and as they had better not, made by the tests themselves.</summary>
public static class TestPages
{
    /// <summary>A JPEG of 24 by 32 pixels.</summary>
    public static readonly byte[] Jpeg = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVG"
            + "ZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8"
            + "fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAgABgDASIAAhEB"
            + "AxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAMF/8QAFRABAQAAAAAAAAAAAAAAAAAAABL/xAAXAQEBAQEAAAAAAAAAAAAAAAAABgEF/8QAFREBAQAA"
            + "AAAAAAAAAAAAAAAAABT/2gAMAwEAAhEDEQA/AMiikqKZMo6FaEqCYoSopOilFM4VClCdBMUP/9k="
    );

    /// <summary>A PDF of some pages; <paramref name="text"/> makes it another one.</summary>
    public static byte[] Pdf(string text = "Advance directive", int pages = 1, string trailer = "", int padding = 0)
    {
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {pages} /Kids [{string.Join(' ', Enumerable.Range(0, pages).Select(page => $"{4 + page} 0 R"))}] >>",
        };
        var drawn = $"BT /F1 18 Tf 72 720 Td ({text}) Tj ET {new string(' ', padding)}";
        objects.Add($"<< /Length {drawn.Length} >>\nstream\n{drawn}\nendstream");
        objects.AddRange(
            Enumerable
                .Range(0, pages)
                .Select(_ =>
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R /Resources << /Font << /F1 << /Type "
                    + "/Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
                )
        );
        return Pdf(objects, trailer);
    }

    /// <summary>A PDF locked with a password.</summary>
    public static byte[] LockedPdf() =>
        Pdf(
            "Locked",
            trailer: $"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{new string('a', 64)}> /U <{new string('b', 64)}> >> "
                + $"/ID [<{new string('c', 32)}> <{new string('c', 32)}>]"
        );

    /// <summary>A PDF whose list of pages stands in a stream that unpacks to very much more.</summary>
    public static byte[] BombPdf(int megabytes)
    {
        using var packed = new MemoryStream();
        using (var pack = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < megabytes; i++)
                pack.Write(zeros);
        }

        var body = new MemoryStream();
        body.Write("%PDF-1.7\n"u8);
        var offset = body.Position;
        body.Write(
            Encoding.ASCII.GetBytes(
                $"1 0 obj\n<< /Type /XRef /Size 3 /W [1 4 2] /Root 2 0 R /Filter /FlateDecode /Length {packed.Length} >>\nstream\n"
            )
        );
        packed.WriteTo(body);
        body.Write(Encoding.ASCII.GetBytes($"\nendstream\nendobj\nstartxref\n{offset}\n%%EOF\n"));
        return body.ToArray();
    }

    /// <summary>A PNG of some pixels: grey, colours, or colours with opacity.</summary>
    public static byte[] Png(int width, int height, byte type = 2, byte interlaced = 0)
    {
        var colours = type switch
        {
            0 => 1,
            2 => 3,
            4 => 2,
            _ => 4,
        };
        using var rows = new MemoryStream();
        using (var pack = new ZLibStream(rows, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                pack.WriteByte(0);
                for (var x = 0; x < width * colours; x++)
                    pack.WriteByte((byte)(x + y));
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (8, type, interlaced);
        return Png(header, rows.ToArray());
    }

    /// <summary>A PNG whose header says more than its few bytes hold.</summary>
    public static byte[] BombPng(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return Png(header, [0x78, 0x9C, 0x03, 0, 0, 0, 0, 1]);
    }

    /// <summary>A TIFF of 8 by 8 grey pixels, with as many pages.</summary>
    public static byte[] Tiff(int pages = 1)
    {
        using var tiff = new MemoryStream();
        using var write = new BinaryWriter(tiff);
        write.Write("II*\0"u8);
        write.Write(8 + 64);
        for (var i = 0; i < 64; i++)
            write.Write((byte)(i * 4));
        for (var page = 1; page <= pages; page++)
        {
            (short Tag, short Kind, int Value)[] tags =
            [
                (256, 4, 8),
                (257, 4, 8),
                (258, 3, 8),
                (259, 3, 1),
                (262, 3, 1),
                (273, 4, 8),
                (277, 3, 1),
                (278, 4, 8),
                (279, 4, 64),
            ];
            write.Write((short)tags.Length);
            foreach (var (tag, kind, value) in tags)
            {
                write.Write(tag);
                write.Write(kind);
                write.Write(1);
                write.Write(value);
            }

            write.Write(page == pages ? 0 : (int)tiff.Position + 4);
        }

        return tiff.ToArray();
    }

    /// <summary>An empty zip archive, which may follow upon anything.</summary>
    public static byte[] EmptyZip => [(byte)'P', (byte)'K', 5, 6, .. new byte[18]];

    /// <summary>The test file that every virus scanner knows, put together here so that none finds it in this source.</summary>
    public static byte[] Eicar =>
        Encoding.ASCII.GetBytes(string.Concat("X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!", "$H+H*"));

    /// <summary>A PDF that is whole, and in which the scanner of the tests finds that text.</summary>
    public static byte[] HarmfulPdf =>
        Pdf(
            [
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
                $"<< /Length {Eicar.Length} >>\nstream\n{Encoding.ASCII.GetString(Eicar)}\nendstream",
            ],
            ""
        );

    private static byte[] Pdf(List<string> objects, string trailer)
    {
        var text = new StringBuilder("%PDF-1.7\n");
        var offsets = new List<int>();
        foreach (var (at, content) in objects.Index())
        {
            offsets.Add(text.Length);
            text.Append($"{at + 1} 0 obj\n{content}\nendobj\n");
        }

        var table = text.Length;
        text.Append($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            text.Append($"{offset:D10} 00000 n \n");
        return Encoding.Latin1.GetBytes(
            text.Append($"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n").ToString()
        );
    }

    private static byte[] Png(byte[] header, byte[] rows) =>
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", rows), .. Chunk("IEND", [])];

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] said = [.. Encoding.ASCII.GetBytes(name), .. content];
        var chunk = new byte[said.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        said.CopyTo(chunk.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(said));
        return chunk;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }

        return ~crc;
    }
}
