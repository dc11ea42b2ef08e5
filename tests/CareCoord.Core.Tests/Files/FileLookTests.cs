using System.Text;
using CareCoord.Files;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Files;

/// <summary>What a file is, its content says; what could harm, mislead or not be read in an emergency is refused with a sentence.</summary>
public sealed class FileLookTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carecoord-look-").FullName;
    private readonly FileVault vault;

    public FileLookTests() =>
        vault = new(
            new FolderStore(folder),
            MasterKeys.Of([MasterKeys.NewLine(DateTimeOffset.UnixEpoch)]),
            new TestClock(new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero))
        );

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Each_kind_is_known_with_its_pages()
    {
        Assert.Equal((FileKinds.Pdf, 1), await LookAsync(TestPages.Pdf()));
        Assert.Equal((FileKinds.Pdf, 12), await LookAsync(TestPages.Pdf(pages: 12)));
        Assert.Equal((FileKinds.Png, 1), await LookAsync(TestPages.Png(20, 10)));
        Assert.Equal((FileKinds.Jpeg, 1), await LookAsync(TestPages.Jpeg));
        Assert.Equal((FileKinds.Tiff, 1), await LookAsync(TestPages.Tiff()));
        Assert.Equal((FileKinds.Tiff, 3), await LookAsync(TestPages.Tiff(3)));
    }

    [Fact]
    public async Task Phones_may_put_more_after_the_end_of_a_JPEG() =>
        Assert.Equal((FileKinds.Jpeg, 1), await LookAsync([.. TestPages.Jpeg, .. new byte[500]]));

    public static TheoryData<string, byte[], string> Hostile() =>
        new()
        {
            { "empty", [], "This file is empty." },
            { "text", "Hello, this is my living will."u8.ToArray(), "This is not a PDF, PNG, JPEG or TIFF." },
            { "html", "<html><script>alert(1)</script></html>"u8.ToArray(), "This is not a PDF, PNG, JPEG or TIFF." },
            {
                "svg",
                "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray(),
                "This is not a PDF, PNG, JPEG or TIFF."
            },
            { "zip", TestPages.EmptyZip, "This is not a PDF, PNG, JPEG or TIFF." },
            { "a PDF after other bytes", [.. "GIF89a "u8, .. TestPages.Pdf()], "This is not a PDF, PNG, JPEG or TIFF." },
            { "PDF and zip", [.. TestPages.Pdf(), .. TestPages.EmptyZip], "This file is two kinds of file in one" },
            { "PDF and html", [.. TestPages.Pdf(), .. "<script>alert(1)</script>"u8], "This file is two kinds of file in one" },
            { "JPEG and zip", [.. TestPages.Jpeg, .. TestPages.EmptyZip], "This file is two kinds of file in one" },
            {
                "JPEG and PDF",
                [.. TestPages.Jpeg[..20], .. "%PDF-1.4"u8, .. TestPages.Jpeg[20..]],
                "This file is two kinds of file in one"
            },
            { "PNG and more", [.. TestPages.Png(8, 8), .. "<html>"u8], "Something stands after the end of this picture" },
            { "locked PDF", TestPages.LockedPdf(), "This PDF is locked with a password" },
            { "PDF cut off", TestPages.Pdf(pages: 3)[..^40], "This PDF is cut off" },
            { "PDF that is only a head and an end", "%PDF-1.7\n%%EOF"u8.ToArray(), "This PDF cannot be opened" },
            { "PDF of nonsense", [.. "%PDF-1.7\n"u8, .. new byte[5000], .. "\n%%EOF\n"u8], "This PDF cannot be opened" },
            { "PNG cut off", TestPages.Png(64, 64)[..^20], "This picture is cut off or damaged." },
            { "PNG of a head", TestPages.Png(64, 64)[..12], "This picture is cut off or damaged." },
            { "PNG bomb", TestPages.BombPng(50_000, 50_000), "This picture has too many pixels" },
            { "JPEG cut off", TestPages.Jpeg[..^2], "This picture is cut off or damaged." },
            { "JPEG of a head", [0xFF, 0xD8, 0xFF, 0xD9], "This picture is cut off or damaged." },
            { "TIFF cut off", TestPages.Tiff()[..60], "This TIFF cannot be opened" },
            {
                "TIFF of nonsense",
                [0x49, 0x49, 0x2A, 0x00, .. Encoding.ASCII.GetBytes(new string('x', 2000))],
                "This TIFF cannot be opened"
            },
            { "too many pages", TestPages.Pdf(pages: 501), "This has 501 pages." },
        };

    [Theory, MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_be_kept_is_refused_in_a_sentence(string what, byte[] bytes, string sentence)
    {
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => LookAsync(bytes));

        Assert.True(refused.Message.StartsWith(sentence, StringComparison.Ordinal), $"{what}: {refused.Message}");
    }

    [Fact]
    public async Task What_a_tool_reads_here_and_there_has_no_name_on_any_disk_and_so_goes_with_this_process()
    {
        using var tiff = await MemoryFile.OfAsync(new MemoryStream(TestPages.Tiff(3)), default);
        using var pdf = new MemoryFile();

        Assert.Equal(0, (await SandboxedProcess.RunAsync("tiff2pdf", ["-o", pdf.Path, tiff.Path], null, default)).ExitCode);

        Assert.Equal((FileKinds.Pdf, 3), await LookAsync(await ReadAsync(pdf.Content)));
        foreach (var file in new[] { tiff, pdf })
            Assert.Matches("^/dev/shm/carecoord-[0-9a-f]{32} \\(deleted\\)$", new FileInfo(file.Path).LinkTarget);
    }

    [Fact]
    public async Task What_is_looked_at_is_written_to_no_disk_by_the_tool_either()
    {
        // A tool that may not write a single byte to a file reads as well.
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("prlimit", ["--fsize=0", "--", "pdfinfo", "-"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        await process.StandardInput.BaseStream.WriteAsync(TestPages.Pdf(pages: 12, padding: 700_000));
        process.StandardInput.Close();

        Assert.Contains("Pages:           12", await process.StandardOutput.ReadToEndAsync());
    }

    [Fact]
    public async Task Several_pictures_become_one_PDF_the_same_each_time()
    {
        byte[][] pictures =
        [
            TestPages.Jpeg,
            TestPages.Png(30, 20),
            TestPages.Png(5, 5, type: 0),
            TestPages.Png(30, 20, type: 6),
            TestPages.Png(9, 4, type: 4),
        ];

        var made = await MakeAsync(pictures);

        Assert.Equal((FileKinds.Pdf, 5), await LookAsync(made));
        Assert.Equal(made, await MakeAsync(pictures));
    }

    [Fact]
    public async Task A_reader_of_the_PDF_finds_each_picture_in_its_order_and_whole()
    {
        var pages = PdfPage.Of(
            await MakeAsync([
                TestPages.Jpeg,
                TestPages.Png(30, 20),
                TestPages.Png(5, 5, type: 0),
                TestPages.Png(30, 20, type: 6),
                TestPages.Png(9, 4, type: 4),
            ])
        );

        Assert.Equal(
            [(24, 32), (30, 20), (5, 5), (30, 20), (9, 4)],
            pages.Select(page => (page.Pictures.Single().Width, page.Pictures.Single().Height))
        );
        Assert.All(
            pages,
            page =>
                Assert.True(
                    page.Width <= 612 && page.Height <= 792 && (page.Width > 611 || page.Height > 791),
                    $"{page.Width} x {page.Height}"
                )
        );
        // A JPEG goes in byte for byte; of a PNG the pixels are the same, and where it has opacity they stand on white.
        Assert.Equal(TestPages.Jpeg, pages[0].Pictures[0].Stored);
        Assert.Equal(Pixels(30, 20, colours: 3), pages[1].Pictures[0].Pixels);
        Assert.Equal(Pixels(5, 5, colours: 1), pages[2].Pictures[0].Pixels);
        Assert.Equal(Pixels(30, 20, colours: 3, opacity: true), pages[3].Pictures[0].Pixels);
        Assert.Equal(Pixels(9, 4, colours: 1, opacity: true), pages[4].Pictures[0].Pixels);

        // The numbers that TestPages.Png writes, row by row.
        static byte[] Pixels(int width, int height, int colours, bool opacity = false)
        {
            var samples = opacity ? colours + 1 : colours;
            return
            [
                .. from y in Enumerable.Range(0, height)
                from x in Enumerable.Range(0, width)
                from c in Enumerable.Range(0, colours)
                let seen = opacity ? ((x * samples) + colours + y) & 255 : 255
                select (byte)((((((x * samples) + c + y) & 255) * seen) + (255 * (255 - seen))) / 255),
            ];
        }
    }

    [Fact]
    public async Task Among_pictures_a_PDF_or_a_woven_PNG_is_refused_in_a_sentence()
    {
        Assert.StartsWith(
            "A PDF or TIFF holds all its pages",
            (await Assert.ThrowsAsync<RuleBroken>(() => MakeAsync([TestPages.Jpeg, TestPages.Pdf()]))).Message
        );
        Assert.StartsWith(
            "This PNG is woven",
            (await Assert.ThrowsAsync<RuleBroken>(() => MakeAsync([TestPages.Jpeg, TestPages.Png(8, 8, interlaced: 1)]))).Message
        );
        Assert.StartsWith(
            "This picture is cut off",
            (await Assert.ThrowsAsync<RuleBroken>(() => MakeAsync([TestPages.Jpeg, TestPages.BombPng(3000, 3000)[..^14]]))).Message
        );
    }

    private async Task<(string, int)> LookAsync(byte[] bytes)
    {
        await using var file = await TakeAsync(bytes);
        return await new FileLook().LookAsync(file, default);
    }

    private async Task<byte[]> MakeAsync(byte[][] pictures)
    {
        var files = new List<ReceivedFile>();
        await using var made = vault.Begin();
        try
        {
            foreach (var picture in pictures)
                files.Add(await TakeAsync(picture));
            await PagesPdf.MakeAsync(files, made, default);
            await made.FinishAsync(default);
            await using var content = made.Read();
            return await ReadAsync(content);
        }
        finally
        {
            foreach (var file in files)
                await file.DisposeAsync();
        }
    }

    private static async Task<byte[]> ReadAsync(Stream content)
    {
        var read = new MemoryStream();
        await content.CopyToAsync(read);
        return read.ToArray();
    }

    private async Task<ReceivedFile> TakeAsync(byte[] bytes)
    {
        var file = vault.Begin();
        await file.TakeAsync(new MemoryStream(bytes), default);
        await file.FinishAsync(default);
        return file;
    }
}
