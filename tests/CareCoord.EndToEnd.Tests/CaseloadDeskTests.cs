using CareCoord.Access;
using CareCoord.CareTasks.Commands;
using CareCoord.Testing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>The caseload's desk in a browser: filters as one types, keys, columns, what others do, and that it fits.</summary>
[Collection(PortalTests.Name)]
public sealed class CaseloadDeskTests(Portal portal)
{
    private const string Carla = "carla@demo.carecoord.test";

    [Fact]
    public async Task The_list_follows_what_one_types_and_the_address_follows_the_list()
    {
        var page = await DeskAsync("/caseload");
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Labelled("Name")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("denise", new() { Delay = 20 });
        await Assertions.Expect(People(page)).ToHaveCountAsync(1);
        await Assertions.Expect(page.Labelled("Name")).ToHaveValueAsync("denise");
        await Assertions.Expect(page.Labelled("Name")).ToBeFocusedAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(portal.Address, "/caseload?name=denise").ToString());

        await Person(page, "Denise Moore").Locator("a.name").ClickAsync();
        await page.Locator(".panel").Named(AriaRole.Link, "Open the record").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/plan$"));
        await page.GoBackAsync();
        await page.AliveAsync();
        await Assertions.Expect(page.Labelled("Name")).ToHaveValueAsync("denise");
        await Assertions.Expect(page.Locator(".panel h2")).ToContainTextAsync("Denise Moore");

