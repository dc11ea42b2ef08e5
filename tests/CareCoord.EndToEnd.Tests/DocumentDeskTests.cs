using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>The search over legal documents in a browser: filters as one types, keys, a document beside, audited once.</summary>
[Collection(PortalTests.Name)]
public sealed class DocumentDeskTests(Portal portal)
{
    private const string Priya = "priya@demo.carecoord.test";

    [Fact]
    public async Task It_is_worked_by_keys_follows_what_one_types_and_is_audited_once_by_page_and_connection()
    {
        const string Entries = """
            select count(*)::integer from audit_entries e join accounts a on a.id = e.account_id
            where a.email = $1 and e.action = $2
            """;
        var page = await portal.SignedInAsync(Priya, Screen.Desktop);
        await page.GotoAsync("/documents/search");
        await page.AliveAsync();
        Assert.Equal(1, await portal.Database.AsOwnerAsync<int>(Entries, Priya, "legal-documents.searched"));

        await page.Keyboard.PressAsync("j");
        var first = page.Locator("a[data-row]").First;
        await Assertions.Expect(first).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-panel-title]")).ToBeFocusedAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("open="));
        await EveryPageTests.LooksRightAsync(page, "documents-panel", Screen.Desktop);
        await page.ReloadAsync();
        await page.AliveAsync();
        Assert.Equal(2, await portal.Database.AsOwnerAsync<int>(Entries, Priya, "legal-documents.searched"));
        Assert.Equal(2, await portal.Database.AsOwnerAsync<int>(Entries, Priya, "legal-document.read"));
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".panel")).ToHaveCountAsync(0);
        await Assertions.Expect(first).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("nobody at all", new() { Delay = 10 });
        await Assertions.Expect(page.Locator(".empty")).ToContainTextAsync("No document is like that.");
        await Assertions.Expect(page.Labelled("Name")).ToBeFocusedAsync();
        await page.Named(AriaRole.Link, "Show all").ClickAsync();
        await page.Named(AriaRole.Link, "Sort by Person").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("th[aria-sort=ascending]")).ToContainTextAsync("Person");
        await page.Context.CloseAsync();
    }
}
