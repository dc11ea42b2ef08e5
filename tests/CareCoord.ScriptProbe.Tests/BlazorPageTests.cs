using System.Globalization;
using CareCoord.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareCoord.ScriptProbe.Tests;

/// <summary>How static pages, their live components and the connection between them and the server hold together.</summary>
[Collection(BrowserTests.Name)]
public sealed class BlazorPageTests(Browser browser)
{
    [Fact]
    public async Task A_link_loads_a_whole_new_page()
    {
        await using var tab = await browser.OpenAsync("clicks");
        await tab.IsLiveAsync();
        await tab.Page.EvaluateAsync("() => { window.kept = true; }");

        await tab.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Reading" }).ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Reading");
        Assert.False(await tab.Page.EvaluateAsync<bool>("() => window.kept === true"), "The page was patched, not loaded.");

        await tab.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Clicks" }).ClickAsync();
        await tab.IsLiveAsync();
        await tab.Button("Count").ClickAsync();
        await Expect(tab.Page.Locator("output")).ToHaveTextAsync("1");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Two_components_on_a_page_keep_their_own_state_and_load_it_once()
    {
        var before = await LoadsAsync();
        await using var tab = await browser.OpenAsync("states");
        await Expect(tab.Page.Locator("section[data-live]")).ToHaveCountAsync(2);

        await Expect(tab.Page.Locator("[data-name=first] output")).ToHaveTextAsync($"The first fact, loading {before + 1}");
        await Expect(tab.Page.Locator("[data-name=second] output")).ToHaveTextAsync($"The second fact, loading {before + 2}");
        Assert.Equal(before + 2, await LoadsAsync());
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Only_a_page_with_a_live_component_opens_a_connection()
    {
        await using var tab = await browser.OpenAsync("");
        await tab.Page.WaitForFunctionAsync("() => window.Blazor !== undefined");
        await tab.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Empty(tab.Sockets);

        await tab.Page.GotoAsync("clicks");
        await tab.IsLiveAsync();
        Assert.Contains("/_blazor", Assert.Single(tab.Sockets));
    }

    [Fact]
    public async Task A_lost_connection_comes_back_and_the_page_keeps_its_state()
    {
        await using var relay = new Relay(browser.Probe);
        await using var tab = await browser.OpenAsync("clicks", relay);
        var notice = tab.Page.Locator("#components-reconnect-modal");
        await Expect(notice).ToBeHiddenAsync();
        await tab.IsLiveAsync();
        await tab.Button("Count").ClickAsync();
        await tab.Button("Count").ClickAsync();
        await Expect(tab.Page.Locator("output")).ToHaveTextAsync("2");
        await tab.Page.GetByLabel("Note").FillAsync("half a sentence");

        relay.Cut();
        await Expect(notice).ToBeVisibleAsync();
        await relay.HasRefusedAsync();

        relay.Mend();
        await Expect(notice).ToBeHiddenAsync();
        await tab.Button("Count").ClickAsync();
        await Expect(tab.Page.Locator("output")).ToHaveTextAsync("3");
        await Expect(tab.Page.GetByLabel("Note")).ToHaveValueAsync("half a sentence");
    }

    [Fact]
    public async Task A_server_that_lost_the_page_while_it_was_away_is_told_to_the_person()
    {
        await using var restarted = await ProbeBuild.StartAsync(ProbeBuild.Dll, ProbeBuild.Folder);
        await using var relay = new Relay(browser.Probe);
        await using var tab = await browser.OpenAsync("clicks", relay);
        await tab.IsLiveAsync();

        relay.Cut();
        await relay.HasRefusedAsync();
        relay.Mend(restarted.Address);

        await Expect(tab.Page.Locator("#components-reconnect-modal.components-reconnect-rejected")).ToBeVisibleAsync();
        await tab.Page.ReloadAsync();
        await tab.IsLiveAsync();
        await tab.Button("Count").ClickAsync();
        await Expect(tab.Page.Locator("output")).ToHaveTextAsync("1");
    }

    private async Task<int> LoadsAsync()
    {
        using var client = new HttpClient { BaseAddress = browser.Probe };
        return int.Parse(await client.GetStringAsync("loads"), CultureInfo.InvariantCulture);
    }
}
