using System.Security.Cryptography;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareCoord.ScriptProbe.Tests;

/// <summary>What the browser script must do for the portal, with the server it is shipped with.</summary>
[Collection(BrowserTests.Name)]
public sealed class BlazorScriptTests(Browser browser)
{
    [Fact]
    public async Task A_click_is_answered()
    {
        await using var tab = await browser.OpenAsync("clicks");
        await tab.IsLiveAsync();

        await tab.Button("Count").ClickAsync();
        await tab.Button("Count").ClickAsync();

        await Expect(tab.Page.Locator("output")).ToHaveTextAsync("2");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_form_says_what_is_missing_and_saves_what_is_complete()
    {
        await using var tab = await browser.OpenAsync("forms");
        await tab.IsLiveAsync();

        await tab.Page.GetByLabel("Minutes").FillAsync("90");
        await tab.Button("Save").ClickAsync();
        await Expect(tab.Page.GetByText("Say who is coming.")).ToBeVisibleAsync();
        await Expect(tab.Page.GetByText("A visit takes 5 to 60 minutes.")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("output")).ToBeEmptyAsync();

        await tab.Page.GetByLabel("Visitor").FillAsync("Ana");
        await tab.Page.GetByLabel("Minutes").FillAsync("45");
        await tab.Button("Save").ClickAsync();
        await Expect(tab.Page.Locator("output")).ToHaveTextAsync("Ana, 45 minutes");
        await Expect(tab.Page.Locator(".validation-message")).ToHaveCountAsync(0);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task The_server_calls_the_script_and_the_script_calls_the_server()
    {
        await using var tab = await browser.OpenAsync("script-calls");
        await tab.IsLiveAsync();

        await tab.Button("Call the script").ClickAsync();
        await Expect(tab.Output("server")).ToHaveTextAsync("Good morning, Ana");

        await tab.Button("Let the script call").ClickAsync();
        await Expect(tab.Output("script")).ToHaveTextAsync("42");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_failing_script_tells_the_server()
    {
        await using var tab = await browser.OpenAsync("script-calls");
        await tab.IsLiveAsync();

        await tab.Button("Let the script fail").ClickAsync();

        await Expect(tab.Output("server")).ToHaveTextAsync("The script gave up.");
    }

    [Fact]
    public async Task A_file_of_three_megabytes_arrives_whole()
    {
        var content = RandomNumberGenerator.GetBytes(3 * 1024 * 1024);
        await using var tab = await browser.OpenAsync("uploads");
        await tab.IsLiveAsync();

        await tab.Page.GetByLabel("File").SetInputFilesAsync(
            new FilePayload { Name = "scan.pdf", MimeType = "application/pdf", Buffer = content });

        await Expect(tab.Page.Locator("output"))
            .ToHaveTextAsync($"{content.Length} bytes, {Convert.ToHexStringLower(SHA256.HashData(content))}");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_dialog_opens_and_hands_its_answer_back()
    {
        await using var tab = await browser.OpenAsync("panels");
        await tab.IsLiveAsync();
        var dialog = tab.Page.GetByRole(AriaRole.Alertdialog);

        await tab.Button("Cancel the visit").ClickAsync();
        await Expect(dialog).ToContainTextAsync("Cancel this visit?");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Ok" }).ClickAsync();

        await Expect(tab.Output("dialog")).ToHaveTextAsync("cancelled");
        await Expect(dialog).ToHaveCountAsync(0);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_drop_down_takes_a_choice()
    {
        await using var tab = await browser.OpenAsync("panels");
        await tab.IsLiveAsync();

        await tab.Page.Locator(".rz-dropdown").First.ClickAsync();
        await tab.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = "Garden" }).ClickAsync();

        await Expect(tab.Output("drop-down")).ToHaveTextAsync("Garden");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_data_grid_turns_its_page_and_sorts()
    {
        await using var tab = await browser.OpenAsync("panels");
        await tab.IsLiveAsync();
        var firstNumber = tab.Page.Locator("tbody tr").First.Locator("td").First;
        await Expect(firstNumber).ToHaveTextAsync("1");

        await tab.Page.Locator(".rz-pager-next").ClickAsync();
        await Expect(firstNumber).ToHaveTextAsync("6");

        var heading = tab.Page.GetByText("Number", new PageGetByTextOptions { Exact = true });
        await heading.ClickAsync();
        await Expect(tab.Page.Locator("[aria-sort=ascending]")).ToBeVisibleAsync();
        await heading.ClickAsync();
        await Expect(tab.Page.Locator("[aria-sort=descending]")).ToBeVisibleAsync();
        await Expect(firstNumber).ToHaveTextAsync("7");
        Assert.Empty(tab.Complaints);
    }
}
