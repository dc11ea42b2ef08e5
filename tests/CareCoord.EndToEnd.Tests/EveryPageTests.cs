using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>Every page, on phone and desktop, light and dark: it reads, axe finds nothing, and nothing runs out at the side.</summary>
[Collection(PortalTests.Name)]
public sealed class EveryPageTests(Portal portal)
{
    public static TheoryData<string, Screen, ColorScheme> People
    {
        get
        {
            var data = new TheoryData<string, Screen, ColorScheme>();
            foreach (var person in PageVisit.All.Select(visit => visit.Email).Distinct())
            {
                foreach (var (screen, scheme) in new[] { (Screen.Phone, ColorScheme.Light), (Screen.Phone, ColorScheme.Dark), (Screen.Desktop, ColorScheme.Light), (Screen.Desktop, ColorScheme.Dark) })
                    data.Add(person, screen, scheme);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(People))]
    public async Task Reads_well_and_axe_finds_nothing(string email, Screen screen, ColorScheme scheme)
    {
        var page = await portal.SignedInAsync(email, screen, scheme);
        foreach (var visit in PageVisit.All.Where(visit => visit.Email == email))
        {
            await visit.GoAsync(portal, page);
            await LooksRightAsync(page, visit.Name, screen, scheme);
        }

        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(Screen.Phone, ColorScheme.Light)]
    [InlineData(Screen.Phone, ColorScheme.Dark)]
    [InlineData(Screen.Desktop, ColorScheme.Light)]
    [InlineData(Screen.Desktop, ColorScheme.Dark)]
    public async Task So_does_the_door(Screen screen, ColorScheme scheme)
    {
        var page = await portal.OpenAsync(screen, scheme);
        await page.GotoAsync("/sign-in");
        await LooksRightAsync(page, "sign-in", screen, scheme);

        await Portal.SignInAsync(page, "walter@demo.carecoord.test", "not the password");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("password is not right");
        await LooksRightAsync(page, "sign-in-refused", screen, scheme);

        await page.GotoAsync("/sign-in/second-step");
        await LooksRightAsync(page, "second-step-late", screen, scheme);
        await page.Context.CloseAsync();
    }

    internal static async Task LooksRightAsync(IPage page, string name, Screen screen, ColorScheme scheme)
    {
        var where = $"{name}-{screen}-{scheme}".ToLowerInvariant();
        await Portal.PictureAsync(page, where);
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
        Assert.True(found.Violations.Length == 0, where + ": " + string.Join("; ", found.Violations.Select(violation => $"{violation.Id} at {violation.Nodes[0].Html}")));

        var widths = await page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        Assert.True(widths[0] <= widths[1], $"{where}: {widths[0]} px in {widths[1]}");

        var doubled = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)");
        Assert.True(doubled.Length == 0, $"{where}: ids that stand twice: {string.Join(", ", doubled)}");

        // Patients' and caregivers' targets are at least 44 px high, or links in running text.
        var tooSmall = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('button, .btn, nav a, input:not([type=hidden])')].filter(e => e.offsetParent !== null)
              .filter(e => e.getBoundingClientRect().height < (document.body.classList.contains('staff') ? 24 : 43.5)).map(e => e.outerHTML.slice(0, 120))
            """);
        Assert.True(tooSmall.Length == 0, $"{where}: too small: {string.Join(", ", tooSmall)}");
    }
}
