using System.Net;
using System.Security.Cryptography;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.LegalDocuments;

/// <summary>Pages come in by a form that streams, are kept encrypted, and go out as a download that no browser runs.</summary>
public sealed class UploadPagesTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Pages_are_taken_and_handed_out_as_a_download_that_runs_nowhere()
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var pdf = TestPages.Pdf("Taken and handed out", padding: 300_000);

        var document = await DocumentWork.UploadAsync(ana, rosa, DocumentWork.Directive, ("Vollmacht Rosa.pdf", pdf));

        var file = await ana.GetAsync($"/patients/{rosa}/documents/{document}/file");
        Assert.Equal(pdf, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal(pdf.Length, file.Content.Headers.ContentLength);
        Assert.StartsWith("attachment", file.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("Vollmacht Rosa.pdf", file.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("sandbox; default-src 'none'", file.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(file.Headers.CacheControl!.NoStore);
        Assert.Equal(
            SHA256.HashData(pdf),
            await portal.Database.AsOwnerAsync<byte[]>(
                "select f.sha256 from files f join legal_documents d on d.file_id = f.id where d.id = $1",
                document
            )
        );
    }

    [Fact]
    public async Task The_plain_form_works_without_script_and_comes_back_with_a_sentence()
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var (token, upload) = await DocumentWork.FormAsync(ana, rosa);

        var taken = await DocumentWork.SendAsync(
            ana,
            rosa,
            DocumentWork.Form(token, upload, DocumentWork.Directive, ("a.pdf", TestPages.Pdf("Without script")), ("", [])),
            script: false
        );
        var refused = await DocumentWork.SendAsync(
            ana,
            rosa,
            DocumentWork.Form(token, Guid.CreateVersion7().ToString(), DocumentWork.Directive, ("a.pdf", "nothing"u8.ToArray())),
            script: false
        );

        Assert.EndsWith("/facts", taken.Headers.Location!.ToString());
        Assert.Contains("This is not a PDF, PNG, JPEG or TIFF.", await ana.ReadAsync(refused.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task Several_photographed_pages_become_one_PDF()
    {
        var (rosa, ana) = await RosaAndAnaAsync();

        var document = await DocumentWork.UploadAsync(
            ana,
            rosa,
            DocumentWork.Directive,
            ("IMG_1.jpg", TestPages.Jpeg),
            ("IMG_2.png", TestPages.Png(40, 60))
        );

        Assert.Equal(
            "application/pdf 2 IMG_1.pdf",
            await portal.Database.AsOwnerAsync<string>(
                """
                select f.media_type || ' ' || f.pages || ' ' || f.name from files f join legal_documents d on d.file_id = f.id
                where d.id = $1
                """,
                document
            )
        );
        Assert.Equal(0, DocumentWork.Lying(portal).Incoming);
    }

    [Fact]
    public async Task A_device_that_lost_the_answer_finds_what_was_kept_and_sending_again_changes_nothing()
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var (token, upload) = await DocumentWork.FormAsync(ana, rosa);
        Assert.Equal(HttpStatusCode.NotFound, (await ana.GetAsync($"/patients/{rosa}/documents/uploads/{upload}")).StatusCode);
        var form = DocumentWork.Form(token, upload, DocumentWork.Directive, ("a.pdf", TestPages.Pdf("Lost answer")));
        var first = await DocumentWork.DocumentOfAsync(await DocumentWork.SendAsync(ana, rosa, form));
        var (lying, rows) = (DocumentWork.Lying(portal), await DocumentWork.RowsAsync(portal, rosa));

        Assert.Equal(first, await DocumentWork.DocumentOfAsync(await ana.GetAsync($"/patients/{rosa}/documents/uploads/{upload}")));
        Assert.Equal(first, await DocumentWork.DocumentOfAsync(await DocumentWork.SendAsync(ana, rosa, form)));
        Assert.Equal((lying, rows), (DocumentWork.Lying(portal), await DocumentWork.RowsAsync(portal, rosa)));
    }

    [Fact]
    public async Task The_same_pages_lie_on_the_disk_once()
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var pdf = TestPages.Pdf("Only once");
        await DocumentWork.UploadAsync(ana, rosa, DocumentWork.Directive, ("a.pdf", pdf));
        var lying = DocumentWork.Lying(portal);

        await DocumentWork.UploadAsync(ana, rosa, "Release", ("b.pdf", pdf));

        Assert.Equal(lying, DocumentWork.Lying(portal));
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_not_read()
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var before = await DocumentWork.RowsAsync(portal, rosa);

        foreach (var token in new[] { null, "CfDJ8forged" })
        {
            var answer = await DocumentWork.SendAsync(
                ana,
                rosa,
                DocumentWork.Form(token, Guid.CreateVersion7().ToString(), DocumentWork.Directive, ("a.pdf", TestPages.Pdf("Elsewhere")))
            );
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal((before, 0), (await DocumentWork.RowsAsync(portal, rosa), DocumentWork.Lying(portal).Incoming));
    }

    [Fact]
    public async Task For_strangers_there_is_nothing_to_add_to_and_nothing_to_fetch()
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var document = await DocumentWork.UploadAsync(ana, rosa, DocumentWork.Directive, ("a.pdf", TestPages.Pdf("Not for strangers")));
        foreach (var other in new[] { "denise", "walter", "mia", "admin" })
        {
            var visitor = await portal.VisitorAsync(other + "@demo.carecoord.test");
            var token = (await visitor.OpenAsync("/account")).Token();
            var answer = await DocumentWork.SendAsync(
                visitor,
                rosa,
                DocumentWork.Form(token, Guid.CreateVersion7().ToString(), DocumentWork.Directive, ("a.pdf", TestPages.Pdf("Stranger")))
            );
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/patients/{rosa}/documents/{document}/file")).StatusCode);
        }

        // What is not handed in is nobody else's to fetch either.
        Assert.Equal(
            HttpStatusCode.NotFound,
            (
                await (await portal.VisitorAsync("carla@demo.carecoord.test")).GetAsync($"/patients/{rosa}/documents/{document}/file")
            ).StatusCode
        );
    }

    [Fact]
    public async Task A_file_that_was_harmed_on_the_disk_is_not_handed_out_as_if_it_were_whole()
    {
        var (rosa, ana) = await RosaAndAnaAsync();
        var document = await DocumentWork.UploadAsync(
            ana,
            rosa,
            DocumentWork.Directive,
            ("a.pdf", TestPages.Pdf("Harmed", padding: 200_000))
        );
        await DocumentWork.HarmAsync(portal, document);

        await Assert.ThrowsAnyAsync<Exception>(async () =>
            await (await ana.GetAsync($"/patients/{rosa}/documents/{document}/file")).Content.ReadAsByteArrayAsync()
        );
    }

    private async Task<(Guid Rosa, Visitor Ana)> RosaAndAnaAsync() =>
        (await DocumentWork.PatientAsync(portal, "rosa"), await portal.VisitorAsync("ana@demo.carecoord.test"));
}
