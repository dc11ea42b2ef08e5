using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>The task desk with work on it, as it looks on phone and desktop, light and dark.</summary>
[Collection(PortalTests.Name)]
public sealed class TaskDeskLookTests(Portal portal)
{
    [Theory]
    [InlineData(Screen.Desktop, ColorScheme.Light)]
    [InlineData(Screen.Phone, ColorScheme.Dark)]
    public async Task Reads_well_with_work_on_it(Screen screen, ColorScheme scheme)
    {
        await portal.FillAsync();
        var where = $"{screen}-{scheme}".ToLowerInvariant();
        var page = await portal.SignedInAsync("anil@demo.carecoord.test", screen, scheme);
        await page.GotoAsync("/tasks");
        await page.AliveAsync();
        await Portal.PictureAsync(page, "desk-" + where);
        await page.Row("Agree on a meal plan with Denise").GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.Locator(".panel")).ToBeVisibleAsync();
        await Portal.PictureAsync(page, "desk-open-" + where);
        await page.Named(AriaRole.Button, "Complete").ClickAsync();
        await Assertions.Expect(page.Labelled("How did it come out?")).ToBeVisibleAsync();
        await Portal.PictureAsync(page, "desk-form-" + where);
        await page.Context.CloseAsync();
    }
}
