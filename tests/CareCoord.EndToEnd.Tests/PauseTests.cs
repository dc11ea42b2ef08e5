using System.Text.RegularExpressions;
using CareCoord.Access;
using CareCoord.Browsing;
using CareCoord.CareTasks.Commands;
using CareCoord.Testing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>
/// A tab that nobody looks at gives its live connection back, and goes on where it was when it is shown. The page's own time until then is
/// shortened; a browser without a screen hides no tab, so that the tab says it of itself.
/// </summary>
[Collection(PortalTests.Name)]
public sealed class PauseTests(Portal portal)
{
    [Fact]
    public async Task The_caseload_goes_on_with_its_filter_selection_and_panel_and_reconnects_later_as_ever()
    {
        await using var relay = new Relay(portal.Address);
        var (page, sockets) = await OpenAsync("carla", "/caseload", relay);
        await page.Labelled("Name").FillAsync("r");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("name=r"));
        await page.Locator("th").Named(AriaRole.Link, "Sort by Person").ClickAsync();
        await Assertions.Expect(page.Locator("th[aria-sort=ascending]")).ToContainTextAsync("Person");
        await page.BoxOf("Walter Brandt").CheckAsync();
        await page.Named(AriaRole.Link, "Rosa Reyes").ClickAsync();
        await Assertions.Expect(page.Locator(".panel h2")).ToContainTextAsync("Rosa Reyes");
        await Assertions.Expect(page.BoxOf("Walter Brandt")).ToBeCheckedAsync();
        var names = await page.Locator("a[data-row]").AllInnerTextsAsync();

        await PauseAsync(page, sockets);
        await Assertions.Expect(page.Locator("a[data-row]")).ToHaveTextAsync(names);
        await ShowAsync(page);

        Assert.True(await page.EvaluateAsync<bool>("window.stillThisPage"), "The page was opened again.");
        await Assertions.Expect(page.Locator("a[data-row]")).ToHaveTextAsync(names);
        await Assertions.Expect(page.Labelled("Name")).ToHaveValueAsync("r");
        await Assertions.Expect(page.BoxOf("Walter Brandt")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator(".bulk")).ToContainTextAsync("1 selected");
        await Assertions.Expect(page.Locator(".panel h2")).ToContainTextAsync("Rosa Reyes");
        await Assertions.Expect(page.Locator("th[aria-sort=ascending]")).ToContainTextAsync("Person");
        // It is alive, and hears of others again.
        var task = await portal.AssignAsync("Comes after the pause", "noor", "Rosa", dueIn: TimeSpan.FromMinutes(30));
        await Assertions.Expect(page.Locator(".panel")).ToContainTextAsync("Comes after the pause");
        await portal.ActAsync("carla", Hat.Coordinator, task, new CancelCareTask("It was a test."));

