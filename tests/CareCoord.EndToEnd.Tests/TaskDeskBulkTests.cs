using CareCoord.Access;
using CareCoord.CareTasks.Deeds;
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

        await page.Locator(".bulk").GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true }).ClickAsync();
        await page.GetByLabel("How did they come out? One outcome for all").FillAsync("Settled on one visit.");
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
        await page.GetByLabel("Order").SelectOptionAsync("priority");
        await page.GetByLabel("About", new() { Exact = true }).SelectOptionAsync("general");
        await Assertions.Expect(page.Locator(".tasks .group").First).ToContainTextAsync("Routine");
        await page.GetByLabel("Keep this view as").FillAsync("Mine by priority");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        var view = page.GetByRole(AriaRole.Link, new() { Name = "Mine by priority" });
        await Assertions.Expect(view).ToBeVisibleAsync();

        await page.GotoAsync("/tasks");
        await page.AliveAsync();
        await view.ClickAsync();
        await Assertions.Expect(page.GetByLabel("About", new() { Exact = true })).ToHaveValueAsync("general");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sort=priority&about=general"));
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("Order")).ToHaveValueAsync("priority");
        await page.AliveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the view Mine by priority" }).ClickAsync();
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
        await page.GetByLabel("Your note").FillAsync("The plan is attached.");

        var file = page.GetByLabel("Attach a PDF, PNG or JPEG");
        await file.SetInputFilesAsync(new FilePayload { Name = "too large.pdf", MimeType = "application/pdf", Buffer = new byte[(10 * 1024 * 1024) + 1] });
        await page.GetByRole(AriaRole.Button, new() { Name = "Attach", Exact = true }).ClickAsync();
        Assert.Contains("larger than 10 MB", await file.EvaluateAsync<string>("one => one.validationMessage"));

        await file.SetInputFilesAsync(new FilePayload { Name = "not a picture.pdf", MimeType = "application/pdf", Buffer = "hello"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Attach", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("This file is not a PDF, PNG or JPEG.")).ToBeVisibleAsync();
        await page.AliveAsync();

        await file.SetInputFilesAsync(new FilePayload { Name = "bathroom.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 a plan"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Attach", Exact = true }).ClickAsync();
        var link = page.GetByRole(AriaRole.Link, new() { Name = "bathroom.pdf" });
        await Assertions.Expect(link).ToBeVisibleAsync();
        await page.AliveAsync();
        await Assertions.Expect(page.GetByLabel("Your note")).ToHaveValueAsync("The plan is attached.");
        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        Assert.Equal("bathroom.pdf", download.SuggestedFilename);

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove bathroom.pdf" }).ClickAsync();
        await Assertions.Expect(link).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".history")).ToContainTextAsync("removed a file");
        await page.Context.CloseAsync();
    }
}
