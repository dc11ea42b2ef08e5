using System.Text.RegularExpressions;
using CareCoord.Ops.Demo;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>What somebody has typed and not sent is there again when they come back: for them alone, and on that very page.</summary>
[Collection(PortalTests.Name)]
public sealed class KeptFormsTests(Portal portal)
{
    private const string Rosa = "rosa@demo.carecoord.test";

    [Fact]
    public async Task Over_a_reload_a_way_out_and_back_and_an_end_of_the_sign_in()
    {
        var page = await portal.SignedInAsync(Rosa, Screen.Phone);
        await OpenInviteAsync(page);
        await FillInAsync(page);

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".kept-words")).ToContainTextAsync("was not sent. It is still there.");
        await page.Named(AriaRole.Button, "Put it back").ClickAsync();
        await IsBackAsync(page);
        await EveryPageTests.LooksRightAsync(page, "kept-form", Screen.Phone);

        await page.GotoAsync("/");
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator(".kept-words")).ToContainTextAsync("was not sent. It is still there.");
        await page.Named(AriaRole.Button, "Put it back").ClickAsync();

        // It is sent when the sign-in has ended.
        await NobodySinceAsync(minutes: 31);
        await page.Named(AriaRole.Button, "Send the invitation").ClickAsync();
        await Assertions.Expect(page.Named(AriaRole.Heading, "Sign in")).ToBeVisibleAsync();
        await Portal.SignInAsync(page, Rosa, DemoPeople.Password);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/access/invite$"));
        await page.Named(AriaRole.Button, "Put it back").ClickAsync();
        await IsBackAsync(page);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_sent_or_thrown_away_is_not_offered_and_what_was_refused_is_still_there()
    {
        var page = await portal.SignedInAsync("walter@demo.carecoord.test", Screen.Desktop);
        await OpenInviteAsync(page);
        await page.Labelled("Their name").FillAsync("Lena Brandt");
        await page.Named(AriaRole.Button, "Send the invitation").ClickAsync();
        // Refused: the list of what is wrong has the focus, and its link leads to the field.
        await Assertions.Expect(page.Locator("#faults")).ToBeFocusedAsync();
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex("^Error: "));
        await EveryPageTests.LooksRightAsync(page, "refused-form", Screen.Desktop);
        await page.Locator("#faults a").Filter(new() { HasText = "Their email" }).ClickAsync();
        await Assertions.Expect(page.Labelled("Their email")).ToBeFocusedAsync();
        await page.GotoAsync("/");
        await OpenInviteAsync(page);
        await page.Named(AriaRole.Button, "Put it back").ClickAsync();
        await Assertions.Expect(page.Labelled("Their name")).ToHaveValueAsync("Lena Brandt");

        await page.ReloadAsync();
        await page.Named(AriaRole.Button, "Throw it away").ClickAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Labelled("Their name")).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator(".kept-words")).ToHaveCountAsync(0);

        await page.GotoAsync("/account/contact");
        var phone = page.Labelled("Phone");
        var before = await phone.InputValueAsync();
        await phone.FillAsync("(312) 555-0177");
        await page.Locator("form[data-keep] [type=submit]").ClickAsync();
        await Assertions.Expect(page.Saying("Saved. Care teams you are on show it from now on.")).ToBeVisibleAsync();
        await page.GotoAsync("/account/contact");
        await Assertions.Expect(page.Locator(".kept-words")).ToHaveCountAsync(0);
        // Back as it was, for the other tests.
        await phone.FillAsync(before);
        await page.Locator("form[data-keep] [type=submit]").ClickAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task It_is_gone_with_a_sign_out_and_never_anothers()
    {
        var page = await portal.SignedInAsync(Rosa, Screen.Desktop);
        await OpenInviteAsync(page);
        await FillInAsync(page);
        await page.GotoAsync("/account");
        await page.Named(AriaRole.Button, "Sign out").ClickAsync();
        Assert.Equal(0, await KeptAsync(page));

        await Portal.SignInAsync(page, Rosa, DemoPeople.Password);
        await Assertions.Expect(page.Locator("main h1")).ToContainTextAsync("Rosa");
        await OpenInviteAsync(page);
        await FillInAsync(page);
        await NobodySinceAsync(minutes: 31);
        await page.ReloadAsync();
        await Assertions.Expect(page.Named(AriaRole.Heading, "Sign in")).ToBeVisibleAsync();
        Assert.Equal(1, await KeptAsync(page));
        await Portal.SignInAsync(page, "denise@demo.carecoord.test", DemoPeople.Password);
        await Assertions.Expect(page.Locator("main h1")).Not.ToContainTextAsync("Sign in");
        Assert.Equal(0, await KeptAsync(page));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_double_click_sends_one()
    {
        var page = await portal.SignedInAsync("carla@demo.carecoord.test", Screen.Desktop);
        await page.GotoAsync($"/patients/{await portal.PatientAsync("Denise")}/tasks/new");
        await page.Labelled("What is to be done").FillAsync("Clicked twice");
        await page.Labelled("Why").FillAsync("Fingers are quick.");
        await page.Labelled("To whom").SelectOptionAsync(new SelectOptionValue { Label = "Dr. Anil Patel, hormone specialist" });

        await page.Named(AriaRole.Button, "Assign the task").DblClickAsync();

        await Assertions.Expect(page.Saying("The task is assigned. It is yours until somebody accepts it.")).ToBeVisibleAsync();
        Assert.Equal(1, await portal.Database.AsOwnerAsync<int>("select count(*)::integer from care_tasks where title = 'Clicked twice'"));
        await page.Context.CloseAsync();
    }

    private static async Task OpenInviteAsync(IPage page)
    {
        await page.GotoAsync("/access");
        await page.GotoAsync(new Uri(page.Url).AbsolutePath + "/invite");
    }

    private static async Task FillInAsync(IPage page)
    {
        await page.Labelled("Their name").FillAsync("Inés Ortiz");
        await page.Labelled("Their email").FillAsync("ines@example.org");
        await page.Locator("[name='Input.Plan'][value=Manage]").CheckAsync();
    }

    private static async Task IsBackAsync(IPage page)
    {
        await Assertions.Expect(page.Labelled("Their name")).ToHaveValueAsync("Inés Ortiz");
        await Assertions.Expect(page.Labelled("Their email")).ToHaveValueAsync("ines@example.org");
        await Assertions.Expect(page.Locator("[name='Input.Plan'][value=Manage]")).ToBeCheckedAsync();
    }

    private static Task<int> KeptAsync(IPage page) =>
        page.EvaluateAsync<int>("Object.keys(sessionStorage).filter(name => name.startsWith('kept.')).length");

    private Task NobodySinceAsync(int minutes) =>
        portal.Database.AsOwnerAsync(
            """
            update sign_in_sessions s set seen_at = now() - $2 * interval '1 minute'
            from accounts a where a.id = s.account_id and a.email = $1 and s.ended_at is null
            """,
            Rosa,
            minutes
        );
}
