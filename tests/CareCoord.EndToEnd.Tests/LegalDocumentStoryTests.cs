using System.Text.RegularExpressions;
using CareCoord.Browsing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>
/// Dementia and the family. Somebody is invited, hands in what her mother has signed by a telephone, and acts by it. Whoever may see the
/// visits sees nothing of it, and the patient reads all that happened. Everything is done by the pages.
/// </summary>
[Collection(PortalTests.Name)]
public sealed class LegalDocumentStoryTests(Portal portal) : IAsyncLifetime
{
    private const string Ana = "ana.cruz@example.test";
    private const string Ines = "ines.reyes@example.test";
    private const string Password = "four quiet words on paper";

    public Task InitializeAsync() => Task.CompletedTask;

    // The power of attorney of the demo gives way here, and with it what its Ana may see, which other tests need.
    public Task DisposeAsync() =>
        portal.Database.AsOwnerAsync(
            """
            update proxy_grants set rests_on_document_id = null
                where caregiver_account_id = (select id from accounts where email = 'ana@demo.carecoord.test')
            """
        );

    [Fact]
    public async Task Ana_hands_in_what_Rosa_signed_acts_by_it_and_whoever_sees_visits_only_is_none_the_wiser()
    {
        var rosa = await portal.SignedInAsync("rosa@demo.carecoord.test", Screen.Desktop);
        var record = $"/patients/{await portal.PatientAsync("Rosa")}";

        await using var wire = new Relay(portal.Address);
        var ana = await InviteAsync(
            rosa,
            wire,
            "Ana Cruz",
            "daughter",
            Ana,
            ("Plan", "See it and act"),
            ("Legal documents", "See it and act")
        );
        var directive = await DocumentStorySteps.HandInDirectiveAsync(ana, wire);
        var attorney = await DocumentStorySteps.HandInAttorneyAsync(ana);

        var carla = await portal.SignedInAsync("carla@demo.carecoord.test", Screen.Desktop);
        await DocumentStorySteps.ReturnAsync(carla, attorney);
        await DocumentStorySteps.MendAsync(ana, attorney);
        await DocumentStorySteps.AcceptAsync(carla, directive, "Advance directive", rests: false);
        await DocumentStorySteps.AcceptAsync(carla, attorney, DocumentStorySteps.Attorney, rests: true);
        await ReadAsync(carla, record, directive, attorney);
        await ActsByItAsync(ana, rosa, record, attorney);

        var ines = await InviteAsync(rosa, null, "Ines Reyes", "daughter-in-law", Ines, ("Visits", "See it"));
        await ines.SeesVisitsOnlyAsync(record, directive);
        var lucia = await portal.SignedInAsync("lucia@demo.carecoord.test", Screen.Phone);
        await lucia.SeesVisitsOnlyAsync(record, directive);
        await RevokeAsync(rosa, ines, record);
        await TellsAllOfItAsync(rosa);

        foreach (var page in new[] { rosa, ana, carla, ines, lucia })
            await page.Context.CloseAsync();
    }

    private async Task<IPage> InviteAsync(
        IPage rosa,
        Relay? wire,
        string name,
        string relationship,
        string email,
        params (string Part, string Much)[] parts
    )
    {
        await rosa.GotoAsync("/access");
        await rosa.Named(AriaRole.Link, "Let somebody help me").ClickAsync();
        await rosa.Labelled("Their name").FillAsync(name);
        await rosa.Labelled("What they are to you").FillAsync(relationship);
        await rosa.Labelled("Their email").FillAsync(email);
        foreach (var (part, much) in parts)
            await rosa.Named(AriaRole.Radiogroup, part).Labelled(much).CheckAsync();
        await rosa.Named(AriaRole.Button, "Send the invitation").ClickAsync();
        await Assertions.Expect(rosa.GetByRole(AriaRole.Status).Filter(new() { HasText = "on its way" })).ToBeVisibleAsync();

        var invited = await portal.OpenAsync(Screen.Phone, relay: wire);
        await invited.GotoAsync(await portal.InvitationAsync(email));
        await invited.Named(AriaRole.Link, "Make an account").ClickAsync();
        await invited.Labelled("Password").FillAsync(Password);
        await invited.Labelled("Password again").FillAsync(Password);
        await invited.Named(AriaRole.Button, "Make the account").ClickAsync();
        await invited.Labelled("Date of birth of Rosa").FillAsync("1944-02-11");
        await invited.Named(AriaRole.Button, "Accept the invitation").ClickAsync();
        await Assertions.Expect(invited.Locator("main")).ToContainTextAsync($"You are Rosa’s {relationship}.");
        return invited;
    }

