using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>A specialist meets Walter in an emergency; Walter and the administrator see what he did.</summary>
[Collection(PortalTests.Name)]
public sealed class BreakTheGlassTests(Portal portal)
{
    private const string Reason = "He fainted in our waiting room and cannot say what he takes.";

    [Theory]
    [InlineData(Screen.Phone, "victor", "Dr. Victor Nguyen")]
    [InlineData(Screen.Desktop, "samira", "Dr. Samira Haddad")]
    public async Task A_provider_finds_Walter_reads_under_a_red_line_and_is_done_and_Walter_and_the_administrator_see_it(
        Screen screen,
        string who,
        string name
    )
    {
        var walter = await portal.PatientAsync("Walter");
        Assert.Equal(
            0,
            await portal.Database.AsOwnerAsync<long>(
                """
                select count(*) from patient_access p join accounts a on a.id = p.account_id
                where p.patient_id = $1 and a.email = $2 and (p.valid_until is null or p.valid_until > now())
                """,
                walter,
                $"{who}@demo.carecoord.test"
            )
        );
        var page = await portal.SignedInAsync($"{who}@demo.carecoord.test", screen);
        await page.Named(AriaRole.Link, "Find a person").ClickAsync();
        await FindAsync(page, "Walter", "Brant");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nobody is here with this name");
        await Assertions.Expect(page.Labelled("Family name")).ToHaveValueAsync("Brant");
        await Assertions.Expect(page.Labelled("Date of birth")).ToHaveValueAsync("1955-03-04");
        await EveryPageTests.LooksRightAsync(page, "find-nobody", screen);

        await FindAsync(page, "walter", "brandt");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Break the glass for Walter Brandt");
        await EveryPageTests.LooksRightAsync(page, "break-the-glass", screen);
        await page.Labelled("In your own words").FillAsync("Too short");
        await BreakAsync(page);
        await Assertions.Expect(page.Saying("Choose what kind of reason it is.")).ToBeVisibleAsync();
        await page.Labelled("Emergency treatment").CheckAsync();
        await BreakAsync(page);
        await Assertions.Expect(page.Saying("Say in a sentence why you need this record now: at least 20 letters.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Labelled("In your own words")).ToHaveValueAsync("Too short");
        await Assertions.Expect(page.Labelled("Emergency treatment")).ToBeCheckedAsync();
        await EveryPageTests.LooksRightAsync(page, "break-the-glass-refused", screen);
        await page.Labelled("In your own words").FillAsync(Reason);
        await BreakAsync(page);

        var line = page.Named(AriaRole.Region, "Broken glass");
        await Assertions.Expect(line).ToContainTextAsync("You broke the glass. Reading only. 4 hours left");
        await EveryPageTests.LooksRightAsync(page, "broken-glass-plan", screen);
        await StaysAndCoversNothingAsync(page);
        await page.Named(AriaRole.Link, "Visits").ClickAsync();
        await Assertions.Expect(line).ToBeVisibleAsync();
        await page.GotoAsync("/find-person");
        await EveryPageTests.LooksRightAsync(page, "find-person-open", screen);
        await page.Named(AriaRole.Link, "Walter Brandt").ClickAsync();
        await line.Named(AriaRole.Button, "I am done").ClickAsync();
        await Assertions.Expect(page.Saying("You are done. The record is closed to you again.")).ToBeVisibleAsync();
        await page.GotoAsync($"/patients/{walter}/plan");
        await Assertions.Expect(page.Named(AriaRole.Heading, "This page is not here")).ToBeVisibleAsync();
        await page.Context.CloseAsync();

        var patient = await portal.SignedInAsync("walter@demo.carecoord.test", screen);
        await patient.GotoAsync("/access");
        await Assertions.Expect(patient.Locator("main")).ToContainTextAsync($"{name}, as provider, broke the glass");
        await patient.Context.CloseAsync();

        var admin = await portal.SignedInAsync("admin@demo.carecoord.test", screen);
        await admin.Named(AriaRole.Link, "Broken glass").ClickAsync();
        await Assertions.Expect(admin.Named(AriaRole.Link, name)).ToBeVisibleAsync();
        await EveryPageTests.LooksRightAsync(admin, "glass-list", screen);
        await admin.Named(AriaRole.Link, name).ClickAsync();
        await Assertions.Expect(admin.Locator("main")).ToContainTextAsync(Reason);
        await EveryPageTests.LooksRightAsync(admin, "glass-review", screen);
        await admin.Labelled("Justified: the reason holds").CheckAsync();
        await admin.Named(AriaRole.Button, "Keep the review").ClickAsync();
        await Assertions.Expect(admin.GetByRole(AriaRole.Row).Filter(new() { HasText = name })).ToContainTextAsync("Justified");
        await admin.Context.CloseAsync();
    }

    [Fact]
    public async Task The_time_left_counts_down_and_at_its_end_the_page_leaves_by_itself()
    {
        var walter = await portal.PatientAsync("Walter");
        var page = await portal.SignedInAsync("mia@demo.carecoord.test", Screen.Phone);
        await page.GotoAsync("/find-person");
        await FindAsync(page, "Walter", "Brandt");
        await page.Labelled("Another reason").CheckAsync();
        await page.Labelled("In your own words").FillAsync(Reason);
        await BreakAsync(page);
        await Assertions.Expect(page.Locator("[data-glass-seconds]")).ToHaveTextAsync("4 hours left");

        await EndsInAsync("3 hours 10 minutes 55 seconds");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-glass-seconds]")).ToHaveTextAsync("3 hours 11 minutes left");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator(".glass-line")).ToBeVisibleAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await EndsInAsync("55 seconds");
        await page.Clock.InstallAsync();
        await page.GotoAsync($"/patients/{walter}/appointments#past");
        await Assertions.Expect(page.Locator("[data-glass-seconds]")).ToHaveTextAsync("1 minute left");

        await EndsInAsync("0 seconds");
        await page.Clock.FastForwardAsync(60_000);
        await Assertions.Expect(page.Named(AriaRole.Heading, "This page is not here")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    // From this moment on, whenever the glass was broken.
    private Task EndsInAsync(string time) =>
        portal.Database.AsOwnerAsync(
            """
            update broken_glass g set since = g.since - (g.until - now() - $1::interval), until = now() + $1::interval
            from accounts a where a.id = g.account_id and a.email = 'mia@demo.carecoord.test'
            """,
            time
        );

    private static async Task FindAsync(IPage page, string given, string family)
    {
        await page.Labelled("Given name").FillAsync(given);
        await page.Labelled("Family name").FillAsync(family);
        await page.Labelled("Date of birth").FillAsync("1955-03-04");
        await page.Named(AriaRole.Button, "Find").ClickAsync();
    }

    private static Task BreakAsync(IPage page) => page.Named(AriaRole.Button, "Break the glass for 4 hours").ClickAsync();

    // Scrolled to the end, the line is still on the screen; and what is jumped to or focused stands below it.
    private static async Task StaysAndCoversNothingAsync(IPage page)
    {
        await page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await Assertions.Expect(page.Locator(".glass-line")).ToBeInViewportAsync();
        await page.EvaluateAsync("document.getElementById('goals').scrollIntoView()");
        var there = await page.EvaluateAsync<string>(
            """
            (() => { const h = document.getElementById('goals').getBoundingClientRect();
                     const seen = document.elementFromPoint(h.x + 4, h.y + h.height / 2);
                     return seen?.id === 'goals' ? '' : `${seen?.outerHTML.slice(0, 200)} at ${h.x} ${h.y}`; })()
            """
        );
        Assert.True(there.Length == 0, $"The heading that was jumped to is covered: {there}");
        await page.EvaluateAsync("scrollTo(0, 0)");
    }
}
