using System.Net;
using System.Text;
using CareCoord.Files;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.LegalDocuments;

/// <summary>What strangers and broken devices send: each gets a clear sentence, and leaves nothing behind.</summary>
public sealed class HostileUploadTests(Portal portal) : IClassFixture<Portal>
{
    public static TheoryData<string, byte[], string> Hostile() =>
        new()
        {
            { "empty", [], "This file is empty." },
            { "html", "<html><script>alert(1)</script></html>"u8.ToArray(), "This is not a PDF" },
            { "svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray(), "This is not a PDF" },
            { "executable", [0x7F, 0x45, 0x4C, 0x46, .. new byte[100]], "This is not a PDF" },
            { "polyglot", [.. TestPages.Pdf("Two things"), .. TestPages.EmptyZip], "This file is two kinds" },
            { "locked", TestPages.LockedPdf(), "This PDF is locked" },
            { "cut off", TestPages.Pdf("Cut off", pages: 4)[..^60], "This PDF is cut off" },
            { "bomb PDF", TestPages.BombPdf(1500), "" },
            { "bomb PNG", TestPages.BombPng(60_000, 60_000), "This picture has too many pixels" },
            { "broken TIFF", TestPages.Tiff()[..50], "This TIFF cannot be opened" },
        };

    [Theory, MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public async Task It_is_refused_in_a_sentence_and_nothing_of_it_stays(string what, byte[] bytes, string sentence)
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var before = (await DocumentWork.RowsAsync(portal, rosa), DocumentWork.Lying(portal));

        var answer = await DocumentWork.SendAsync(ana, rosa, DocumentWork.Directive, ("Directive.pdf", bytes));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True((await DocumentWork.ProblemAsync(answer)).StartsWith(sentence, StringComparison.Ordinal), what);
        Assert.Equal(before, (await DocumentWork.RowsAsync(portal, rosa), DocumentWork.Lying(portal)));
        NoFault();
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("C:\\\\Users\\\\ana\\\\scan.PDF", "scan.PDF")]
    [InlineData("evil.html", "evil.html.pdf")]
    [InlineData("a\u202Efdp.exe", "afdp.exe.pdf")]
    [InlineData("a\0b.pdf", null)]
    [InlineData("Über Rosa 🩺.pdf", "Über Rosa 🩺.pdf")]
    [InlineData("4KB", null)]
    public async Task Its_name_is_one_safe_line_and_ends_as_what_it_is(string sent, string? handedOut)
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var name = sent == "4KB" ? new string('n', 4096) + ".pdf" : sent;

        var answer = await DocumentWork.SendAsync(
            ana,
            rosa,
            DocumentWork.Directive,
            (name, TestPages.Pdf("Named " + Guid.CreateVersion7()))
        );

        if (answer.StatusCode == HttpStatusCode.BadRequest)
        {
            Assert.Equal("a\0b.pdf", sent);
            return;
        }

        var document = await DocumentWork.DocumentOfAsync(answer);
        var kept = (await ana.GetAsync($"/patients/{rosa}/documents/{document}/file")).Content.Headers.ContentDisposition!.FileNameStar!;
        Assert.EndsWith(".pdf", kept, StringComparison.OrdinalIgnoreCase);
        Assert.True(kept.Length <= 154);
        Assert.DoesNotContain(kept, one => one is '/' or '\\' or '"' or '\u202E' || char.IsControl(one));
        if (handedOut is not null)
            Assert.Equal(handedOut, kept);
        NoFault();
    }

