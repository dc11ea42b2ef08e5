using System.Text.RegularExpressions;
using CareCoord.Browsing;
using CareCoord.Testing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>How the two documents of the story are handed in, sent back, mended and accepted, by the pages.</summary>
internal static class DocumentStorySteps
{
    private const string Directive = "Advance directive (living will)";
    public const string Attorney = "Health-care power of attorney";
    private const string WhatToMend = "The page with the notary’s stamp is missing. Please send both pages.";

    public static async Task<Guid> HandInDirectiveAsync(IPage ana, Relay wire)
    {
        await EveryPageTests.LooksRightAsync(ana, "story-ana-home", Screen.Phone);
        await ana.Named(AriaRole.Link, "Documents").ClickAsync();
        await ana.Named(AriaRole.Link, "Add a document").ClickAsync();
        var pages = new[]
        {
            await ana.PhotographAsync(
                "IMG_20260105_0917.jpg",
                "Advance directive",
                "of Rosa Reyes, born 11 February 1944",
                "",
                "When I cannot speak for myself:",
                "No CPR. No breathing machine.",
                "Antibiotics, if they help me."
            ),
            await ana.PhotographAsync(
                "IMG_20260105_0918.jpg",
                "Signed",
                "Rosa Reyes, 5 January 2026",
                "",
                "Witnesses:",
                "Carmen Ortiz, Jo Park"
            ),
        };
        await ana.ChooseAsync(Directive, pages);
        await EveryPageTests.LooksRightAsync(ana, "story-pages-chosen", Screen.Phone);

        // A telephone on the stairs: some of it is through, more is on the wire, and the rest waits.
        wire.HoldAfter(1_000_000);
        await ana.SendAsync();
        await wire.HasHeldAsync();
        await Assertions.Expect(ana.Named(AriaRole.Progressbar, "Sending")).ToBeVisibleAsync();
        await Assertions.Expect(ana.Locator("[data-said]")).ToContainTextAsync(new Regex("Sending: [1-9]0 % of"));
        await Portal.PictureAsync(ana, "story-sending-phone");
        wire.Release();
        var document = await ana.ArrivedAsync();

        await ana.Labelled("Signed on").FillAsync("2026-01-05");
        await ana.Labelled("Signed by").FillAsync("Rosa Reyes");
        foreach (
            var (treatment, said) in new[]
            {
                ("Restarting the heart", "No"),
                ("A breathing machine", "No"),
                ("Antibiotics", "Try it for a time"),
            }
        )
            await ana.Locator(".decisions label", new() { HasText = treatment })
                .Locator("select")
                .SelectOptionAsync(new SelectOptionValue { Label = said });
        await ana.NameAsync(1, "Ana Cruz", "(312) 555-0190", "daughter", "Ana Cruz, daughter");
        await ana.Saying("Witnesses, dates and where the paper is").ClickAsync();
        await ana.Labelled("Witnesses").FillAsync("Carmen Ortiz and Jo Park, her neighbors");
        await ana.Labelled("Where the paper is").FillAsync("In the blue folder in the kitchen drawer");
        await EveryPageTests.LooksRightAsync(ana, "story-facts", Screen.Phone);
        await ana.Named(AriaRole.Button, "Save, and look it over").ClickAsync();
        await Assertions.Expect(ana.Named(AriaRole.Heading, "Is everything right?")).ToBeVisibleAsync();
        await EveryPageTests.LooksRightAsync(ana, "story-hand-in", Screen.Phone);
        await ana.Named(AriaRole.Button, "Hand it in").ClickAsync();
        await Assertions.Expect(ana.Locator("main")).ToContainTextAsync("Carla");
        await EveryPageTests.LooksRightAsync(ana, "story-handed-in", Screen.Phone);
        return document;
    }

    public static async Task<Guid> HandInAttorneyAsync(IPage ana)
    {
        await ana.Named(AriaRole.Link, "Documents").ClickAsync();
        await ana.Named(AriaRole.Link, "Add a document").ClickAsync();
        await ana.ChooseAsync(
            Attorney,
            DocumentForms.Pdf("Power of attorney.pdf", TestPages.Pdf("Health-care power of attorney of Rosa Reyes"))
        );
        await ana.SendAsync();
        var document = await ana.ArrivedAsync();
        await ana.Labelled("Signed on").FillAsync("2026-01-05");
        await ana.Labelled("Signed by").FillAsync("Rosa Reyes");
        await ana.NameAsync(1, "Ana Cruz", "(312) 555-0190", "daughter", "Ana Cruz, daughter");
        await ana.NameAsync(2, "Miguel Reyes", "(773) 555-0166", "son");
        await ana.Labelled("What it allows").FillAsync("All decisions about treatment, and where she lives.");
        await ana.Labelled("What it does not allow").FillAsync("To end tube feeding that has begun.");
        await ana.HandInAsync();
        return document;
    }

