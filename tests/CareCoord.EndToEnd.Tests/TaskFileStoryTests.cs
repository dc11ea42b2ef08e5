using CareCoord.Testing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>
/// A file on a care task walks the road of a directive's pages. The scanner looks at it, and its pages are looked at in the portal.
/// </summary>
[Collection(PortalTests.Name)]
public sealed class TaskFileStoryTests(Portal portal)
{
    private const string Harmful =
        "The virus scanner found something harmful in this file, so it was not kept. "
        + "Take pictures of the pages instead, and hand those in.";

    [Fact]
    public async Task What_is_harmful_is_refused_in_a_directives_words_and_what_is_clean_is_looked_at_page_by_page_also_without_script()
    {
        await using var clamd = new ClamdProcess();
        await clamd.StartAsync();
        await using var scanned = await portal.StartServerAsync(clamd.Socket);
        var task = await portal.AssignAsync("Read the wound report", "anil");
        var anil = await portal.SignedInAsync("anil@demo.carecoord.test", Screen.Desktop);
        var ana = await portal.SignedInAsync("ana@demo.carecoord.test", Screen.Phone);
        var list = new Uri(scanned.Address, $"/tasks?task={task.Task}&of={task.Patient}").ToString();

        await anil.GotoAsync(list);
        await anil.AliveAsync();
        await AttachAsync(anil, "Bad.pdf", TestPages.HarmfulPdf);
        await Assertions.Expect(anil.Saying(Harmful)).ToBeVisibleAsync();
        await Assertions.Expect(anil.Locator(".files li")).ToHaveCountAsync(0);

        var anaReads = await portal.WithoutScriptAsync(ana);
        await anaReads.GotoAsync(new Uri(scanned.Address, $"/patients/{await portal.PatientAsync("Rosa")}/documents/add").ToString());
        await anaReads.Locator("input[name=kind]").First.CheckAsync();
        await anaReads.Locator("#files").SetInputFilesAsync(Payload("Bad.pdf", TestPages.HarmfulPdf));
        await anaReads.Named(AriaRole.Button, "Send the pages").ClickAsync();
        await Assertions.Expect(anaReads.Saying(Harmful)).ToBeVisibleAsync();

        await anil.GotoAsync(list);
        await anil.AliveAsync();
        await AttachAsync(anil, "Wound.pdf", TestPages.Pdf("Wound report", pages: 2));
        await Assertions.Expect(anil.Locator(".files li")).ToContainTextAsync("2 pages");
        await Portal.PictureAsync(anil, "task-files");
        var reads = await portal.WithoutScriptAsync(anil);
        await reads.GotoAsync(list);
        await reads.Named(AriaRole.Link, "Wound.pdf").ClickAsync();
        await Assertions.Expect(reads.Locator("h1")).ToHaveTextAsync("Wound.pdf, page 1 of 2");
        await reads.Named(AriaRole.Link, "Page 2").ClickAsync();
        await Assertions.Expect(reads.Locator("h1")).ToHaveTextAsync("Wound.pdf, page 2 of 2");
        await Assertions.Expect(reads.Locator(".sheet img")).ToBeVisibleAsync();
        await Portal.PictureAsync(reads, "task-file-page");
        await reads.Named(AriaRole.Link, "Read the wound report").ClickAsync();
        await Assertions.Expect(reads.Locator("#files-title")).ToBeVisibleAsync();
        foreach (var page in new[] { anil, ana, anaReads, reads })
            await page.Context.CloseAsync();
    }

    private static async Task AttachAsync(IPage page, string name, byte[] bytes)
    {
        await page.Locator("form.attach input[type=file]").SetInputFilesAsync(Payload(name, bytes));
        await page.Locator("form.attach").Named(AriaRole.Button, "Attach").ClickAsync();
    }

    private static FilePayload Payload(string name, byte[] bytes) =>
        new()
        {
            Name = name,
            MimeType = "application/pdf",
            Buffer = bytes,
        };
}