    private async Task ReadAsync(IPage carla, string record, Guid directive, Guid attorney)
    {
        foreach (var (person, confirms) in new[] { ("grace", true), ("samira", false) })
        {
            var provider = await portal.SignedInAsync($"{person}@demo.carecoord.test", Screen.Desktop);
            await provider.GotoAsync("/notifications");
            await Assertions
                .Expect(
                    provider
                        .GetByRole(AriaRole.Button)
                        .Filter(new() { HasText = "has accepted Rosa Reyes’s health-care power of attorney: it is in effect." })
                        .First
                )
                .ToBeVisibleAsync();
            await provider
                .GetByRole(AriaRole.Button)
                .Filter(new() { HasText = "has accepted Rosa Reyes’s advance directive: it is in effect." })
                .First.ClickAsync();
            await Assertions.Expect(provider).ToHaveURLAsync(new Regex($"/documents/{directive}$"));
            await Assertions
                .Expect(provider.Locator(".directive"))
                .ToContainTextAsync("Full directive in effect · agent Ana Cruz, (312) 555-0190 · no CPR");
            await EveryPageTests.LooksRightAsync(provider, "story-to-read", Screen.Desktop);
            if (confirms)
            {
                await provider.Named(AriaRole.Button, "I have read it").ClickAsync();
                await Assertions
                    .Expect(provider.GetByRole(AriaRole.Status).Filter(new() { HasText = "You have confirmed that you read it." }))
                    .ToBeVisibleAsync();
            }

            await provider.Context.CloseAsync();
        }

        await carla.GotoAsync($"{record}/documents/{directive}");
        var readers = carla.Locator("section[aria-labelledby=readers] li");
        await Assertions.Expect(readers.Filter(new() { HasText = "Grace Okafor" })).ToContainTextAsync("Read, ");
        await Assertions.Expect(readers.Filter(new() { HasText = "Samira Haddad" })).ToContainTextAsync("Not yet");
        await EveryPageTests.LooksRightAsync(carla, "story-readers", Screen.Desktop);
        await carla.GotoAsync("/documents/search?state=accepted&unread=true");
        await Assertions
            .Expect(carla.Locator("tr").Filter(new() { Has = carla.Locator($"a[data-row='{attorney}']") }))
            .ToContainTextAsync("Samira Haddad");
        await EveryPageTests.LooksRightAsync(carla, "story-search", Screen.Desktop);
    }

    private static async Task ActsByItAsync(IPage ana, IPage rosa, string record, Guid attorney)
    {
        const string Rests = "rests on the health-care power of attorney: it holds while that is in effect.";
        await ana.GotoAsync("/");
        await Assertions.Expect(ana.Locator("main")).ToContainTextAsync("Your permission " + Rests);
        await EveryPageTests.LooksRightAsync(ana, "story-ana-rests", Screen.Phone);
        await ana.GotoAsync($"{record}/documents/{attorney}");
        await Assertions
            .Expect(ana.Locator("section[aria-labelledby=rests]"))
            .ToContainTextAsync("Ana Cruz’s permission as daughter rests on this document");
        await EveryPageTests.LooksRightAsync(ana, "story-attorney", Screen.Phone);
        await rosa.GotoAsync("/access");
        await Assertions.Expect(rosa.Locator("#help li").Filter(new() { HasText = "Ana Cruz" })).ToContainTextAsync("It " + Rests);
        await EveryPageTests.LooksRightAsync(rosa, "story-who-helps", Screen.Desktop);
        await rosa.GotoAsync("/documents");
        await EveryPageTests.LooksRightAsync(rosa, "story-documents-rosa", Screen.Desktop);
    }

    private static async Task RevokeAsync(IPage rosa, IPage ines, string record)
    {
        await ines.GotoAsync($"{record}/appointments");
        await Assertions.Expect(ines.Locator("main")).ToContainTextAsync("Ines Reyes for Rosa Reyes");
        await rosa.GotoAsync("/access");
        await rosa.Named(AriaRole.Link, "Change or end what Ines Reyes may see").ClickAsync();
        await rosa.Named(AriaRole.Link, "End it for good").ClickAsync();
        await rosa.Named(AriaRole.Button, "End it").ClickAsync();
        await Assertions
            .Expect(ines.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("You can no longer see Rosa’s record here, so this page was cleared.");
        await Assertions.Expect(ines.Locator("main")).Not.ToContainTextAsync("Reyes");
        await EveryPageTests.LooksRightAsync(ines, "story-cleared", Screen.Phone);
        Assert.Equal(404, (await ines.GotoAsync($"{record}/appointments"))!.Status);
        await ines.GotoAsync("/");
        await Assertions.Expect(ines.Locator("main")).ToContainTextAsync("Nobody has given you access to their record.");
        await EveryPageTests.LooksRightAsync(ines, "story-nobody", Screen.Phone);
    }

    private static async Task TellsAllOfItAsync(IPage rosa)
    {
        var told = await rosa.HistoryAsync();
        foreach (
            var line in new[]
            {
                "You invited somebody to see the record and help",
                "Ana Cruz, as caregiver, accepted the invitation to see the record and help",
                "Ana Cruz, for Rosa, uploaded the pages of a legal document",
                "Ana Cruz, for Rosa, copied what stands in a legal document",
                "Ana Cruz, for Rosa, handed in a legal document",
                "as care coordinator, looked at a page of a legal document",
                "as care coordinator, sent a legal document back to be mended",
                "as care coordinator, accepted a legal document",
                "as care coordinator, let a caregiver’s permission rest on a legal document",
                "as provider, looked at a legal document",
                "as provider, confirmed having read a legal document",
                "Ines Reyes, for Rosa, read the visits",
                "You ended what somebody who helps may see",
            }
        )
        {
            Assert.True(told.Contains(line, StringComparison.Ordinal), $"“{line}” is not in:\n{told}");
        }

        Assert.DoesNotContain("Somebody who was not signed in", told);

        await rosa.GotoAsync("/access");
        await EveryPageTests.LooksRightAsync(rosa, "story-history", Screen.Desktop);
    }
}
