using System.Text.RegularExpressions;
using CareCoord.Testing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>The steps of an advance directive, as people take them in the browser.</summary>
internal static class DocumentWalk
{
    /// <summary>Sends the pages of an advance directive; the page on which it is copied stands open then.</summary>
    public static async Task AddAsync(IPage page, Guid patient)
    {
        await page.GotoAsync($"/patients/{patient}/documents/add");
        await page.Locator("input[name=kind][value=AdvanceDirective]").CheckAsync();
        await page.Locator("#files")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "Directive.pdf",
                    MimeType = "application/pdf",
                    Buffer = TestPages.Pdf($"Advance directive {Guid.CreateVersion7():N}", pages: 2),
                }
            );
        await page.Named(AriaRole.Button, "Send the pages").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/facts$"));
    }

    /// <summary>Copies what stands on the paper; the last look before it is handed in stands open then.</summary>
    public static async Task CopyAsync(IPage page)
    {
        await page.Labelled("Signed on").FillAsync("2026-01-05");
        await page.Labelled("Signed by").FillAsync("The patient");
        await page.Labelled("Name").First.FillAsync("Ana Reyes");
        await page.Labelled("Phone").First.FillAsync("(312) 555-0147");
        await page.Labelled("Relationship").First.FillAsync("daughter");
        await page.Locator("select[name='Input.Cpr']").SelectOptionAsync("No");
        await page.Named(AriaRole.Button, "Save, and look it over").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/hand-in$"));
    }

    /// <summary>Accepts the document whose review stands open.</summary>
    public static async Task AcceptAsync(IPage page)
    {
        await page.Locator("input[name='Input.Verdict'][value=Accept]").CheckAsync();
        await page.Named(AriaRole.Button, "Keep the review").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("In effect");
    }
}
