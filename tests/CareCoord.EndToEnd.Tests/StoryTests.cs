using CareCoord.Browsing;
using CareCoord.Ops.Demo;
using CareCoord.Testing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>What people come for, done as they do it.</summary>
[Collection(PortalTests.Name)]
public sealed class StoryTests(Portal portal)
{
    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task Denise_sees_what_is_next_ticks_what_she_did_and_reads_her_plan(Screen screen)
    {
        var page = await portal.SignedInAsync("denise@demo.carecoord.test", screen);
        // Until the list is live a tick is a form, and the page that answers has folded what was done away.
        var live = page.Locator("section.card[data-live=yes]");
        var title = await live.Locator(".todos > li:not(.done) p").First.InnerTextAsync();
        var tick = live.Named(AriaRole.Button, "Done: " + title);

        await tick.ClickAsync();
        await Assertions.Expect(tick).ToHaveAttributeAsync("aria-pressed", "true");
        await page.ReloadAsync();
        await UnfoldAsync(page);
        await Assertions.Expect(tick).ToHaveAttributeAsync("aria-pressed", "true");

        await page.Named(AriaRole.Link, "Plan").ClickAsync();
        await Assertions.Expect(page.Named(AriaRole.Heading, "Your plan")).ToBeVisibleAsync();
        await page.OwnActsAsync(await portal.PatientAsync("Denise"), "Denise", "You ticked something in the plan as done");

        // Back as it was, for the other tests.
        await page.GotoAsync("/");
        await UnfoldAsync(page);
        await tick.ClickAsync();
        await Assertions.Expect(tick).ToHaveAttributeAsync("aria-pressed", "false");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Walter_signs_in_and_ticks_with_the_keyboard_alone()
    {
        var page = await portal.OpenAsync(Screen.Desktop);
        await page.GotoAsync("/sign-in");
        await page.TabToAsync("#Input\\.Email");
        await page.Keyboard.TypeAsync("walter@demo.carecoord.test");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(DemoPeople.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Walter");

        var tick = page.Locator("[data-live=yes] .tick").First;
        await Assertions.Expect(tick).ToBeEnabledAsync();
        var before = await tick.GetAttributeAsync("aria-pressed");
        await page.TabToAsync("[data-live=yes] .tick");
        Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(tick).ToHaveAttributeAsync("aria-pressed", before == "true" ? "false" : "true");
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(tick).ToHaveAttributeAsync("aria-pressed", before!);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task With_the_live_connection_blocked_every_page_still_reads()
    {
        foreach (var person in PageVisit.All.GroupBy(visit => visit.Email))
        {
            var page = await portal.OpenAsync(Screen.Phone);
            await page.Context.RouteAsync("**/_blazor**", route => route.AbortAsync());
            await page.Context.RouteWebSocketAsync("**/_blazor**", socket => _ = socket.CloseAsync());
            await page.GotoAsync("/sign-in");
            await Portal.SignInAsync(page, person.Key, DemoPeople.Password);
            await Assertions.Expect(page.Locator("main h1")).ToBeVisibleAsync();
            foreach (var visit in person)
            {
                await portal.VisitAsync(page, visit);
            }

            if (person.Key.StartsWith("walter", StringComparison.Ordinal))
            {
                await page.GotoAsync("/");
                await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
                // What is to be done is ticked all the same, by a form.
                var tick = page.Locator($".tick[value='{await page.Locator(".tick").First.GetAttributeAsync("value")}']");
                var done = await tick.GetAttributeAsync("aria-pressed") == "true";
                await tick.ClickAsync();
                await Assertions.Expect(tick).ToHaveAttributeAsync("aria-pressed", done ? "false" : "true");
            }

            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task Live_parts_that_come_late_take_back_that_the_connection_is_lost()
    {
        var page = await portal.OpenAsync(Screen.Phone);
        var comes = new TaskCompletionSource();
        await page.RouteAsync(
            "**/_blazor/negotiate**",
            async connection =>
            {
                await comes.Task;
                await connection.ContinueAsync();
            }
        );
        await page.GotoAsync("/sign-in");
        await Portal.SignInAsync(page, "denise@demo.carecoord.test", DemoPeople.Password);
        await Assertions.Expect(page.Locator("#components-reconnect-modal.components-reconnect-failed")).ToBeVisibleAsync();

        comes.SetResult();

        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("[data-live=yes] .tick").First).ToBeEnabledAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Only_a_page_that_acts_loads_the_browser_script_and_opens_a_connection()
    {
        var page = await portal.SignedInAsync("walter@demo.carecoord.test", Screen.Phone);
        await page.GotoAsync("/account", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var live = new List<string>();
        page.WebSocket += (_, socket) => live.Add(socket.Url);
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("blazor.web", StringComparison.Ordinal))
                live.Add(request.Url);
        };

        foreach (var path in new[] { "/plan", "/appointments", "/access", "/account" })
        {
            await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        }

        Assert.Empty(live);
        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator("[data-live=yes] .tick").First).ToBeEnabledAsync();
        Assert.NotEmpty(live);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_lost_connection_is_said_and_ticking_goes_on_when_it_is_back()
    {
        await using var relay = new Relay(portal.Address);
        var page = await portal.SignedInAsync("rosa@demo.carecoord.test", Screen.Phone, relay: relay);
        var tick = page.Locator("[data-live=yes] .tick").First;
        await Assertions.Expect(tick).ToBeEnabledAsync();
        var before = await tick.GetAttributeAsync("aria-pressed");

        relay.Cut();
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await Portal.PictureAsync(page, "connection-lost-phone");
        await Assertions.Expect(page.Locator(".todos").First).ToBeVisibleAsync();
        relay.Mend();

        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await tick.ClickAsync();
        await Assertions.Expect(tick).Not.ToHaveAttributeAsync("aria-pressed", before!);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_a_network_an_open_page_says_so_and_still_reads()
    {
        var page = await portal.SignedInAsync("denise@demo.carecoord.test", Screen.Phone);
        await page.GotoAsync("/plan");

        await page.Context.SetOfflineAsync(true);

        await Assertions.Expect(page.Locator("#offline")).ToBeVisibleAsync();
        await Assertions.Expect(page.Named(AriaRole.Heading, "Your plan")).ToBeVisibleAsync();
        await Portal.PictureAsync(page, "offline-phone");
        // The ribbon covers nothing.
        var (ribbon, title) = (await page.Locator("#offline").BoundingBoxAsync(), await page.Locator("h1").BoundingBoxAsync());
        Assert.True(ribbon!.Y + ribbon.Height <= title!.Y, $"{ribbon.Y + ribbon.Height} over {title.Y}");
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator("#offline")).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Ana_ticks_what_she_does_for_her_mother_and_the_history_says_for_whom()
    {
        var page = await portal.SignedInAsync("ana@demo.carecoord.test", Screen.Phone);
        var list = page.Locator("section.card[data-live=yes]").Filter(new() { Has = page.Named(AriaRole.Heading, "For Rosa today") });
        var tick = list.Named(AriaRole.Button, await list.Locator(".tick[aria-pressed=false]").First.GetAttributeAsync("aria-label") ?? "");
        await Assertions.Expect(tick).ToBeEnabledAsync();

        await tick.ClickAsync();
        await Assertions.Expect(tick).ToHaveAttributeAsync("aria-pressed", "true");

        await page.OwnActsAsync(await portal.PatientAsync("Rosa"), "Ana", "You, for Rosa, ticked");
        // Others come upon the day as it was.
        await page.GotoAsync("/");
        await list.Locator("summary").ClickAsync();
        await Assertions.Expect(tick).ToBeEnabledAsync();
        await tick.ClickAsync();
        await Assertions.Expect(tick).ToHaveAttributeAsync("aria-pressed", "false");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Lena_changes_hats_and_the_page_says_so()
    {
        var page = await portal.SignedInAsync("lena@demo.carecoord.test", Screen.Desktop);
        await page.GotoAsync("/account");
        await page.Named(AriaRole.Button, "Provider").ClickAsync();
        await Assertions.Expect(page.Named(AriaRole.Heading, "Your patients")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".nav .me")).ToContainTextAsync("Provider");

        await page.GotoAsync("/account");
        await page.Named(AriaRole.Button, "Caregiver").ClickAsync();
        await Assertions.Expect(page.Named(AriaRole.Heading, "People you care for")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Everything_can_be_reached_with_the_page_at_twice_its_size()
    {
        // 200 % of a 720 px window is 360 px of page.
        var page = await portal.SignedInAsync("denise@demo.carecoord.test", Screen.Phone);
        await page.SetViewportSizeAsync(360, 640);
        foreach (var path in new[] { "/", "/plan", "/appointments", "/access", "/account" })
        {
            await page.GotoAsync(path);
            var widths = await page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
            Assert.True(widths[0] <= widths[1], $"{path}: {widths[0]} px in {widths[1]}");
        }

        await page.Context.CloseAsync();
    }

    // What was done when the page opened is folded into one line; the line opens when the list is live, which draws it anew.
    private static async Task UnfoldAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("[data-live=yes]")).ToBeVisibleAsync();
        await page.Saying("Done today:").ClickAsync();
    }
}
