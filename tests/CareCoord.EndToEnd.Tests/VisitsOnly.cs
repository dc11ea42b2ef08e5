using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>What a caregiver sees whose grant gives the visits and nothing else.</summary>
internal static class VisitsOnly
{
    /// <summary>Neither a page, a search, a count, a notification nor an endpoint of the record tells of anything but the visits.</summary>
    public static async Task SeesVisitsOnlyAsync(this IPage page, string record, Guid document)
    {
        string[] hidden = ["directive", "power of attorney", "legal document", "Your care team", "no CPR", "Ana Cruz"];
        foreach (var path in new[] { "/", "/notifications", "/account", $"{record}/appointments" })
        {
            Assert.Equal(200, (await page.GotoAsync(path))!.Status);
            var read = await page.Locator("body").InnerTextAsync();
            Assert.All(hidden, words => Assert.DoesNotContain(words, read, StringComparison.OrdinalIgnoreCase));
        }

        await Assertions.Expect(page.Locator("nav.nav a:not(.me, .narrow-only)")).ToHaveTextAsync(["People", "Visits"]);
        foreach (
            var path in new[]
            {
                "plan",
                "team",
                "tasks",
                "coordinate",
                "access",
                "access/invite",
                "documents",
                "documents/add",
                "documents/card",
                "documents/incapacity",
                $"documents/{document}",
                $"documents/{document}/facts",
                $"documents/{document}/hand-in",
                $"documents/{document}/review",
                $"documents/{document}/revoke",
                $"documents/{document}/add",
                $"documents/{document}/pages/1",
                $"documents/{document}/pages/1/image",
                $"documents/{document}/file",
                $"documents/uploads/{document}",
                "glass",
            }
        )
        {
            Assert.True((await page.GotoAsync($"{record}/{path}"))!.Status == 404, path);
        }

        foreach (var path in new[] { "/documents/search?state=accepted", "/tasks", "/caseload", "/find-person" })
            Assert.True((await page.GotoAsync(path))!.Status == 404, path);
        Assert.Equal("0", await page.EvaluateAsync<string>("fetch('/live/unread').then(answer => answer.text())"));
    }
}
