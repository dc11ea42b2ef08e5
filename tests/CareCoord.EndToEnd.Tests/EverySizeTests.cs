using CareCoord.Testing;

namespace CareCoord.EndToEnd.Tests;

/// <summary>
/// Every page holds at every size, enlarged, with larger text, and on paper. Nothing runs out at the side, nothing is covered or cut.
/// Colours change none of it, so each page is measured in light.
/// </summary>
public sealed class EverySizeTests(Portal portal) : IClassFixture<Portal>
{
    public static TheoryData<string> People => [.. PageVisit.All.Select(visit => visit.Email).Distinct()];

    [Theory, MemberData(nameof(People))]
    public async Task Every_control_can_be_reached_and_every_word_read(string email)
    {
        var page = await portal.SignedInAsync(email, Screen.Desktop);
        var browser = await page.Context.NewCDPSessionAsync(page);
        var faults = new List<string>();
        foreach (var visit in PageVisit.All.Where(visit => visit.Email == email))
        {
            await portal.VisitAsync(page, visit);
            foreach (var shape in Shape.All)
                faults.AddRange(await shape.FaultsAsync(page, browser, visit.Name));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct().Take(60)));
        await page.Context.CloseAsync();
    }
}
