using System.Text.RegularExpressions;
using CareCoord.Access;
using CareCoord.Testing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>Whoever is told something sees it without loading the page again, in every window, and it is theirs to read.</summary>
[Collection(PortalTests.Name)]
public sealed class NotificationStoryTests(Portal portal)
{
    private readonly World world = new(portal.Database);

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task Somebody_is_told_reads_it_and_the_other_window_knows(Screen screen)
    {
        await ClearAsync();
        var page = await portal.SignedInAsync("carla@demo.carecoord.test", screen);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/account");
        // It has heard that nothing is unread: only what comes after that is said.
        await other.WaitForFunctionAsync("() => sessionStorage.getItem('unread') === '0'");
        await Assertions.Expect(other.Locator("#unread")).ToBeHiddenAsync();

        await TellCarlaAsync("patient_handed_over");
        await Assertions.Expect(other.Locator("#unread")).ToHaveTextAsync("1 not read");
        await Assertions.Expect(other).ToHaveTitleAsync("(1) You · CareCoord");
        await Assertions.Expect(other.Locator("#unread-said")).ToHaveTextAsync("What is new: 1 not read");
        await TellCarlaAsync("task_accepted");
        await Assertions.Expect(other.Locator("#unread")).ToHaveTextAsync("2 not read");

        await page.Locator(".topbar a[href=\"/notifications\"]").ClickAsync();
        await Assertions.Expect(page.Named(AriaRole.Heading, "What is new")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("2 are not read yet");
        await EveryPageTests.LooksRightAsync(page, "notifications-carla", screen);
        await Assertions.Expect(page.Named(AriaRole.Link, "Show it")).ToBeHiddenAsync();
        await TellCarlaAsync("patient_handed_over");
        await Assertions.Expect(page.Named(AriaRole.Link, "Show it")).ToBeVisibleAsync();
        await page.Named(AriaRole.Link, "Show it").ClickAsync();

        await page.GetByRole(AriaRole.Button).Filter(new() { HasText = "handed Walter Brandt over to you" }).First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/patients/[0-9a-f-]{36}/plan$"));
        await Assertions.Expect(other.Locator("#unread")).ToHaveTextAsync("2 not read");
        await page.GotoAsync("/notifications");
        await page.Named(AriaRole.Button, "Mark all as read").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("You have read everything");
        await Assertions.Expect(other.Locator("#unread")).ToBeHiddenAsync();
        await Assertions.Expect(other).ToHaveTitleAsync("You · CareCoord");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_comes_while_the_list_is_on_its_way_is_offered_too()
    {
        await ClearAsync();
        var page = await portal.SignedInAsync("carla@demo.carecoord.test", Screen.Desktop);
        var told = new TaskCompletionSource();
        await page.RouteAsync(
            "**/live/**",
            async route =>
            {
                await told.Task;
                await route.ContinueAsync();
            }
        );
        await page.GotoAsync("/notifications");
        await TellCarlaAsync("team_left");

        told.SetResult();

        await Assertions.Expect(page.Named(AriaRole.Link, "Show it")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_page_that_hears_nothing_reads_when_somebody_comes_back_to_it()
    {
        await ClearAsync();
        var page = await portal.SignedInAsync("carla@demo.carecoord.test", Screen.Desktop);
        await page.Context.RouteAsync("**/live/notifications", route => route.AbortAsync());
        await page.GotoAsync("/account");
        await TellCarlaAsync("team_left");

        await page.EvaluateAsync("dispatchEvent(new Event('focus'))");

        await Assertions.Expect(page.Locator("#unread")).ToHaveTextAsync("1 not read");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_script_everything_is_read_and_marked_all_the_same()
    {
        await ClearAsync();
        await TellCarlaAsync("team_left");
        var seen = await portal.SignedInAsync("carla@demo.carecoord.test", Screen.Phone);
        var page = await portal.WithoutScriptAsync(seen);
        await page.GotoAsync("/");

        await page.Locator(".topbar a[href=\"/notifications\"]").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("1 is not read yet");
        await page.Named(AriaRole.Button, "Mark all as read").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("You have read everything");
        await page.Context.CloseAsync();
        await seen.Context.CloseAsync();
    }

    private Task ClearAsync() => portal.Database.AsOwnerAsync("delete from notifications");

    private async Task TellCarlaAsync(string kind)
    {
        var carla = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = 'carla@demo.carecoord.test'");
        var anil = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = 'anil@demo.carecoord.test'");
        var walter = await portal.PatientAsync("Walter");
        Guid? subject = kind.StartsWith("task", StringComparison.Ordinal)
            ? (await world.TaskAsync(walter, carla, anil, "Call the pharmacy about the blood thinner")).Task
            : await portal.Database.AsOwnerAsync<Guid>(
                "select id from care_team_members where patient_id = $1 order by id limit 1",
                walter
            );
        await world.NotifyAsync(new(anil, Hat.Provider), carla, Hat.Coordinator, kind, walter, subject);
    }
}
