using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>A care team grows and shrinks before everybody's eyes.</summary>
[Collection(PortalTests.Name)]
public sealed class CareTeamTests(Portal portal)
{
    [Fact]
    public async Task Carla_adds_a_nutritionist_who_opens_the_record_until_Carla_ends_it()
    {
        var team = $"/patients/{await portal.PatientAsync("Walter")}/team";
        var carla = await portal.SignedInAsync("carla@demo.carecoord.test", Screen.Desktop);
        var mia = await portal.SignedInAsync("mia@demo.carecoord.test", Screen.Desktop);
        Assert.Equal(404, (await mia.GotoAsync(team))!.Status);

        await carla.GotoAsync(team);
        await carla.Named(AriaRole.Link, "Add somebody").ClickAsync();
        await carla.Labelled("What they are").SelectOptionAsync(new SelectOptionValue { Label = "nutritionist" });
        await carla.Named(AriaRole.Button, "Search").ClickAsync();
        await carla.Named(AriaRole.Link, "Choose Mia Chen").ClickAsync();
        await carla.Named(AriaRole.Button, "Add to the team").ClickAsync();
        await Assertions.Expect(carla.Locator("#Input\\.AskAbout\\.error")).ToContainTextAsync("Say what to ask them about");
        await carla.Labelled("Ask them about").FillAsync("Eating enough for the bones to heal");
        await carla.Named(AriaRole.Button, "Add to the team").ClickAsync();
        await Assertions.Expect(carla.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();
        await Assertions.Expect(carla.Locator(".member", new() { HasText = "Mia Chen" })).ToContainTextAsync("Eating enough");

        Assert.Equal(200, (await mia.GotoAsync(team))!.Status);
        await Assertions.Expect(mia.Named(AriaRole.Link, "I no longer care for Walter")).ToBeVisibleAsync();
        await mia.GotoAsync("/");
        await Assertions.Expect(mia.Locator("main")).ToContainTextAsync("Walter Brandt");

        await carla.Named(AriaRole.Link, "End the place of Mia Chen").ClickAsync();
        await Assertions.Expect(carla.Locator("main")).ToContainTextAsync("Mia Chen can no longer open Walter’s record from this moment");
        await carla.Named(AriaRole.Button, "End it").ClickAsync();
        await Assertions.Expect(carla.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();
        Assert.Equal(404, (await mia.GotoAsync(team))!.Status);

        var walter = await portal.SignedInAsync("walter@demo.carecoord.test", Screen.Phone);
        await walter.GotoAsync("/");
        await walter.Named(AriaRole.Link, "Your care team: who to ask about what").ClickAsync();
        await walter.Locator("summary", new() { HasText = "Were on your team" }).ClickAsync();
        await Assertions.Expect(walter.Locator(".before")).ToContainTextAsync("Mia Chen");
        foreach (var page in new[] { carla, mia, walter })
            await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_form_is_filled_and_sent_with_the_keyboard_alone()
    {
        var page = await portal.SignedInAsync("carla@demo.carecoord.test", Screen.Desktop);
        await page.GotoAsync($"/patients/{await portal.PatientAsync("Denise")}/team/concerns/new");

        await page.Labelled("Concern").FocusAsync();
        await page.Keyboard.TypeAsync("Sleeping through the night");
        await page.Keyboard.PressAsync("Tab");
        await page.ArrowToAsync("Dr. Grace Okafor");
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();
        await Assertions
            .Expect(page.Locator(".ask > li", new() { HasText = "Sleeping through the night" }))
            .ToContainTextAsync("Dr. Grace Okafor");
        await page.Context.CloseAsync();
    }
}
