using System.Text.RegularExpressions;
using CareCoord.Testing;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>
/// Every page, on phone and desktop, light and dark: it reads, axe finds nothing, and nothing runs out at the side. On a portal of their
/// own, so that they run beside the tests that act.
/// </summary>
public sealed class EveryPageTests(Portal portal) : IClassFixture<Portal>
{
    // Where the colors change, these are what can come out otherwise.
    private static readonly string[] AboutColors = ["color-contrast", "link-in-text-block"];

    private static readonly Lazy<Task<string>> AxeSource = new(ReadAxeAsync);

    public static TheoryData<string, Screen> People
    {
        get
        {
            var data = new TheoryData<string, Screen>();
            foreach (var person in PageVisit.All.Select(visit => visit.Email).Distinct())
            {
                foreach (var screen in Enum.GetValues<Screen>())
                    data.Add(person, screen);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(People))]
    public async Task Reads_well_and_axe_finds_nothing(string email, Screen screen)
    {
        var page = await portal.SignedInAsync(email, screen);
        var problems = new List<string>();
        foreach (var visit in PageVisit.All.Where(visit => visit.Email == email))
        {
            await portal.VisitAsync(page, visit);
            problems.AddRange(await ProblemsAsync(page, visit.Name, screen));
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task So_does_the_door(Screen screen)
    {
        var page = await portal.OpenAsync(screen);
        await page.GotoAsync("/sign-in");
        await LooksRightAsync(page, "sign-in", screen);

        await Portal.SignInAsync(page, "walter@demo.carecoord.test", "not the password");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("password is not right");
        await LooksRightAsync(page, "sign-in-refused", screen);

        await page.GotoAsync("/sign-in/second-step");
        await LooksRightAsync(page, "second-step-late", screen);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task So_do_the_pages_of_a_document_from_its_upload_to_its_end(Screen screen)
    {
        var walter = await portal.PatientAsync("Walter");
        var (own, carla, kwame) = (
            await portal.SignedInAsync("walter@demo.carecoord.test", screen),
            await portal.SignedInAsync("carla@demo.carecoord.test", screen),
            await portal.SignedInAsync("kwame@demo.carecoord.test", screen)
        );
        await DocumentWalk.AddAsync(own, walter);
        await own.Saying("Witnesses, dates and where the paper is").ClickAsync();
        await LooksRightAsync(own, "document-facts", screen);
        await DocumentWalk.CopyAsync(own);
        await LooksRightAsync(own, "document-hand-in", screen);
        await own.Named(AriaRole.Button, "Hand it in").ClickAsync();
        await Assertions.Expect(own.GetByRole(AriaRole.Status).Filter(new() { HasText = "It is handed in" })).ToBeVisibleAsync();
        await LooksRightAsync(own, "document-handed-in", screen);
        var path = new Uri(own.Url).AbsolutePath;

        await carla.GotoAsync(path + "/review");
        await Assertions.Expect(carla.Locator(".sheet img")).ToHaveAttributeAsync("alt", "Advance directive (living will), page 1 of 2");
        await LooksRightAsync(carla, "document-review", screen);
        await carla.Labelled("What to mend, or a word on it").FillAsync("Good to have it.");
        await carla.Named(AriaRole.Button, "Page 2").ClickAsync();
        await Assertions.Expect(carla.Locator(".sheet img")).ToHaveAttributeAsync("alt", "Advance directive (living will), page 2 of 2");
        await Assertions.Expect(carla.Labelled("What to mend, or a word on it")).ToHaveValueAsync("Good to have it.");
        await DocumentWalk.AcceptAsync(carla);
        await LooksRightAsync(carla, "document-accepted", screen);

        await kwame.GotoAsync(path);
        await LooksRightAsync(kwame, "document-to-read", screen);
        await kwame.Named(AriaRole.Link, "Look at the pages").ClickAsync();
        await Assertions.Expect(kwame).ToHaveURLAsync(new Regex("/pages/1$"));
        await LooksRightAsync(kwame, "document-page", screen);
        await kwame.Named(AriaRole.Link, "Larger").ClickAsync();
        await Assertions.Expect(kwame).ToHaveURLAsync(new Regex("size=large$"));
        await LooksRightAsync(kwame, "document-page-large", screen);
        await kwame.GotoAsync($"/patients/{walter}/documents");
        await LooksRightAsync(kwame, "documents-kwame", screen);

        await own.GotoAsync(path + "/revoke");
        await own.Named(AriaRole.Button, "Take it back").ClickAsync();
        await Assertions.Expect(own.Locator("main")).ToContainTextAsync("Say why");
        await LooksRightAsync(own, "document-revoke", screen);
        await own.Labelled("Why").FillAsync("I have written a new one.");
        await own.Named(AriaRole.Button, "Take it back").ClickAsync();
        await Assertions.Expect(own).ToHaveURLAsync(new Regex($"/patients/{walter}/documents$"));
        await LooksRightAsync(own, "documents-walter-after", screen);
        foreach (var page in new[] { own, carla, kwame })
            await page.Context.CloseAsync();
    }

    /// <summary>The page as it stands is right, light and dark; it stays light.</summary>
    /// <param name="within">The part that axe looks at, where the rest of the page cannot be reached.</param>
    internal static async Task LooksRightAsync(IPage page, string name, Screen screen, string within = "html")
    {
        var problems = await ProblemsAsync(page, name, screen, within);
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    /// <summary>The page has its styles and pictures. It is asked itself: the driver may have missed its event.</summary>
    internal static Task LoadedAsync(IPage page) =>
        page.EvaluateAsync(
            "() => document.readyState === 'complete' || new Promise(done => addEventListener('load', () => done(true), { once: true }))"
        );

    private static async Task<List<string>> ProblemsAsync(IPage page, string name, Screen screen, string within = "html")
    {
        var where = $"{name}-{screen}".ToLowerInvariant();
        await LoadedAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Portal.PictureAsync(page, where + "-dark");
        var problems = await AxeAsync(page, where + "-dark", within, "rule", AboutColors);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Portal.PictureAsync(page, where + "-light");
        problems.AddRange(
            await AxeAsync(page, where + "-light", within, "tag", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
        );

        var widths = await page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        if (widths[0] > widths[1])
            problems.Add($"{where}: {widths[0]} px in {widths[1]}");

        var doubled = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)"
        );
        problems.AddRange(doubled.Select(id => $"{where}: an id that stands twice: {id}"));

        var shown = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('[hidden]')].filter(e => getComputedStyle(e).display !== 'none')"
                + ".map(e => e.outerHTML.slice(0, 120))"
        );
        problems.AddRange(shown.Select(hidden => $"{where}: hidden, and yet shown: {hidden}"));

        // Patients' and caregivers' targets are at least 44 px high, or links in running text.
        var tooSmall = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('button, .btn, nav a, input:not([type=hidden])')].filter(e => e.offsetParent !== null)
              .filter(e => e.getBoundingClientRect().height < (document.body.classList.contains('staff') ? 24 : 43.5))
              .map(e => e.outerHTML.slice(0, 120))
            """
        );
        problems.AddRange(tooSmall.Select(target => $"{where}: too small: {target}"));
        return problems;
    }

    // Run in the page itself, and told of violations only. The package's own runner opens a page more for each, and describes all that is
    // right.
    private static async Task<List<string>> AxeAsync(IPage page, string where, string within, string kind, params string[] rules)
    {
        if (!await page.EvaluateAsync<bool>("typeof axe === 'object'"))
            await page.EvaluateAsync(await AxeSource.Value);
        var found = await page.EvaluateAsync<string[]>(
            """
            async ([within, type, values]) => (await axe.run(within, { runOnly: { type, values }, resultTypes: ['violations'] }))
              .violations.map(violation => `${violation.id} at ${violation.nodes[0].html}`)
            """,
            new object[] { within, kind, rules }
        );
        return [.. found.Select(violation => $"{where}: {violation}")];
    }

    private static async Task<string> ReadAxeAsync()
    {
        using var source = new StreamReader(
            typeof(AxeResult).Assembly.GetManifestResourceStream("Deque.AxeCore.Commons.Resources.axe.min.js")!
        );
        return await source.ReadToEndAsync();
    }
}
