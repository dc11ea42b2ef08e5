using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.CareTasks;

/// <summary>Files of care tasks come in by a plain form, and go out as downloads that no browser runs.</summary>
public sealed class TaskFileTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_PDF_is_attached_and_handed_out_as_a_download_that_runs_nowhere()
    {
        var task = await TaskWork.AssignAsync(portal, "Read the eye report");
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");

        var answer = await TaskWork.AttachAsync(anil, task, "Bericht Auge.pdf", TaskWork.Pdf());

        Assert.Equal($"/tasks?task={task.Task}&of={task.Patient}", answer.Headers.Location!.ToString());
        var file = await anil.GetAsync($"/patients/{task.Patient}/attachments/{await FileAsync(task)}");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal(TaskWork.Pdf(), await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", file.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("attachment", file.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("Bericht Auge.pdf", file.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("sandbox; default-src 'none'", file.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(file.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("C:\\\\Users\\\\anil\\\\scan.PDF", "scan.PDF")]
    [InlineData("evil.html", "evil.html.pdf")]
    [InlineData("=?utf-8?B?LnBkZg==?=", null)]
    [InlineData("Über Rosa 🩺.pdf", "Über Rosa 🩺.pdf")]
    public async Task Its_name_has_no_folder_and_ends_as_what_it_is(string sent, string? handedOut)
    {
        var task = await TaskWork.AssignAsync(portal, "Names of files");
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");

        var answer = await TaskWork.AttachAsync(anil, task, sent, TaskWork.Pdf());

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var file = await anil.GetAsync($"/patients/{task.Patient}/attachments/{await FileAsync(task)}");
        var name = file.Content.Headers.ContentDisposition!.FileNameStar!;
        Assert.EndsWith(".pdf", name, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(name, one => one is '/' or '\\' or '"' || char.IsControl(one));
        if (handedOut is not null)
            Assert.Equal(handedOut, name);
    }

    [Fact]
    public async Task What_is_no_picture_and_no_PDF_is_refused_in_a_sentence()
    {
        var task = await TaskWork.AssignAsync(portal, "Wrong kind");
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");

        var answer = await TaskWork.AttachAsync(anil, task, "page.pdf", "<script>alert(1)</script>"u8.ToArray());

        Assert.Contains("This file is not a PDF, PNG or JPEG.", await anil.ReadAsync(answer.Headers.Location!.ToString()));
        Assert.Equal(Guid.Empty, await FileAsync(task));
    }

    [Fact]
    public async Task What_is_too_large_is_refused_in_a_sentence()
    {
        var task = await TaskWork.AssignAsync(portal, "Too large");
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");

        var answer = await TaskWork.AttachAsync(anil, task, "large.pdf", [.. TaskWork.Pdf(), .. new byte[10 * 1024 * 1024]]);

        Assert.Contains("This file is larger than 10 MB.", await anil.ReadAsync(answer.Headers.Location!.ToString()));
        Assert.Equal(Guid.Empty, await FileAsync(task));
    }

    [Fact]
    public async Task A_form_from_elsewhere_attaches_nothing()
    {
        var task = await TaskWork.AssignAsync(portal, "From elsewhere");
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");

        var answer = await TaskWork.AttachAsync(anil, task, "x.pdf", TaskWork.Pdf(), token: "CfDJ8forged");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(Guid.Empty, await FileAsync(task));
    }

    [Fact]
    public async Task For_others_there_is_no_such_task_and_no_such_file()
    {
        var task = await TaskWork.AssignAsync(portal, "Not for others");
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");
        await TaskWork.AttachAsync(anil, task, "x.pdf", TaskWork.Pdf());
        foreach (var other in new[] { "peter", "denise", "ana", "admin" })
        {
            var visitor = await portal.VisitorAsync(other + "@demo.carecoord.test");
            var file = await visitor.GetAsync($"/patients/{task.Patient}/attachments/{await FileAsync(task)}");
            Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
        }

        var peter = await portal.VisitorAsync("peter@demo.carecoord.test");
        var own = (await peter.OpenAsync("/account")).Token();
        var answer = await TaskWork.AttachAsync(peter, task, "y.pdf", TaskWork.Pdf("of another"), token: own);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(1, await portal.Database.AsOwnerAsync<long>("select count(*) from care_task_attachments where task_id = $1", task.Task));
    }

    [Fact]
    public async Task It_goes_back_within_the_portal_only()
    {
        var task = await TaskWork.AssignAsync(portal, "Back again");
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");

        var answer = await TaskWork.AttachAsync(anil, task, "x.pdf", TaskWork.Pdf(), back: "//evil.example/");

        Assert.StartsWith("/tasks?", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task No_link_puts_words_into_the_portals_mouth()
    {
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");

        Assert.DoesNotContain("Call this number", await anil.ReadAsync("/tasks?said=Call+this+number"));
    }

    private Task<Guid> FileAsync((Guid Patient, Guid Task) task) => portal.Database.AsOwnerAsync<Guid>("select id from care_task_attachments where task_id = $1", task.Task);
}