        // A connection that is lost is taken up as before, without a page that is opened again.
        relay.Cut();
        await Assertions.Expect(page.Locator("#components-reconnect-modal .is-lost")).ToBeVisibleAsync();
        relay.Mend();
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await page.Locator(".panel").Named(AriaRole.Link, "Close").ClickAsync();
        await Assertions.Expect(page.Locator(".panel")).ToHaveCountAsync(0);
        await Assertions.Expect(page.BoxOf("Walter Brandt")).ToBeCheckedAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.stillThisPage"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_task_desk_goes_on_with_what_is_typed_on_one_task_and_for_all_that_are_selected()
    {
        var one = await portal.AssignAsync("Pause: measure the ramp", "noor", "Rosa");
        var two = await portal.AssignAsync("Pause: call the shop", "noor", "Rosa");
        await portal.ActAsync("noor", Hat.Provider, one, new AcceptCareTask());
        await portal.ActAsync("noor", Hat.Provider, two, new AcceptCareTask());
        var (page, sockets) = await OpenAsync("noor", "/tasks?about=general");
        await page.Row("Pause: call the shop").GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.Locator(".bulk").Named(AriaRole.Button, "Complete").ClickAsync();
        await page.Labelled("How did they come out? One outcome for all").FillAsync("Settled by phone.");
        await page.Row("Pause: measure the ramp").Locator("a.name").ClickAsync();
        await TaskDeskTests.ClickAsync(page, "Add a note");
        await page.Labelled("Your note").FillAsync("The ramp is too steep.");

        await PauseAsync(page, sockets);
        // What is done meanwhile is told before what was typed is taken.
        await portal.ActAsync("carla", Hat.Coordinator, one, new NoteOnCareTask("Use the long measure."));
        await ShowAsync(page);

        await Assertions.Expect(page.Labelled("Your note")).ToHaveValueAsync("The ramp is too steep.");
        await Assertions.Expect(page.Locator(".history")).ToContainTextAsync("Use the long measure.");
        await Assertions.Expect(page.Labelled("About")).ToHaveValueAsync("general");
        await Assertions.Expect(page.Row("Pause: call the shop").GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        await Assertions.Expect(page.Labelled("How did they come out? One outcome for all")).ToHaveValueAsync("Settled by phone.");
        await page.Locator(".bulk-form").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Locator(".outcome")).ToContainTextAsync("1 done.");
        await page.Locator(".act-form").Named(AriaRole.Button, "Add a note").ClickAsync();
        await Assertions.Expect(page.Locator(".history")).ToContainTextAsync("The ramp is too steep.");
        Assert.True(await page.EvaluateAsync<bool>("window.stillThisPage"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_search_over_documents_goes_on_with_its_filter_and_what_is_open()
    {
        const string Searched = """
            select count(*)::integer from audit_entries e join accounts a on a.id = e.account_id
            where a.email = 'carla@demo.carecoord.test' and e.action = 'legal-documents.searched'
            """;
        var (page, sockets) = await OpenAsync("carla", "/documents/search");
        await page.Labelled("Name").FillAsync("walter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("name=walter"));
        await page.Locator("a[data-row]").First.ClickAsync();
        await Assertions.Expect(page.Locator(".panel")).ToBeVisibleAsync();
        var (title, rows) = (await page.Locator(".panel h2").InnerTextAsync(), await page.Locator("a[data-row]").CountAsync());
        var before = await portal.Database.AsOwnerAsync<int>(Searched);

        await PauseAsync(page, sockets);
        await ShowAsync(page);

        await Assertions.Expect(page.Locator("a[data-row]")).ToHaveCountAsync(rows);
        await Assertions.Expect(page.Labelled("Name")).ToHaveValueAsync("walter");
        await Assertions.Expect(page.Locator(".panel h2")).ToHaveTextAsync(title);
        await page.AliveAsync();
        await page.Locator(".panel").Named(AriaRole.Link, "Close").ClickAsync();
        await Assertions.Expect(page.Locator(".panel")).ToHaveCountAsync(0);
        // The same page goes on: nobody was looked at anew.
        Assert.Equal(before, await portal.Database.AsOwnerAsync<int>(Searched));
        Assert.True(await page.EvaluateAsync<bool>("window.stillThisPage"));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("denise")]
    [InlineData("ana")]
    public async Task What_is_ticked_today_stays_ticked_and_can_be_taken_back(string person)
    {
        var (page, sockets) = await OpenAsync(person, "/");
        var tick = page.Locator("[data-live=yes] .todos:not(.folded .todos) button.tick[aria-pressed=false]:enabled").First;
        var name = await tick.GetAttributeAsync("aria-label") ?? "";
        await tick.ClickAsync();
        var ticked = page.Named(AriaRole.Button, name);
        await Assertions.Expect(ticked).ToHaveAttributeAsync("aria-pressed", "true");

        await PauseAsync(page, sockets);
        await ShowAsync(page);

        await Assertions.Expect(ticked).ToHaveAttributeAsync("aria-pressed", "true");
        await ticked.ClickAsync();
        await Assertions.Expect(ticked).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.True(await page.EvaluateAsync<bool>("window.stillThisPage"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_sign_in_that_ended_during_the_pause_leads_to_the_door_and_shows_nothing()
    {
        var (page, sockets) = await OpenAsync("carla", "/caseload");
        await PauseAsync(page, sockets);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/account");
        await other.Named(AriaRole.Button, "Sign out").ClickAsync();
        await Assertions.Expect(other.Saying("You are signed out. On a shared device, close the browser too.")).ToBeVisibleAsync();

        await SayAsync(page, "visible");

        await Assertions.Expect(page.Named(AriaRole.Heading, "Sign in")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_comes_back_before_the_time_keeps_the_connection()
    {
        var (page, sockets) = await OpenAsync("carla", "/caseload");
        Assert.Equal("120", await page.Locator("#components-reconnect-modal").GetAttributeAsync("data-pause-after"));
        await SayAsync(page, "hidden");
        await SayAsync(page, "visible");
        await page.Named(AriaRole.Link, "Rosa Reyes").ClickAsync();
        await Assertions.Expect(page.Locator(".panel h2")).ToContainTextAsync("Rosa Reyes");
        Assert.False(sockets[^1].IsClosed);
        await page.Context.CloseAsync();
    }

    private async Task<(IPage Page, List<IWebSocket> Sockets)> OpenAsync(string person, string path, Relay? relay = null)
    {
        var page = await portal.SignedInAsync(person + "@demo.carecoord.test", Screen.Desktop, relay: relay);
        var sockets = new List<IWebSocket>();
        page.WebSocket += (_, socket) => sockets.Add(socket);
        await page.GotoAsync(path);
        await Assertions.Expect(page.Locator("[data-live=yes]").First).ToBeVisibleAsync();
        if (path != "/")
            await page.AliveAsync();
        await page.EvaluateAsync("window.stillThisPage = true");
        return (page, sockets);
    }

    private static async Task PauseAsync(IPage page, List<IWebSocket> sockets)
    {
        await page.EvaluateAsync("document.getElementById('components-reconnect-modal').dataset.pauseAfter = '0.3'");
        await SayAsync(page, "hidden");
        await Until.IsSoAsync(() => Task.FromResult(sockets[^1].IsClosed), () => "The connection is kept.");
        await Assertions.Expect(page.Locator("#components-reconnect-modal .is-paused")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#components-reconnect-modal .is-lost")).ToBeHiddenAsync();
    }

    private static async Task ShowAsync(IPage page)
    {
        await SayAsync(page, "visible");
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
    }

    private static Task SayAsync(IPage page, string state) =>
        page.EvaluateAsync(
            """
            state => {
              Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
              document.dispatchEvent(new Event('visibilitychange'));
            }
            """,
            state
        );
}
