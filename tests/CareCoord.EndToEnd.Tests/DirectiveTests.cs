using CareCoord.Testing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>What a patient wants is found in seconds: by a provider of the team, and by a stranger with the wallet card.</summary>
[Collection(PortalTests.Name)]
public sealed class DirectiveTests(Portal portal)
{
    private const string Pages = """
        select f.pages from legal_documents d join files f on f.id = d.file_id
        where d.patient_id = $1 and d.kind = 'advance_directive' and d.state = 'accepted'
        """;

    [Fact]
    public async Task Samira_reads_it_at_the_head_of_the_record_and_opens_its_first_page_in_three_clicks()
    {
        var directive = await InEffectAsync();
        var samira = await portal.SignedInAsync("samira@demo.carecoord.test", Screen.Desktop);
        var clicks = 0;

        await samira.GotoAsync($"/patients/{directive.Patient}/appointments");
        await Assertions.Expect(samira.Locator(".directive")).ToContainTextAsync(directive.SaysNoCpr ? "no CPR" : "in effect");
        await EveryPageTests.LooksRightAsync(samira, "directive-strip", Screen.Desktop);
        await ClickAsync(".directive a:not(.reach)");
        await ClickAsync("main a[href$='/pages/1']");

        await Assertions.Expect(samira.Locator(".sheet img")).ToHaveAttributeAsync("alt", directive.FirstPage);
        Assert.True(
            await samira.EvaluateAsync<bool>(
                "(async () => { const i = document.querySelector('.sheet img'); await i.decode(); return i.naturalHeight === 1400; })()"
            )
        );
        Assert.InRange(clicks, 1, 3);
        await EveryPageTests.LooksRightAsync(samira, "directive-page", Screen.Desktop);
        await samira.Context.CloseAsync();

        async Task ClickAsync(string what)
        {
            clicks++;
            await samira.Locator(what).First.ClickAsync();
        }
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task Rosa_makes_a_card_a_fresh_browser_opens_it_with_the_PIN_and_she_ends_it(Screen screen)
    {
        var directive = await InEffectAsync();
        var rosa = await portal.SignedInAsync("rosa@demo.carecoord.test", screen);
        await rosa.GotoAsync("/documents");
        await rosa.Named(AriaRole.Link, "Wallet card").ClickAsync();
        await rosa.Labelled("For how long").SelectOptionAsync(new SelectOptionValue { Label = "1 month" });
        await rosa.Named(AriaRole.Button, "Make a card").ClickAsync();
        var address = (await rosa.Locator(".wallet-card .address").InnerTextAsync()).Trim();
        var pin = System
            .Text.RegularExpressions.Regex.Match(await rosa.Locator("main").InnerTextAsync(), "PIN down: ([0-9]{6})")
            .Groups[1]
            .Value;
        Assert.True(await rosa.EvaluateAsync<bool>("document.querySelector('.wallet-card svg').getBoundingClientRect().width > 100"));
        await EveryPageTests.LooksRightAsync(rosa, "wallet-card-made", screen);
        Assert.Equal(1, await PrintedAsync(rosa, $"wallet-card-{screen}".ToLowerInvariant()));

        var stranger = await portal.OpenAsync(screen);
        await stranger.GotoAsync(new Uri(address).PathAndQuery);
        await EveryPageTests.LooksRightAsync(stranger, "wallet-card-pin", screen);
        await stranger.Labelled("PIN").FillAsync(pin);
        await stranger.Named(AriaRole.Button, "Open").ClickAsync();
        await Assertions.Expect(stranger.Locator("h1")).ToContainTextAsync("Rosa Reyes");
        await EveryPageTests.LooksRightAsync(stranger, "wallet-card-open", screen);
        await stranger.Locator("main a[href$='/pages/1']").First.ClickAsync();
        await Assertions.Expect(stranger.Locator(".sheet img")).ToHaveAttributeAsync("alt", directive.FirstPage);

        await EveryPageTests.LooksRightAsync(stranger, "wallet-card-page", screen);

        await rosa.GotoAsync("/documents/card");
        await rosa.GetByRole(AriaRole.Button).Filter(new() { HasText = "End it now" }).First.ClickAsync();
        await Assertions.Expect(rosa.Locator("main")).ToContainTextAsync("Ended");
        await EveryPageTests.LooksRightAsync(rosa, "wallet-card-ended", screen);
        Assert.Equal(404, (await stranger.ReloadAsync())!.Status);
        Assert.DoesNotContain(address.Split('/')[^1], portal.Log);
        foreach (var page in new[] { rosa, stranger })
            await page.Context.CloseAsync();
    }

    // On how many pages it comes out of a printer.
    private static async Task<int> PrintedAsync(IPage page, string name)
    {
        var pdf = await page.PdfAsync(new() { Format = "Letter", PreferCSSPageSize = true });
        if (Environment.GetEnvironmentVariable("CARECOORD_PICTURES") is { Length: > 0 } pictures)
            await File.WriteAllBytesAsync(Path.Combine(pictures, name + ".pdf"), pdf);
        return PdfPage.Of(pdf).Length;
    }

    // What the demo has in effect; where it has nothing, Ana hands a directive in and Carla accepts it.
    private async Task<Directive> InEffectAsync()
    {
        var rosa = await portal.PatientAsync("Rosa");
        if (await portal.Database.AsOwnerAsync<int?>(Pages, rosa) is null)
        {
            var ana = await portal.SignedInAsync("ana@demo.carecoord.test", Screen.Phone);
            await DocumentWalk.AddAsync(ana, rosa);
            await DocumentWalk.CopyAsync(ana);
            await ana.Named(AriaRole.Button, "Hand it in").ClickAsync();
            await Assertions.Expect(ana.GetByRole(AriaRole.Status).Filter(new() { HasText = "It is handed in" })).ToBeVisibleAsync();
            var carla = await portal.SignedInAsync("carla@demo.carecoord.test", Screen.Desktop);
            await carla.GotoAsync(new Uri(ana.Url).AbsolutePath + "/review");
            await DocumentWalk.AcceptAsync(carla);
            await ana.Context.CloseAsync();
            await carla.Context.CloseAsync();
        }

        return new(
            rosa,
            await portal.Database.AsOwnerAsync<int>(Pages, rosa),
            await portal.Database.AsOwnerAsync<string>(
                "select cpr from legal_documents where patient_id = $1 and kind = 'advance_directive' and state = 'accepted'",
                rosa
            ) == "no"
        );
    }

    private sealed record Directive(Guid Patient, int Pages, bool SaysNoCpr)
    {
        public string FirstPage => $"Advance directive (living will), page 1 of {Pages}";
    }
}
