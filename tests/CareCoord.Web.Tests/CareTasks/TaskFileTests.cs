using System.Net;
using CareCoord.Testing;
using CareCoord.Web.Tests.LegalDocuments;

namespace CareCoord.Web.Tests.CareTasks;

/// <summary>
/// Files of care tasks come in by a plain form, and go out as downloads that no browser runs, or as pictures of their pages.
/// </summary>
public sealed class TaskFileTests(Portal portal) : IClassFixture<Portal>
{
    public static TheoryData<string, byte[], string> Hostile() =>
        new()
        {
            { "empty", [], "This file is empty." },
            { "html", "<script>alert(1)</script>"u8.ToArray(), "This is not a PDF, PNG, JPEG or TIFF." },
            { "polyglot", [.. TestPages.Pdf("Two things"), .. TestPages.EmptyZip], "This file is two kinds of file in one" },
            { "locked", TestPages.LockedPdf(), "This PDF is locked with a password" },
            { "bomb PNG", TestPages.BombPng(60_000, 60_000), "This picture has too many pixels" },
            { "bomb PDF", TestPages.BombPdf(1500), "" },
            { "too large", [.. TestPages.Pdf(), .. new byte[26 * 1024 * 1024]], "This is larger than 25 MB." },
        };

    [Fact]
    public async Task A_PDF_is_attached_and_handed_out_as_a_download_that_runs_nowhere()
    {
        var (task, anil) = await TaskAndAnilAsync("Read the eye report");

        var answer = await TaskWork.AttachAsync(anil, task, "Bericht Auge.pdf", TaskWork.Pdf());

        Assert.Equal($"/tasks?task={task.Task}&of={task.Patient}", answer.Headers.Location!.ToString());
        var file = await anil.GetAsync(await AtAsync(task) + "/file");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal(TaskWork.Pdf(), await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", file.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("attachment", file.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("Bericht Auge.pdf", file.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("sandbox; default-src 'none'", file.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(file.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Its_pages_are_looked_at_as_pictures_from_the_tasks_list_and_audited_once()
    {
        var (task, anil) = await TaskAndAnilAsync("Look at the pages");
        await TaskWork.AttachAsync(anil, task, "Report.pdf", TestPages.Pdf("Two pages", pages: 2));
        var at = await AtAsync(task);

        var list = WebUtility.HtmlDecode(await anil.ReadAsync($"/tasks?task={task.Task}&of={task.Patient}"));
        var page = WebUtility.HtmlDecode(await anil.ReadAsync($"{at}/pages/1"));
        var picture = await anil.GetAsync($"{at}/pages/1/image");

        Assert.Contains($"href=\"{at}/pages/1\"", list);
        Assert.Contains("2 pages, ", list);
        Assert.Contains("Report.pdf, page 1 of 2", page);
        Assert.Contains($"src=\"{at}/pages/1/image\"", page);
        Assert.Contains($"href=\"/tasks?task={task.Task}&of={task.Patient}\"", page);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (picture.StatusCode, picture.Content.Headers.ContentType!.MediaType));
        Assert.Equal("sandbox; default-src 'none'", picture.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(
            1,
            await portal.Database.AsOwnerAsync<long>(
                "select count(*) from audit_entries where action = 'care-task.file-page-read' and subject_id = $1",
                Guid.Parse(at.Split('/')[^1])
            )
        );
        Assert.Equal(HttpStatusCode.NotFound, (await anil.GetAsync($"{at}/pages/3")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anil.GetAsync($"{at}/pages/0/image")).StatusCode);
    }

    [Fact]
    public async Task What_waits_for_the_scanner_or_is_harmful_is_named_and_neither_shown_nor_handed_out()
    {
        var (task, anil) = await TaskAndAnilAsync("Waits for the scanner");
        await TaskWork.AttachAsync(anil, task, "Report.pdf", TestPages.Pdf("Waits"));
        var at = await AtAsync(task);
        foreach (
            var (scan, chip, sentence) in new[]
            {
                ("quarantined", "Waits for the virus scanner", "has not looked at these pages yet"),
                ("infected", "Harmful file", "found something harmful"),
            }
        )
        {
            await portal.Database.AsOwnerAsync(
                """
                update files f set scan = $2, scanned_at = case when $2 = 'infected' then now() end from care_task_attachments a
                    where a.file_id = f.id and a.task_id = $1
                """,
                task.Task,
                scan
            );

            var list = await anil.ReadAsync($"/tasks?task={task.Task}&of={task.Patient}");
            Assert.Contains(chip, list);
            Assert.Contains(sentence, list);
            Assert.DoesNotContain(at, list);
            Assert.Contains(sentence, await anil.ReadAsync($"{at}/pages/1"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await anil.GetAsync($"{at}/pages/1/image")).StatusCode);
            var file = await anil.GetAsync($"{at}/file");
            Assert.Equal(HttpStatusCode.Redirect, file.StatusCode);
            Assert.StartsWith($"{at}/pages/1", file.Headers.Location!.ToString());
        }
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("C:\\\\Users\\\\anil\\\\scan.PDF", "scan.PDF")]
    [InlineData("evil.html", "evil.html.pdf")]
    [InlineData("a\u202Efdp.exe", "afdp.exe.pdf")]
    [InlineData("=?utf-8?B?LnBkZg==?=", null)]
    [InlineData("Über Rosa 🩺.pdf", "Über Rosa 🩺.pdf")]
    public async Task Its_name_has_no_folder_and_ends_as_what_it_is(string sent, string? handedOut)
    {
        var (task, anil) = await TaskAndAnilAsync("Names of files");

        var answer = await TaskWork.AttachAsync(anil, task, sent, TaskWork.Pdf());

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var file = await anil.GetAsync(await AtAsync(task) + "/file");
        var name = file.Content.Headers.ContentDisposition!.FileNameStar!;
        Assert.EndsWith(".pdf", name, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(name, one => one is '/' or '\\' or '"' or '\u202E' || char.IsControl(one));
        if (handedOut is not null)
            Assert.Equal(handedOut, name);
    }

    [Theory, MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public async Task What_is_hostile_is_refused_in_a_sentence_and_leaves_nothing(string what, byte[] bytes, string sentence)
    {
        var (task, anil) = await TaskAndAnilAsync("Hostile");
        var before = DocumentWork.Lying(portal);

        var answer = await TaskWork.AttachAsync(anil, task, "page.pdf", bytes);

        Assert.True(
            WebUtility.HtmlDecode(await anil.ReadAsync(answer.Headers.Location!.ToString())).Contains(sentence, StringComparison.Ordinal),
            what
        );
        Assert.Equal(Guid.Empty, await FileAsync(task));
        Assert.Equal(before, DocumentWork.Lying(portal));
    }

    [Fact]
    public async Task A_form_from_elsewhere_attaches_nothing()
    {
        var (task, anil) = await TaskAndAnilAsync("From elsewhere");

        var answer = await TaskWork.AttachAsync(anil, task, "x.pdf", TaskWork.Pdf(), token: "CfDJ8forged");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(Guid.Empty, await FileAsync(task));
    }

    [Fact]
    public async Task For_others_there_is_no_such_task_and_no_such_file()
    {
        var (task, anil) = await TaskAndAnilAsync("Not for others");
        await TaskWork.AttachAsync(anil, task, "x.pdf", TaskWork.Pdf());
        var at = await AtAsync(task);
        foreach (var other in new[] { "peter", "denise", "ana", "admin" })
        {
            var visitor = await portal.VisitorAsync(other + "@demo.carecoord.test");
            foreach (var part in new[] { "/file", "/pages/1", "/pages/1/image" })
                Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(at + part)).StatusCode);
        }

        var peter = await portal.VisitorAsync("peter@demo.carecoord.test");
        var own = (await peter.OpenAsync("/account")).Token();
        var answer = await TaskWork.AttachAsync(peter, task, "y.pdf", TaskWork.Pdf("of another"), token: own);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(
            1,
            await portal.Database.AsOwnerAsync<long>("select count(*) from care_task_attachments where task_id = $1", task.Task)
        );
        Assert.Equal(0, DocumentWork.Lying(portal).Incoming);
    }

    [Fact]
    public async Task It_goes_back_within_the_portal_only()
    {
        var (task, anil) = await TaskAndAnilAsync("Back again");

        var answer = await TaskWork.AttachAsync(anil, task, "x.pdf", TaskWork.Pdf(), back: "//evil.example/");

        Assert.StartsWith("/tasks?", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task No_link_puts_words_into_the_portals_mouth()
    {
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");

        Assert.DoesNotContain("Call this number", await anil.ReadAsync("/tasks?said=Call+this+number"));
    }

    private async Task<((Guid Patient, Guid Task) Task, Visitor Anil)> TaskAndAnilAsync(string title) =>
        (await TaskWork.AssignAsync(portal, title), await portal.VisitorAsync("anil@demo.carecoord.test"));

    private async Task<string> AtAsync((Guid Patient, Guid Task) task) => $"/patients/{task.Patient}/attachments/{await FileAsync(task)}";

    private Task<Guid> FileAsync((Guid Patient, Guid Task) task) =>
        portal.Database.AsOwnerAsync<Guid>("select id from care_task_attachments where task_id = $1", task.Task);
}
