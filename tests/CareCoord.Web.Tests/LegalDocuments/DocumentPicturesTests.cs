using System.Buffers.Binary;
using System.Net;
using System.Text;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.LegalDocuments;

/// <summary>Pages are looked at as pictures that the portal has drawn; nothing of what was handed in reaches a browser.</summary>
public sealed class DocumentPicturesTests(Portal portal) : IClassFixture<Portal>
{
    public static TheoryData<string, byte[]> Taken() =>
        new()
        {
            { "PDF", TestPages.Pdf("A picture of it") },
            { "PNG", TestPages.Png(306, 396) },
            { "PNG with opacity", TestPages.Png(306, 396, 6) },
            { "JPEG", TestPages.Jpeg },
            { "TIFF", TestPages.Tiff(2) },
        };

    [Theory, MemberData(nameof(Taken), DisableDiscoveryEnumeration = true)]
    public async Task Every_kind_is_drawn_anew_and_as_large(string kind, byte[] bytes)
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var at = $"/patients/{rosa}/documents/{await DocumentWork.UploadAsync(ana, rosa, DocumentWork.Directive, ("page", bytes))}/pages/1";

        var answer = await ana.GetAsync(at + "/image");
        var image = await answer.Content.ReadAsByteArrayAsync();

        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{kind}: {Encoding.UTF8.GetString(image)}");
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("sandbox; default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var size = SizeOf(image);
        Assert.Equal(1400, Math.Max(size.Width, size.Height));
        Assert.True(image.AsSpan().IndexOf(bytes.AsSpan(0, Math.Min(bytes.Length, 64))) < 0, kind);
        var large = SizeOf(await (await ana.GetAsync(at + "/image?size=large")).Content.ReadAsByteArrayAsync());
        Assert.Equal(2600, Math.Max(large.Width, large.Height));
    }

    [Fact]
    public async Task What_a_PDF_would_do_is_a_picture_only()
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var pdf = Pdf(
            "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\('active'\\)) >> >>",
            "<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 600 700] /A "
                + "<< /S /URI /URI (https://evil.example/) >> >>] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>"
        );
        var document = await DocumentWork.UploadAsync(ana, rosa, DocumentWork.Directive, ("active.pdf", pdf));

        var page = await ana.ReadAsync($"/patients/{rosa}/documents/{document}/pages/1");
        var (first, second) = (await ImageAsync(ana, rosa, document, 1), await ImageAsync(ana, rosa, document, 2));

