using CareCoord.Testing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>What a patient wants is found in seconds: by a provider of the team, and by a stranger with the wallet card.</summary>
[Collection(PortalTests.Name)]
public sealed class DirectiveTests(Portal portal)
{
    [Fact]
    public async Task Samira_reads_it_at_the_head_of_the_record_and_opens_its_first_page_in_three_clicks()
    {
        var rosa = await InEffectAsync();
        var samira = await portal.SignedInAsync("samira@demo.carecoord.test", Screen.Desktop);
        var clicks = 0;

        await samira.GotoAsync($"/patients/{rosa}/plan");
        await Assertions.Expect(samira.Locator(".directive")).ToContainTextAsync("no CPR");
        await Portal.PictureAsync(samira, "directive-strip");
        await ClickAsync(".directive a:not(.reach)");
        await ClickAsync("main a[href$='/pages/1']");

        await Assertions.Expect(samira.Locator(".sheet img")).ToHaveAttributeAsync("alt", "Advance directive (living will), page 1 of 2");
        Assert.True(await samira.EvaluateAsync<bool>("(async () => { const i = document.querySelector('.sheet img'); await i.decode(); return i.naturalHeight === 1400; })()"));
        Assert.InRange(clicks, 1, 3);
        await Portal.PictureAsync(samira, "directive-page");
        await samira.Context.CloseAsync();

        async Task ClickAsync(string what)
        {
            clicks++;
            await samira.Locator(what).First.ClickAsync();
        }
    }

    [Fact]
    public async Task Rosa_makes_a_card_a_fresh_browser_opens_it_with_the_PIN_and_she_ends_it()
    {
        await InEffectAsync();
        var rosa = await portal.SignedInAsync("rosa@demo.carecoord.test", Screen.Desktop);
        await rosa.GotoAsync("/documents");
        await rosa.GetByRole(AriaRole.Link, new() { Name = "Wallet card" }).ClickAsync();
        await rosa.GetByLabel("For how long").SelectOptionAsync(new SelectOptionValue { Label = "1 month" });
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Make a card" }).ClickAsync();
        var address = (await rosa.Locator(".wallet-card .address").InnerTextAsync()).Trim();
        var pin = System.Text.RegularExpressions.Regex.Match(await rosa.Locator("main").InnerTextAsync(), "PIN down: ([0-9]{6})").Groups[1].Value;
        Assert.True(await rosa.EvaluateAsync<bool>("document.querySelector('.wallet-card svg').getBoundingClientRect().width > 100"));
        await Portal.PictureAsync(rosa, "wallet-card-made");
        await rosa.EmulateMediaAsync(new() { Media = Media.Print });
        await Portal.PictureAsync(rosa, "wallet-card-print");
        await rosa.EmulateMediaAsync(new() { Media = Media.Screen });

        var stranger = await portal.OpenAsync(Screen.Phone);
        await stranger.GotoAsync(new Uri(address).PathAndQuery);
        await Portal.PictureAsync(stranger, "wallet-card-pin");
        await stranger.GetByLabel("PIN").FillAsync(pin);
        await stranger.GetByRole(AriaRole.Button, new() { Name = "Open", Exact = true }).ClickAsync();
        await Assertions.Expect(stranger.Locator("h1")).ToContainTextAsync("Rosa Reyes");
        await Portal.PictureAsync(stranger, "wallet-card-open");
        await stranger.Locator("main a[href$='/pages/1']").ClickAsync();
        await Assertions.Expect(stranger.Locator(".sheet img")).ToHaveAttributeAsync("alt", "Advance directive (living will), page 1 of 2");

        await rosa.GotoAsync("/documents/card");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "End it now" }).First.ClickAsync();
        await Assertions.Expect(rosa.Locator("main")).ToContainTextAsync("Ended");
        Assert.Equal(404, (await stranger.ReloadAsync())!.Status);
        Assert.DoesNotContain(address.Split('/')[^1], portal.Log);
        foreach (var page in new[] { rosa, stranger })
            await page.Context.CloseAsync();
    }

    // Uploaded by the form; that the coordinator accepts it is told elsewhere.
    private async Task<Guid> InEffectAsync()
    {
        var rosa = await portal.PatientAsync("Rosa");
        if (await portal.Database.AsOwnerAsync<bool>("select exists (select from legal_documents where patient_id = $1 and kind = 'advance_directive' and state = 'accepted')", rosa))
            return rosa;
        var ana = await portal.SignedInAsync("ana@demo.carecoord.test", Screen.Phone);
        await ana.GotoAsync($"/patients/{rosa}/documents/add");
        await ana.Locator("input[name=kind][value=AdvanceDirective]").CheckAsync();
        await ana.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "Directive.pdf", MimeType = "application/pdf", Buffer = TestPages.Pdf("Advance directive of Rosa Reyes", pages: 2) });
        await ana.GetByRole(AriaRole.Button, new() { Name = "Send the pages" }).ClickAsync();
        await Assertions.Expect(ana).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/facts$"));
        await ana.Context.CloseAsync();
        await portal.Database.AsOwnerAsync(
            """
            update legal_documents set state = 'accepted', submitted_at = now(), reviewed_at = now(), signed_on = '2026-01-05', signed_by = 'Rosa Reyes', cpr = 'no',
                   reviewed_by = (select id from accounts where email = 'carla@demo.carecoord.test')
            where patient_id = $1 and kind = 'advance_directive' and state = 'draft'
            """, rosa);
        await portal.Database.AsOwnerAsync(
            """
            insert into legal_document_agents select d.patient_id, gen_random_uuid(), d.id, 1, 'Ana Reyes', '(312) 555-0147', 'daughter', null, 0
            from legal_documents d where d.patient_id = $1 and d.kind = 'advance_directive' and d.state = 'accepted'
            """, rosa);
        return rosa;
    }
}