        await page.Named(AriaRole.Link, "Show everybody").ClickAsync();
        await Assertions.Expect(Person(page, "Walter Brandt")).ToBeVisibleAsync();
        await Assertions.Expect(page.Labelled("Name")).ToHaveValueAsync("");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_desk_is_worked_by_keys_and_the_focus_goes_into_the_panel_and_comes_back()
    {
        var page = await DeskAsync("/caseload?sort=name");
        var names = await page.Locator("a[data-row]").AllInnerTextsAsync();
        await page.Keyboard.PressAsync("j");
        await FocusedAsync(page, names[0]);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("ArrowDown");
        await FocusedAsync(page, names[2]);
        await page.Keyboard.PressAsync("k");
        await FocusedAsync(page, names[1]);

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-panel-title]")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".panel h2")).ToContainTextAsync(names[1]);
        await EveryPageTests.LooksRightAsync(page, "caseload-panel", Screen.Desktop);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".panel")).ToHaveCountAsync(0);
        await FocusedAsync(page, names[1]);

        // Both ways by the keyboard alone.
        await page.Named(AriaRole.Link, "Sort by Person").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("a[data-row]")).ToHaveTextAsync(names.Reverse());
        await Assertions.Expect(page.Named(AriaRole.Link, "Sort by Person")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("th[aria-sort]")).ToHaveAttributeAsync("aria-sort", "descending");

        await Assertions.Expect(page.Locator(".bulk")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.Locator(".bulk")).ToContainTextAsync("1 selected");
        await EveryPageTests.LooksRightAsync(page, "caseload-bulk", Screen.Desktop);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".bulk")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("dialog.keys")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("h");
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(portal.Address, "/caseload/hand-over").ToString());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Columns_are_chosen_widened_and_ordered_by_keyboard_and_stay()
    {
        var page = await DeskAsync("/caseload");
        await page.Locator("summary", new() { HasText = "Columns" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Labelled("Show the column Risk").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(Heads(page)).ToContainTextAsync(["Person", "Why they need you", "Next", "Plan", "Risk"]);
        await EveryPageTests.LooksRightAsync(page, "caseload-columns", Screen.Desktop);
        await page.Named(AriaRole.Button, "Move Risk to the left").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Heads(page)).ToContainTextAsync(["Person", "Why they need you", "Next", "Risk", "Plan"]);
        await Assertions.Expect(page.Named(AriaRole.Button, "Move Risk to the left")).ToBeFocusedAsync();
        var before = (await Heads(page).Nth(3).BoundingBoxAsync())!.Width;
        await page.Labelled("Width of Risk").FocusAsync();
        for (var width = 18; width <= 26; width += 2)
        {
            await page.Keyboard.PressAsync("ArrowRight");
            await Assertions.Expect(page.Labelled("Width of Risk")).ToHaveValueAsync($"{width}");
        }

        await KeptAsync("person:25 why:36 next:26 risk:26 plan:12");
        await page.ReloadAsync();
        await page.AliveAsync();
        await Assertions.Expect(Heads(page)).ToContainTextAsync(["Person", "Why they need you", "Next", "Risk", "Plan"]);
        Assert.True((await Heads(page).Nth(3).BoundingBoxAsync())!.Width > before + 20);
        await page.Locator("summary", new() { HasText = "Columns" }).ClickAsync();
        await page.Named(AriaRole.Button, "As they were at first").ClickAsync();
        await Assertions.Expect(Heads(page)).ToContainTextAsync(["Person", "Why they need you", "Next", "Plan"]);
        await Assertions.Expect(Heads(page)).ToHaveCountAsync(4);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_others_do_comes_by_itself_and_neither_selection_nor_focus_is_lost()
    {
        var page = await DeskAsync("/caseload?sort=name");
        await page.BoxOf("Denise Moore").CheckAsync();
        await Person(page, "Rosa Reyes").Locator("a.name").ClickAsync();
        await Assertions.Expect(page.Locator("[data-panel-title]")).ToBeFocusedAsync();
        var task = await portal.AssignAsync("Comes by itself", "noor", "Rosa", dueIn: TimeSpan.FromMinutes(30));
        await portal.ActAsync("noor", Hat.Provider, task, new DeclineCareTask("I am away."));

        await Assertions.Expect(page.Locator(".panel")).ToContainTextAsync("Comes by itself");
        await Assertions.Expect(Person(page, "Rosa Reyes")).ToContainTextAsync("Comes by itself");
        await Assertions.Expect(page.Locator(".desk .said[role=status]")).ToContainTextAsync("The list has changed");
        await Assertions.Expect(page.BoxOf("Denise Moore")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("[data-panel-title]")).ToBeFocusedAsync();
        await portal.ActAsync("carla", Hat.Coordinator, task, new CancelCareTask("It was a test."));
        await Assertions.Expect(Person(page, "Rosa Reyes").Locator("td.next")).Not.ToContainTextAsync("Comes by itself");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(1366, 768)]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task It_fits_and_eight_people_and_more_stand_in_view_on_a_desktop(int width, int height)
    {
        var page = await DeskAsync("/caseload");
        await page.SetViewportSizeAsync(width, height);
        foreach (var open in new[] { false, true })
        {
            if (open)
                await page.Locator("a[data-row]").First.ClickAsync();
            await Assertions.Expect(page.Locator(".panel")).ToHaveCountAsync(open ? 1 : 0);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"panel: {open}");
        }

        if (width == 1440)
        {
            var heights = await page.EvaluateAsync<double[]>(
                "[...document.querySelectorAll('.grid tbody tr')].map(row => row.getBoundingClientRect().height).sort((a, b) => a - b)"
            );
            Assert.InRange(heights[heights.Length / 2], 1, 64);
            Assert.InRange(
                await page.EvaluateAsync<int>(
                    "[...document.querySelectorAll('.grid tbody tr')].filter(r => r.getBoundingClientRect().bottom <= innerHeight).length"
                ),
                8,
                100
            );
        }

        await page.Context.CloseAsync();
    }

    // What is chosen is kept a moment later: a page that is opened again then has it.
    private Task KeptAsync(string columns) =>
        Until.IsSoAsync(
            async () =>
                await portal.Database.AsOwnerAsync<string?>(
                    "select k.columns from kept_columns k join accounts a on a.id = k.account_id where a.email = $1",
                    Carla
                ) == columns,
            () => $"The columns are not kept as {columns}."
        );

    private static ILocator People(IPage page) => page.Locator(".grid tbody tr");

    private static ILocator Heads(IPage page) => page.Locator(".heads th:not(:has([data-select-all]))");

    private static ILocator Person(IPage page, string name) => People(page).Filter(new() { Has = page.Named(AriaRole.Link, name) });

    private static Task FocusedAsync(IPage page, string name) => Assertions.Expect(Person(page, name).Locator("a.name")).ToBeFocusedAsync();

    private async Task<IPage> DeskAsync(string path)
    {
        var page = await portal.SignedInAsync(Carla, Screen.Desktop);
        await page.GotoAsync(path);
        await page.AliveAsync();
        return page;
    }
}