        Assert.Contains("alt=\"Advance directive (living will), page 1 of 2\"", page);
        Assert.Contains($"/documents/{document}/pages/2\"", page);
        Assert.DoesNotContain("evil.example", page);
        Assert.Equal(SizeOf(first), SizeOf(second));
        foreach (var active in new[] { "JavaScript", "evil.example", "app.alert" })
            Assert.True(first.AsSpan().IndexOf(Encoding.ASCII.GetBytes(active)) < 0);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("2147483647")]
    [InlineData("99999999999")]
    [InlineData("1x")]
    public async Task A_page_that_there_is_not_is_not_found(string number)
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var document = await DocumentWork.UploadAsync(ana, rosa, DocumentWork.Directive, ("a.pdf", TestPages.Pdf("One page " + number)));

        Assert.Equal(HttpStatusCode.NotFound, (await ana.GetAsync($"/patients/{rosa}/documents/{document}/pages/{number}")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await ana.GetAsync($"/patients/{rosa}/documents/{document}/pages/{number}/image")).StatusCode
        );
    }

    [Fact]
    public async Task A_page_that_takes_too_much_to_draw_stops_at_the_limit_with_a_sentence()
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        // Each of nine forms draws the next one ten times.
        var forms = Enumerable
            .Range(0, 9)
            .Select(i => Form(string.Concat(Enumerable.Repeat("/N Do ", 10)), $"/Resources << /XObject << /N {6 + i} 0 R >> >>"));
        var bomb = Pdf([
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /XObject << /N 5 0 R >> >> >>",
            "<< /Length 5 >>\nstream\n/N Do\nendstream",
            .. forms,
            Form("0 0 600 700 re f", ""),
        ]);
        var document = await DocumentWork.UploadAsync(ana, rosa, DocumentWork.Directive, ("bomb.pdf", bomb));

        var page = WebUtility.HtmlDecode(await ana.ReadAsync($"/patients/{rosa}/documents/{document}/pages/1"));

        Assert.Contains("This page cannot be shown as a picture", page);
        Assert.Contains("Download the document", page);
        NoFault();
    }

    [Fact]
    public async Task Quarantined_and_harmful_files_are_not_shown()
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var document = await DocumentWork.UploadAsync(ana, rosa, DocumentWork.Directive, ("a.pdf", TestPages.Pdf("Quarantined")));
        foreach (
            var (scan, sentence) in new[] { ("quarantined", "has not looked at these pages yet"), ("infected", "found something harmful") }
        )
        {
            await portal.Database.AsOwnerAsync(
                """
                update files f set scan = $2, scanned_at = case when $2 = 'infected' then now() end from legal_documents d
                    where d.file_id = f.id and d.id = $1
                """,
                document,
                scan
            );

            Assert.Contains(sentence, await ana.ReadAsync($"/patients/{rosa}/documents/{document}/pages/1"));
            Assert.Equal(
                HttpStatusCode.UnprocessableEntity,
                (await ana.GetAsync($"/patients/{rosa}/documents/{document}/pages/1/image")).StatusCode
            );
        }
    }

    [Fact]
    public async Task Pages_that_were_harmed_on_the_disk_are_not_shown()
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var document = await DocumentWork.UploadAsync(
            ana,
            rosa,
            DocumentWork.Directive,
            ("a.pdf", TestPages.Pdf("Harmed", padding: 200_000))
        );
        await DocumentWork.HarmAsync(portal, document);

        Assert.Contains("not what was handed in any more", await ana.ReadAsync($"/patients/{rosa}/documents/{document}/pages/1"));
        NoFault();
    }

    [Fact]
    public async Task A_page_and_its_picture_are_one_entry_of_the_audit_and_a_picture_alone_is_one_too()
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var (opened, alone) = (
            await DocumentWork.UploadAsync(ana, rosa, DocumentWork.Directive, ("a.pdf", TestPages.Pdf("Opened"))),
            await DocumentWork.UploadAsync(ana, rosa, "Release", ("b.pdf", TestPages.Pdf("Alone")))
        );

        await ana.ReadAsync($"/patients/{rosa}/documents/{opened}/pages/1");
        await ImageAsync(ana, rosa, opened, 1);
        await ana.GetAsync($"/patients/{rosa}/documents/{opened}/pages/1/image?size=large");
        await ImageAsync(ana, rosa, alone, 1);

        foreach (var document in new[] { opened, alone })
            Assert.Equal(
                1,
                await portal.Database.AsOwnerAsync<long>(
                    "select count(*) from audit_entries where action = 'legal-document.page-read' and subject_id = $1",
                    document
                )
            );
    }

    [Fact]
    public async Task Strangers_find_neither_page_nor_picture_and_nothing_lies_in_the_clear_afterwards()
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var document = await DocumentWork.UploadAsync(ana, rosa, DocumentWork.Directive, ("a.tif", TestPages.Tiff(3)));
        await ImageAsync(ana, rosa, document, 3);
        foreach (var other in new[] { "denise", "walter", "mia", "admin", "carla" })
        {
            var visitor = await portal.VisitorAsync(other + "@demo.carecoord.test");
            foreach (var part in new[] { "", "/image" })
                Assert.Equal(
                    HttpStatusCode.NotFound,
                    (await visitor.GetAsync($"/patients/{rosa}/documents/{document}/pages/1{part}")).StatusCode
                );
        }

        Assert.Equal(0, DocumentWork.Lying(portal).Incoming);
        Assert.Empty(Directory.GetDirectories("/dev/shm", "carecoord-*"));
    }

    private static async Task<byte[]> ImageAsync(Visitor visitor, Guid patient, Guid document, int page)
    {
        var answer = await visitor.GetAsync($"/patients/{patient}/documents/{document}/pages/{page}/image");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static (int Width, int Height) SizeOf(byte[] png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));

    private static string Form(string drawn, string more) =>
        $"<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] {more} /Length {drawn.Length} >>\nstream\n{drawn}\nendstream";

    private static byte[] Pdf(params string[] objects)
    {
        var text = new StringBuilder("%PDF-1.7\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(text.Length);
            text.Append($"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = text.Length;
        text.Append($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n")
            .AppendJoin("", offsets.Select(offset => $"{offset:D10} 00000 n \n"));
        return Encoding.ASCII.GetBytes(
            text.Append($"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").ToString()
        );
    }

    private void NoFault() => Assert.DoesNotContain(portal.Log.Lines, line => line.Contains("Fault ", StringComparison.Ordinal));

    private async Task<(Guid Rosa, Visitor Ana)> RosaAndAnaAsync() =>
        (await DocumentWork.PatientAsync(portal, "rosa"), await portal.VisitorAsync("ana@demo.carecoord.test"));
}
