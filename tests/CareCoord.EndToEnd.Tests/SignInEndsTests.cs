using System.Text.RegularExpressions;
using CareCoord.Ops.Demo;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>
/// Before a sign-in ends for want of anybody, its pages say so and one can stay. That nobody was there is written into its row, and the
/// page hears of it as it would in half an hour.
/// </summary>
[Collection(PortalTests.Name)]
public sealed class SignInEndsTests(Portal portal)
{
    private const string Warning = "because nothing was done for a while";
    private const string Why = "You were signed out because nothing was done for 30 minutes.";

    [Theory]
    [InlineData("denise", "/account", Screen.Phone)]
    [InlineData("carla", "/caseload", Screen.Desktop)]
    public async Task A_page_warns_and_one_stays_by_the_keyboard_or_is_led_to_the_door(string person, string path, Screen screen)
    {
        var email = person + "@demo.carecoord.test";
        var page = await portal.SignedInAsync(email, screen);
        await page.GotoAsync(path);
        if (path == "/caseload")
            await page.AliveAsync();
        var warning = page.Locator("#ends");
        await Assertions.Expect(warning).ToBeHiddenAsync();
        await page.Locator("main a").First.FocusAsync();

        await NobodySinceAsync(email, minutes: 28);
        await Assertions.Expect(warning).ToContainTextAsync(Warning);
        await Assertions.Expect(warning).ToContainTextAsync(new Regex("in [0-9a-z ]*(minute|second)"));
        await Assertions.Expect(page.Locator("#ends + [role=status]")).ToContainTextAsync(Warning);
        await Assertions.Expect(page.Locator("main a").First).ToBeFocusedAsync();
        await EveryPageTests.LooksRightAsync(page, "sign-in-ends", screen);
        // Another page of the same browser stays, and this one hears of it.
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/account");
        await Assertions.Expect(warning).ToBeHiddenAsync();
        await other.CloseAsync();

        await NobodySinceAsync(email, minutes: 28);
        await Assertions.Expect(warning).ToBeVisibleAsync();
        await warning.Named(AriaRole.Button, "Stay signed in").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(warning).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#ends + [role=status]")).ToHaveTextAsync("You stay signed in.");
        await Assertions.Expect(page.Locator("main a").First).ToBeFocusedAsync();
        Assert.True(await IdleAsync(email) < 600);

        await NobodySinceAsync(email, minutes: 31);
        await Assertions.Expect(page.Named(AriaRole.Heading, "Sign in")).ToBeVisibleAsync();
        await Assertions.Expect(page.Saying(Why)).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Typing_counts_as_being_there_and_the_button_signs_out()
    {
        const string Email = "rosa@demo.carecoord.test";
        var page = await portal.SignedInAsync(Email, Screen.Desktop);
        await page.GotoAsync("/account/contact");
        await NobodySinceAsync(Email, minutes: 28);
        await Assertions.Expect(page.Locator("#ends")).ToBeVisibleAsync();
        // A key that only moves the focus decides nothing; a letter does.
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("#ends")).ToBeVisibleAsync();

        await page.Locator("main input:not([type=hidden])").First.PressSequentiallyAsync("1");

        await Assertions.Expect(page.Locator("#ends")).ToBeHiddenAsync();
        await NobodySinceAsync(Email, minutes: 28);
        await page.Locator("#ends").Named(AriaRole.Button, "Sign out").ClickAsync();
        await Assertions.Expect(page.Saying("You are signed out. On a shared device, close the browser too.")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Signing_out_in_one_page_clears_the_others()
    {
        var page = await portal.SignedInAsync("denise@demo.carecoord.test", Screen.Desktop);
        await page.GotoAsync("/appointments");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/account");

        await other.Named(AriaRole.Button, "Sign out").ClickAsync();

        await Assertions.Expect(other).ToHaveURLAsync(new Regex("/sign-in\\?signed-out=yes$"));
        await Assertions.Expect(page.Named(AriaRole.Heading, "Sign in")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_page_whose_live_parts_are_no_longer_taken_is_opened_anew()
    {
        var page = await portal.SignedInAsync("carla@demo.carecoord.test", Screen.Desktop);
        var comes = new TaskCompletionSource();
        await page.RouteAsync(
            "**/_blazor/negotiate**",
            async connection =>
            {
                await comes.Task;
                await connection.ContinueAsync();
            }
        );
        await page.GotoAsync("/tasks");
        await page.EvaluateAsync("window.stillThisPage = true");
        // Somebody else signs in beside it: what the page holds is not theirs.
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/sign-in");
        await Portal.SignInAsync(other, "noor@demo.carecoord.test", DemoPeople.Password);
        await Assertions.Expect(other.Locator("main h1")).ToBeVisibleAsync();

        comes.SetResult();

        await page.AliveAsync();
        Assert.False(await page.EvaluateAsync<bool>("window.stillThisPage === true"), "The dead page is still there.");
        await page.Context.CloseAsync();
    }

    private Task NobodySinceAsync(string email, int minutes) =>
        portal.Database.AsOwnerAsync(
            """
            update sign_in_sessions s set seen_at = now() - $2 * interval '1 minute'
            from accounts a where a.id = s.account_id and a.email = $1 and s.ended_at is null
            """,
            email,
            minutes
        );

    private Task<double> IdleAsync(string email) =>
        portal.Database.AsOwnerAsync<double>(
            """
            select extract(epoch from now() - max(s.seen_at))::float8 from sign_in_sessions s join accounts a on a.id = s.account_id
            where a.email = $1 and s.ended_at is null
            """,
            email
        );
}
