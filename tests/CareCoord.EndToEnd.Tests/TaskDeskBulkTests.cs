using CareCoord.Access;
using CareCoord.CareTasks.Commands;
using CareCoord.Testing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>Many tasks at once, views that are kept, and files.</summary>
[Collection(PortalTests.Name)]
public sealed class TaskDeskBulkTests(Portal portal)
{
    [Fact]
    public async Task Many_are_completed_with_one_outcome_and_what_was_not_done_is_named()
    {
        var one = await portal.AssignAsync("Bulk: measure the chair", "noor", "Rosa");
        var two = await portal.AssignAsync("Bulk: order the rail", "noor", "Rosa");
        await portal.AssignAsync("Bulk: not accepted yet", "noor", "Rosa");
        await portal.ActAsync("noor", Hat.Provider, one, new AcceptCareTask());
        await portal.ActAsync("noor", Hat.Provider, two, new AcceptCareTask());
        var page = await portal.SignedInAsync("noor@demo.carecoord.test", Screen.Desktop);
        await page.GotoAsync("/tasks");
        await page.AliveAsync();
        foreach (var title in new[] { "Bulk: measure the chair", "Bulk: order the rail", "Bulk: not accepted yet" })
            await page.Row(title).GetByRole(AriaRole.Checkbox).CheckAsync();

        await page.Locator(".bulk").Named(AriaRole.Button, "Complete").ClickAsync();
        await page.Labelled("How did they come out? One outcome for all").FillAsync("Settled on one visit.");
        await Portal.PictureAsync(page, "desk-bulk");
        await page.Locator(".bulk-form").GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(page.Locator(".outcome")).ToContainTextAsync("2 done, 1 not:");
        await Assertions.Expect(page.Locator(".outcome li")).ToContainTextAsync("Bulk: not accepted yet:");
        await Assertions.Expect(page.Row("Bulk: measure the chair")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Row("Bulk: not accepted yet").GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_view_is_kept_under_a_name_opened_again_and_removed()
    {
        await portal.AssignAsync("View: call about the splint", "noor", "Rosa", dueIn: TimeSpan.FromDays(20));
        var page = await portal.SignedInAsync("noor@demo.carecoord.test", Screen.Desktop);
        await page.GotoAsync("/tasks");
        await page.AliveAsync();
        await page.Labelled("Order").SelectOptionAsync("priority");
        await page.Labelled("About").SelectOptionAsync("general");
        // What else she has may be more urgent.
        await Assertions.Expect(page.Row("View: call about the splint").Locator("td.priority")).ToHaveTextAsync("Routine");
        await Assertions.Expect(page.Locator("th[aria-sort=descending]")).ToContainTextAsync("Priority");
        await page.Locator("summary", new() { HasText = "Keep this view" }).ClickAsync();
        await page.Labelled("Keep this view as").FillAsync("Mine by priority");
        await page.Named(AriaRole.Button, "Keep").ClickAsync();
        var view = page.Named(AriaRole.Link, "Mine by priority");
        await Assertions.Expect(view).ToBeVisibleAsync();

        await page.GotoAsync("/tasks");
        await page.AliveAsync();
        await view.ClickAsync();
        await Assertions.Expect(page.Labelled("About")).ToHaveValueAsync("general");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sort=priority&about=general"));
        await page.ReloadAsync();
        await Assertions.Expect(page.Labelled("Order")).ToHaveValueAsync("priority");
        await page.AliveAsync();
        await page.Named(AriaRole.Button, "Remove the view Mine by priority").ClickAsync();
        await Assertions.Expect(view).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_file_is_attached_downloaded_and_removed_and_what_was_typed_stays_meanwhile()
    {
        var task = await portal.AssignAsync("File: the plan of the bathroom", "noor", "Rosa");
        var page = await portal.SignedInAsync("noor@demo.carecoord.test", Screen.Desktop);
        await page.GotoAsync($"/tasks?task={task.Task}&of={task.Patient}");
        await page.AliveAsync();
        await TaskDeskTests.ClickAsync(page, "Add a note");
        await page.Labelled("Your note").FillAsync("The plan is attached.");

        var file = page.Labelled("Attach a PDF or a picture of at most 25 MB");
        await file.SetInputFilesAsync(
            new FilePayload
            {
                Name = "too large.pdf",
                MimeType = "application/pdf",
                Buffer = new byte[(25 * 1024 * 1024) + 1],
            }
        );
        await page.Named(AriaRole.Button, "Attach").ClickAsync();
        Assert.Contains("larger than 25 MB", await file.EvaluateAsync<string>("one => one.validationMessage"));

        await file.SetInputFilesAsync(
            new FilePayload
            {
                Name = "not a picture.pdf",
                MimeType = "application/pdf",
                Buffer = "hello"u8.ToArray(),
            }
        );
        await page.Named(AriaRole.Button, "Attach").ClickAsync();
        await Assertions
            .Expect(
                page.Saying("This is not a PDF, PNG, JPEG or TIFF. Take a picture of each page, or save it as a PDF, and choose it again.")
            )
            .ToBeVisibleAsync();
        await page.AliveAsync();

        await file.SetInputFilesAsync(
            new FilePayload
            {
                Name = "bathroom.pdf",
                MimeType = "application/pdf",
                Buffer = TestPages.Pdf("A plan"),
            }
        );
        await page.Named(AriaRole.Button, "Attach").ClickAsync();
        var link = page.Named(AriaRole.Link, "bathroom.pdf");
        await Assertions.Expect(link).ToBeVisibleAsync();
        await page.AliveAsync();
        await Assertions.Expect(page.Labelled("Your note")).ToHaveValueAsync("The plan is attached.");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Named(AriaRole.Link, "Download bathroom.pdf").ClickAsync());
        Assert.Equal("bathroom.pdf", download.SuggestedFilename);

        await page.Named(AriaRole.Button, "Remove bathroom.pdf").ClickAsync();
        await Assertions.Expect(link).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".history")).ToContainTextAsync("removed a file");
        await page.Context.CloseAsync();
    }
}
