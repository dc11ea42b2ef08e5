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

    [Theory]
    [InlineData("carla@demo.carecoord.test")]
    [InlineData("noor@demo.carecoord.test")]
    [InlineData("rosa@demo.carecoord.test")]
    [InlineData("ana@demo.carecoord.test")]
    public async Task Long_names_break_no_page_of_a_small_phone(string email)
    {
        var page = await portal.SignedInAsync(email, Screen.Phone);
        var browser = await page.Context.NewCDPSessionAsync(page);
        var faults = new List<string>();
        var visits = new List<(string Address, string Name)>();
        foreach (var visit in PageVisit.All.Where(visit => visit.Email == email))
            visits.Add((await visit.AddressAsync(portal.Database), visit.Name));
        await portal.Database.AsOwnerAsync("create table former_names as select id, given_name, family_name, preferred_name from patients");
        await portal.Database.AsOwnerAsync("create table former_accounts as select id, display_name from accounts");
        try
        {
            // A surname of 35 letters, a given name of 100 that no hyphen parts.
            await portal.Database.AsOwnerAsync(
                """
                update patients set given_name = rpad('Wolfeschlegelstein', 100, 'hausenbergerdorff'),
                    family_name = 'Keihanaikukauakahihuliheekahaunaele', preferred_name = null
                """
            );
            await portal.Database.AsOwnerAsync(
                "update accounts set display_name = rpad('Wolfeschlegelstein', 100, 'hausenbergerdorff') || ' Keihanaikukauakahihuli'"
            );
            foreach (var (address, name) in visits)
            {
                await page.GotoAsync(address);
                faults.AddRange(await Shape.All[0].FaultsAsync(page, browser, name));
            }
        }
        finally
        {
            await portal.Database.AsOwnerAsync(
                """
                update patients p set given_name = f.given_name, family_name = f.family_name, preferred_name = f.preferred_name
                from former_names f where f.id = p.id
                """
            );
            await portal.Database.AsOwnerAsync(
                "update accounts a set display_name = f.display_name from former_accounts f where f.id = a.id"
            );
            await portal.Database.AsOwnerAsync("drop table former_names, former_accounts");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct().Take(60)));
        await page.Context.CloseAsync();
    }
}