    public static async Task ReturnAsync(IPage carla, Guid attorney)
    {
        await carla.FindAtTheDeskAsync(attorney);
        await carla.Named(AriaRole.Link, "Review it").ClickAsync();
        await DrawnAsync(carla.Locator(".sheet img"));
        await EveryPageTests.LooksRightAsync(carla, "story-review", Screen.Desktop);
        await carla.Choice("Return it").CheckAsync();
        await carla.Named(AriaRole.Button, "Keep the review").ClickAsync();
        await Assertions.Expect(carla.Locator("[id='Input.Words.error']")).ToContainTextAsync("Say what to mend");
        await EveryPageTests.LooksRightAsync(carla, "story-review-without-words", Screen.Desktop);
        await carla.Labelled("What to mend, or a word on it").FillAsync(WhatToMend);
        await carla.Named(AriaRole.Button, "Keep the review").ClickAsync();
        await Assertions.Expect(carla.Locator("header .chip")).ToContainTextAsync("To be mended");
    }

    public static async Task MendAsync(IPage ana, Guid attorney)
    {
        await ana.GotoAsync("/notifications");
        await EveryPageTests.LooksRightAsync(ana, "story-notifications-ana", Screen.Phone);
        await ana.GetByRole(AriaRole.Button)
            .Filter(new() { HasText = "has sent Rosa Reyes’s health-care power of attorney back. Look at what to mend." })
            .ClickAsync();
        await Assertions.Expect(ana).ToHaveURLAsync(new Regex($"/documents/{attorney}$"));
        await Assertions.Expect(ana.Locator("main")).ToContainTextAsync(WhatToMend);
        await EveryPageTests.LooksRightAsync(ana, "story-returned", Screen.Phone);
        await ana.Named(AriaRole.Link, "Mend it").ClickAsync();
        await ana.Named(AriaRole.Link, "send other pages").ClickAsync();
        await ana.ChooseAsync(
            null,
            DocumentForms.Pdf("Power of attorney, both pages.pdf", TestPages.Pdf("Health-care power of attorney, with the stamp", pages: 2))
        );
        await ana.SendAsync();
        Assert.Equal(attorney, await ana.ArrivedAsync());
        await Assertions.Expect(ana.Locator(".agent").First.Labelled("Name")).ToHaveValueAsync("Ana Cruz");
        await Assertions.Expect(ana.Locator("main")).ToContainTextAsync("2 pages");
        await ana.HandInAsync();
    }

    public static async Task AcceptAsync(IPage carla, Guid document, string kind, bool rests)
    {
        await carla.FindAtTheDeskAsync(document);
        await carla.Named(AriaRole.Link, "Look at the pages").ClickAsync();
        await DrawnAsync(carla.Locator(".sheet img"));
        await carla.Named(AriaRole.Link, "Page 2").ClickAsync();
        await Assertions.Expect(carla).ToHaveURLAsync(new Regex("/pages/2$"));
        await DrawnAsync(carla.Locator(".sheet img"));
        await Portal.PictureAsync(carla, $"story-viewer-{(rests ? "attorney" : "directive")}");
        await carla.GotoAsync(carla.Url.Split("/pages/")[0] + "/review");
        await carla.Choice("Accept it").CheckAsync();
        var grant = carla.Labelled("Ana Cruz, daughter: begins and ends with this document");
        if (rests)
            await Assertions.Expect(grant).ToBeCheckedAsync();
        else
            await Assertions.Expect(grant).ToHaveCountAsync(0);
        await carla.Named(AriaRole.Button, "Keep the review").ClickAsync();
        await Assertions.Expect(carla.Locator("h1")).ToContainTextAsync(kind);
        await Assertions.Expect(carla.Locator("header .chip")).ToContainTextAsync("In effect");
    }

    private static async Task DrawnAsync(ILocator picture) =>
        Assert.True(
            await picture.EvaluateAsync<bool>(
                "async picture => { picture.loading = 'eager'; await picture.decode(); return picture.naturalHeight > 600; }"
            )
        );
}
