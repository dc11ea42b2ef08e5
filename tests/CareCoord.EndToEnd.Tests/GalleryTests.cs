using CareCoord.Browsing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>
/// The component library as this portal uses it, each piece once: within the portal's policy, without a fault that axe finds, and working.
/// </summary>
public sealed class GalleryTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private readonly List<string> complaints = [];
    private ServerProcess? gallery;

    public async Task InitializeAsync() => gallery = await portal.StartGalleryAsync();

    public async Task DisposeAsync() => await gallery!.DisposeAsync();

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task What_is_only_html_needs_no_script_of_the_library_and_has_no_fault(Screen screen)
    {
        var page = await OpenAsync("static", screen);

        await EveryPageTests.LooksRightAsync(page, "gallery-static", screen);

        Assert.Equal(0, await page.Locator("script[src*='mud']").CountAsync());
        await HoldsItsPolicyAsync(page);
    }

    [Fact]
    public async Task What_lives_in_an_island_does_all_that_a_desk_asks_of_it()
    {
        var page = await OpenAsync("island", Screen.Desktop);
        await page.Locator("[data-live=yes]").WaitForAsync();

        foreach (var (act, told) in Acts(page))
        {
            await act();
            await Assertions.Expect(page.Locator("#told")).ToHaveTextAsync(told);
        }

        await EveryPageTests.LooksRightAsync(page, "gallery-island", Screen.Desktop);
        await HoldsItsPolicyAsync(page);
    }

    [Fact]
    public async Task What_opens_over_the_page_has_no_fault_while_it_is_open()
    {
        var page = await OpenAsync("island", Screen.Desktop);
        await page.Locator("[data-live=yes]").WaitForAsync();

        await page.Named(AriaRole.Button, "Ask").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("It cannot be taken back.");
        await EveryPageTests.LooksRightAsync(page, "gallery-dialog", Screen.Desktop, ".mud-dialog");

        await page.Named(AriaRole.Button, "No").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page.Named(AriaRole.Button, "Ask")).ToBeFocusedAsync();
        await HoldsItsPolicyAsync(page);
    }

    // By mouse and by keys, each with what the island tells of it.
    private static IEnumerable<(Func<Task> Act, string Told)> Acts(IPage page)
    {
        ILocator Field(string id) => page.Locator("#" + id);
        ILocator Button(string name) => page.Named(AriaRole.Button, name);
        return
        [
            (() => Button("Press").ClickAsync(), "button"),
            (() => TypeAsync(Field("words"), "salt"), "words salt"),
            (() => TypeAsync(Field("lines"), "one"), "lines one"),
            (() => TypeAsync(Field("number"), "12"), "number 12"),
            (() => Field("number").PressAsync("ArrowUp"), "number 13"),
            (() => page.Named(AriaRole.Checkbox, "A tick").CheckAsync(), "tick True"),
            (() => page.Named(AriaRole.Checkbox, "A tick").PressAsync(" "), "tick False"),
            (() => ChooseAsync(page, page.Named(AriaRole.Combobox, "A choice"), "coffee"), "choice coffee"),
            (() => PressAsync(page, page.Named(AriaRole.Combobox, "A choice"), "Enter", "ArrowUp", "Enter"), "choice tea"),
            (() => PickAsync(page, Field("somebody"), "ro", "Rosa"), "somebody Rosa"),
            (() => TakeAsync(page), "menu"),
            (() => AnswerAsync(page, () => Button("Yes").ClickAsync()), "dialog yes"),
            (() => AnswerAsync(page, () => page.Keyboard.PressAsync("Escape")), "dialog closed"),
            (() => Button("Sort by name").ClickAsync(), "sorted down"),
            (() => page.Named(AriaRole.Checkbox, "Select Walter").CheckAsync(), "selected Walter True"),
            (() => page.GetByRole(AriaRole.Searchbox).FillAsync("den"), "found den"),
            (() => Button("Denise").PressAsync("Enter"), "open Denise"),
        ];
    }

    private static async Task TypeAsync(ILocator field, string words)
    {
        await field.FillAsync(words);
        await field.PressAsync("Tab");
    }

    private static async Task PressAsync(IPage page, ILocator field, params string[] keys)
    {
        await field.FocusAsync();
        foreach (var key in keys)
            await page.Keyboard.PressAsync(key);
    }

    private static async Task ChooseAsync(IPage page, ILocator field, string choice)
    {
        await field.ClickAsync();
        await page.Named(AriaRole.Option, choice).ClickAsync();
    }

    private static async Task PickAsync(IPage page, ILocator field, string words, string choice)
    {
        // One search alone: the answer of another, as for every letter, opens the list again where it comes after the choice.
        await field.FillAsync(words);
        await page.Named(AriaRole.Option, choice).WaitForAsync();
        await field.PressAsync("Enter");
    }

    private static async Task TakeAsync(IPage page)
    {
        await page.Named(AriaRole.Button, "More").ClickAsync();
        await page.Named(AriaRole.Menuitem, "Take it").ClickAsync();
    }

    private static async Task AnswerAsync(IPage page, Func<Task> answer)
    {
        await page.Named(AriaRole.Button, "Ask").ClickAsync();
        // It hears keys once the focus is in it.
        await page.Locator("[role=dialog]:focus-within").WaitForAsync();
        await answer();
    }

    private async Task<IPage> OpenAsync(string name, Screen screen)
    {
        var page = await portal.SignedInAsync("carla@demo.carecoord.test", screen);
        page.Console += (_, said) =>
        {
            // What the policy refuses is an error.
            if (said.Type == "error")
                complaints.Add($"{said.Text} at {said.Location}");
        };
        page.PageError += (_, fault) => complaints.Add(fault);
        await page.GotoAsync(new Uri(gallery!.Address, "/gallery/" + name).ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("What ");
        return page;
    }

    // A style element, or a style that the policy refused, would be one of the library's that browsers of people do not get.
    private async Task HoldsItsPolicyAsync(IPage page)
    {
        Assert.Equal(0, await page.Locator("style").CountAsync());
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
        await page.Context.CloseAsync();
    }
}
