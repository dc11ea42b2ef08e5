using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>Whoever is in another zone than the times of their pages is asked, and may keep it so.</summary>
[Collection(PortalTests.Name)]
public sealed class TimeZoneTests(Portal portal)
{
    private const string Lucia = "lucia@demo.carecoord.test";

    [Fact]
    public async Task A_device_elsewhere_asks_once_and_one_act_changes_it()
    {
        var home = await portal.SignedInAsync(Lucia, Screen.Phone);
        var before = await portal.Database.AsOwnerAsync<string>("select time_zone from accounts where email = $1", Lucia);
        var page = await portal.ElsewhereAsync(home, before!);
        await page.GotoAsync("/");
        await Assertions.Expect(Ask(page)).ToBeHiddenAsync();
        await page.Context.CloseAsync();

        page = await portal.ElsewhereAsync(home, "Europe/Berlin");
        await page.GotoAsync("/");
        await Assertions.Expect(Ask(page)).ToContainTextAsync("Your device shows Berlin time.");
        await EveryPageTests.LooksRightAsync(page, "zone-asked", Screen.Phone);
        await Ask(page).Named(AriaRole.Button, "Keep it").ClickAsync();
        await page.ReloadAsync();
        await Assertions.Expect(Ask(page)).ToBeHiddenAsync();

        var tokyo = await portal.ElsewhereAsync(page, "Asia/Tokyo");
        await tokyo.GotoAsync("/");
        await Ask(tokyo).Named(AriaRole.Link, "Change it").ClickAsync();
        await Assertions.Expect(tokyo.Labelled("Time zone")).ToHaveValueAsync("Asia/Tokyo");
        await tokyo.Named(AriaRole.Button, "Save").ClickAsync();
        await Assertions.Expect(tokyo.Locator("main")).ToContainTextAsync("Times are said as they are in Tokyo from now on.");
        await tokyo.GotoAsync("/");
        await Assertions.Expect(Ask(tokyo)).ToBeHiddenAsync();

        await portal.Database.AsOwnerAsync("update accounts set time_zone = $2 where email = $1", Lucia, before!);
        foreach (var open in new[] { home, page, tokyo })
            await open.Context.CloseAsync();
    }

    private static ILocator Ask(IPage page) => page.Named(AriaRole.Region, "Your time zone");
}
