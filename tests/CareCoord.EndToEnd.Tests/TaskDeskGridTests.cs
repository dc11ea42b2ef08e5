using CareCoord.Testing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>The grid of the task desk: order, columns, views by number, that it fits, and early selections.</summary>
[Collection(PortalTests.Name)]
public sealed class TaskDeskGridTests(Portal portal)
{
    private const string Noor = "noor@demo.carecoord.test";

    [Fact]
    public async Task It_is_sorted_both_ways_by_keyboard_and_lists_are_opened_by_their_numbers()
    {
        await portal.AssignAsync("Grid: first", "noor", "Rosa", dueIn: TimeSpan.FromDays(1));
        await portal.AssignAsync("Grid: second", "noor", "Rosa", dueIn: TimeSpan.FromDays(2));
        var page = await DeskAsync("/tasks");
        var titles = await page.Locator("a.name").AllInnerTextsAsync();
        Assert.True(titles.ToList().IndexOf("Grid: first") < titles.ToList().IndexOf("Grid: second"));

        var due = page.Locator("th").Named(AriaRole.Link, "Sort by Due");
        await due.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("a.name")).ToHaveTextAsync(titles.Reverse());
        await Assertions.Expect(due).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("th[aria-sort]")).ToHaveAttributeAsync("aria-sort", "descending");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("a.name")).ToHaveTextAsync(titles);
        await Assertions.Expect(page.Locator("th[aria-sort]")).ToHaveAttributeAsync("aria-sort", "ascending");

        await page.Keyboard.PressAsync("7");
        await Assertions.Expect(page.Named(AriaRole.Heading, "Tasks: waiting")).ToBeVisibleAsync();
        await Assertions.Expect(page.List("Waiting")).ToHaveAttributeAsync("aria-current", "true");
        await page.Keyboard.PressAsync("1");
        await Assertions.Expect(page.Locator("a.name")).ToHaveTextAsync(titles);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Columns_are_chosen_by_keyboard_stay_and_are_kept_apart_from_those_of_others()
    {
        await portal.AssignAsync("Grid: with columns", "noor", "Rosa");
        var page = await DeskAsync("/tasks");
        await Assertions.Expect(Heads(page)).ToContainTextAsync(["Task", "State", "Due", "Priority", "Whose"]);
        await page.Locator("summary", new() { HasText = "Columns" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Labelled("Show the column Patient").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Labelled("Show the column Whose").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(Heads(page)).ToContainTextAsync(["Task", "State", "Due", "Priority", "Patient"]);
        await EveryPageTests.LooksRightAsync(page, "tasks-columns", Screen.Desktop);
        await Until.IsSoAsync(
            async () =>
                await portal.Database.AsOwnerAsync<string?>(
                    "select k.columns from kept_columns k join accounts a on a.id = k.account_id where a.email = $1 and k.desk = 'tasks'",
                    Noor
                ) == "task:36 state:22 due:20 priority:12 patient:16",
            () => "The columns are not kept."
        );
        await page.ReloadAsync();
        await page.AliveAsync();
        await Assertions.Expect(Heads(page)).ToContainTextAsync(["Task", "State", "Due", "Priority", "Patient"]);
        await page.Locator("th").Named(AriaRole.Link, "Sort by Patient").ClickAsync();
        await Assertions.Expect(page.Locator("th[aria-sort]")).ToContainTextAsync("Patient");
        await page.Locator("summary", new() { HasText = "Columns" }).ClickAsync();
        await page.Named(AriaRole.Button, "As they were at first").ClickAsync();
        await Assertions.Expect(Heads(page)).ToContainTextAsync(["Task", "State", "Due", "Priority", "Whose"]);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(1366, 768)]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task It_fits_with_rows_of_two_lines_also_beside_the_panel_and_with_a_selection(int width, int height)
    {
        await portal.AssignAsync("Grid: a task with a title so long that it cannot stand in one line of a dense grid", "noor", "Rosa");
        var title = $"Grid: fits {width}";
        await portal.AssignAsync(title, "noor", "Rosa");
        var page = await DeskAsync("/tasks");
        await page.SetViewportSizeAsync(width, height);
        await Assertions.Expect(page.Locator(".bulk")).ToBeHiddenAsync();
        await page.Row(title).GetByRole(AriaRole.Checkbox).CheckAsync();
        await Assertions.Expect(page.Locator(".bulk")).ToContainTextAsync("1 selected");
        foreach (var open in new[] { false, true })
        {
            if (open)
                await page.Row(title).Locator("a.name").ClickAsync();
            await Assertions.Expect(page.Locator(".panel")).ToHaveCountAsync(open ? 1 : 0);
            // What has been scrolled below the bar cannot be measured.
            await page.EvaluateAsync("scrollTo(0, 0)");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"panel: {open}");
            await EveryPageTests.LooksRightAsync(page, $"tasks-grid-{width}-{open}", width < 720 ? Screen.Phone : Screen.Desktop);
        }

        if (width >= 720)
            Assert.Equal(
                56,
                await page.EvaluateAsync<double>(
                    "Math.max(...[...document.querySelectorAll('.grid tbody tr')].map(row => row.getBoundingClientRect().height))"
                )
            );
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("noor", "/tasks")]
    [InlineData("carla", "/caseload")]
    public async Task Who_is_selected_before_the_desk_is_alive_stays_selected(string person, string path)
    {
        await portal.AssignAsync("Grid: selected early", "noor", "Rosa");
        var page = await portal.SignedInAsync(person + "@demo.carecoord.test", Screen.Desktop);
        var hold = new TaskCompletionSource();
        await page.RouteAsync(
            "**/_blazor/negotiate**",
            async route =>
            {
                await hold.Task;
                await route.ContinueAsync();
            }
        );
        await page.GotoAsync(path);
        var box = page.Locator("[data-select]").First;
        var label = await box.GetAttributeAsync("aria-label") ?? "";
        await box.CheckAsync();
        await Assertions.Expect(page.Locator(".desk[data-live=yes]")).ToHaveCountAsync(0);

        hold.SetResult();
        await page.AliveAsync();
        await Assertions.Expect(page.Labelled(label)).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator(".bulk")).ToContainTextAsync("1 selected");
        await Assertions.Expect(page.Locator(".bulk button").First).ToBeEnabledAsync();
        await page.Context.CloseAsync();
    }

    private static ILocator Heads(IPage page) => page.Locator(".heads th:not(:has([data-select-all]))");

    private async Task<IPage> DeskAsync(string path)
    {
        var page = await portal.SignedInAsync(Noor, Screen.Desktop);
        await page.GotoAsync(path);
        await page.AliveAsync();
        return page;
    }
}