    [Fact]
    public async Task A_name_with_line_breaks_is_no_header()
    {
        var (rosa, ana) = await RosaAndAnaAsync();

        var answer = await DocumentWork.SendAsync(
            ana,
            rosa,
            DocumentWork.Directive,
            ("a\r\nSet-Cookie: x=1\r\n.pdf", TestPages.Pdf("CRLF"))
        );

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity);
        NoFault();
    }

    [Fact]
    public async Task More_than_25_MiB_is_413_with_a_sentence_also_where_the_length_is_not_said()
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var before = (await DocumentWork.RowsAsync(portal, rosa), DocumentWork.Lying(portal));
        var large = new byte[26 * 1024 * 1024];
        TestPages.Pdf().CopyTo(large, 0);
        var (token, upload) = await DocumentWork.FormAsync(ana, rosa);
        var form = DocumentWork.Form(token, upload, DocumentWork.Directive, ("large.pdf", large));

        var said = await DocumentWork.SendAsync(ana, rosa, form);
        var unsaid = await Unmeasured.SendAsync(ana, rosa, form);

        foreach (var answer in new[] { said, unsaid })
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Equal(FileVault.TooLarge, await DocumentWork.ProblemAsync(answer));
        }

        Assert.Equal(before, (await DocumentWork.RowsAsync(portal, rosa), DocumentWork.Lying(portal)));
        NoFault();
    }

    [Theory]
    [InlineData("ends before its edge")]
    [InlineData("no edge at all")]
    [InlineData("headers without end")]
    [InlineData("many headers")]
    [InlineData("not multipart")]
    [InlineData("edge too long")]
    [InlineData("long field")]
    public async Task A_form_that_is_not_whole_is_refused_and_leaves_nothing(string broken)
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var before = (await DocumentWork.RowsAsync(portal, rosa), DocumentWork.Lying(portal));
        var (token, upload) = await DocumentWork.FormAsync(ana, rosa);
        var whole = DocumentWork.Form(token, upload, DocumentWork.Directive, ("a.pdf", TestPages.Pdf("Not whole")));
        var head = Encoding.UTF8.GetString(DocumentWork.Form(token, upload, DocumentWork.Directive))[..^10];
        byte[] sent = broken switch
        {
            "ends before its edge" => whole[..^200],
            "no edge at all" => TestPages.Pdf(),
            "headers without end" => Encoding.UTF8.GetBytes(
                head + "--edge\r\nContent-Disposition: form-data; name=\"pages\"; filename=\"" + new string('x', 20_000)
            ),
            "many headers" => Encoding.UTF8.GetBytes(
                head + "--edge\r\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"X-{i}: y\r\n")) + "\r\nx\r\n--edge--\r\n"
            ),
            "long field" => Encoding.UTF8.GetBytes(
                head + "--edge\r\nContent-Disposition: form-data; name=\"upload\"\r\n\r\n" + new string('x', 10_000) + "\r\n--edge--\r\n"
            ),
            _ => whole,
        };
        var body = new ByteArrayContent(sent);
        body.Headers.TryAddWithoutValidation(
            "Content-Type",
            broken switch
            {
                "not multipart" => "application/x-www-form-urlencoded",
                "edge too long" => "multipart/form-data; boundary=" + new string('e', 300),
                _ => "multipart/form-data; boundary=edge",
            }
        );

        var answer = await SendAsync(ana, rosa, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before, (await DocumentWork.RowsAsync(portal, rosa), DocumentWork.Lying(portal)));
        NoFault();
    }

    [Fact]
    public async Task Too_many_pictures_and_none_at_all_are_refused_in_a_sentence()
    {
        var (rosa, ana) = await RosaAndAnaAsync();

        var many = await DocumentWork.SendAsync(
            ana,
            rosa,
            DocumentWork.Directive,
            [.. Enumerable.Range(0, 31).Select(i => ($"{i}.jpg", TestPages.Jpeg))]
        );
        var none = await DocumentWork.SendAsync(ana, rosa, DocumentWork.Directive);
        var noKind = await DocumentWork.SendAsync(ana, rosa, "Testament", ("a.pdf", TestPages.Pdf("No kind")));

        Assert.StartsWith("These are more than 30 pictures.", await DocumentWork.ProblemAsync(many));
        Assert.StartsWith("Choose a file", await DocumentWork.ProblemAsync(none));
        Assert.Equal("Choose what it is.", await DocumentWork.ProblemAsync(noKind));
        Assert.Equal(0, DocumentWork.Lying(portal).Incoming);
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, Guid patient, HttpContent body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/patients/{patient}/documents/pages") { Content = body };
        request.Headers.Accept.ParseAdd("application/json");
        return await visitor.SendAsync(request);
    }

    private void NoFault() =>
        Assert.DoesNotContain(
            portal.Log.Lines,
            line => line.Contains("Fault ", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal)
        );

    private async Task<(Guid Rosa, Visitor Ana)> RosaAndAnaAsync() =>
        (await DocumentWork.PatientAsync(portal, "rosa"), await portal.VisitorAsync("ana@demo.carecoord.test"));
}
