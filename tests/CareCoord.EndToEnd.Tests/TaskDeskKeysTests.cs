using System.Text.RegularExpressions;
using CareCoord.Access;
using CareCoord.Browsing;
using CareCoord.CareTasks.Commands;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>The task desk by keyboard, without a live connection, and over a lost one.</summary>
[Collection(PortalTests.Name)]
public sealed class TaskDeskKeysTests(Portal portal)
{
    [Fact]
    public async Task The_whole_desk_is_worked_by_keys_and_focus_is_never_lost()
    {
        await portal.AssignAsync("First by keys", "kwame", "Walter", dueIn: TimeSpan.FromDays(1));
        await portal.AssignAsync("Second by keys", "kwame", "Walter", dueIn: TimeSpan.FromDays(2));
        await portal.AssignAsync("Third by keys", "kwame", "Walter", dueIn: TimeSpan.FromDays(3));
        // What the demonstration gave him has no day, and so comes after them.
        await portal.Database.AsOwnerAsync(
            """
            update care_tasks set due_at = null, due_in_business_days = null
                where closed_at is null and title not like '% by keys' and holder_account_id = $1
            """,
            (await portal.ActorAsync("kwame", Hat.Provider)).AccountId
        );
        var page = await DeskAsync("kwame", "/tasks");

        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("Home");
        await page.Row("First by keys").Locator("a.name").FocusAsync();
        await page.Keyboard.PressAsync("j");
        await FocusedAsync(page, "Second by keys");
        await page.Keyboard.PressAsync("k");
        await FocusedAsync(page, "First by keys");
        await page.Keyboard.PressAsync("ArrowDown");
        await FocusedAsync(page, "Second by keys");

        // Accepting needs no words, and the focus stays on the row.
        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(page.Row("Second by keys")).ToContainTextAsync("Accepted");
        await Assertions.Expect(page.Locator("[role=status][aria-live]")).ToContainTextAsync("Accepted: Second by keys");
        await FocusedAsync(page, "Second by keys");

        // Declining asks for the reason beside the list; Escape keeps it, and the same key brings it back.
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("d");
        await Assertions.Expect(page.Labelled("Why do you not take it?")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("jjj is not a move while typing");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".act-form")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".panel")).ToHaveCountAsync(0);
        await FocusedAsync(page, "First by keys");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Labelled("Why do you not take it?")).ToHaveValueAsync("jjj is not a move while typing");
        await Assertions.Expect(page.Labelled("Why do you not take it?")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        // Gone from the list: the next row has the focus.
        await Assertions.Expect(page.Row("First by keys")).ToHaveCountAsync(0);
        await FocusedAsync(page, "Second by keys");

        // s, c: started, completed.
        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(page.Row("Second by keys")).ToContainTextAsync("In progress");
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(page.Labelled("How did it come out?")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("He climbs stairs again.");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Row("Second by keys")).ToHaveCountAsync(0);
        await FocusedAsync(page, "Third by keys");

        // What is not possible is said.
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(page.Locator("[role=status][aria-live]")).ToContainTextAsync("“Complete” is not possible");

        // The keys are shown, and can be switched off.
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("dialog.keys")).ToBeVisibleAsync();
        await Portal.PictureAsync(page, "desk-keys");
        await page.Labelled("Single-key shortcuts").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Row("Third by keys").Locator("a.name").FocusAsync();
        await page.Keyboard.PressAsync("a");
        await page.Keyboard.PressAsync("x");
        // Acts pass in their order: once the task is open, what the keys did before would be seen.
        await page.Row("Third by keys").Locator("a.name").ClickAsync();
        await Assertions.Expect(page.Locator(".panel")).ToContainTextAsync("Third by keys");
        await Assertions.Expect(page.Row("Third by keys").GetByRole(AriaRole.Checkbox)).Not.ToBeCheckedAsync();
        await Assertions.Expect(page.Row("Third by keys")).ToContainTextAsync("Not answered yet");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_typed_is_there_after_the_connection_was_lost_and_the_page_reloaded()
    {
        var task = await portal.AssignAsync("Write down the exercises", "kwame", "Walter");
        await portal.ActAsync("kwame", Hat.Provider, task, new AcceptCareTask());
        await using var relay = new Relay(portal.Address);
        var page = await portal.SignedInAsync("kwame@demo.carecoord.test", Screen.Desktop, relay: relay);
        await page.GotoAsync($"/tasks?task={task.Task}&of={task.Patient}");
        await page.AliveAsync();
        await TaskDeskTests.ClickAsync(page, "Add a note");
        await page.Labelled("Your note").FocusAsync();

        relay.Cut();
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("Ten minutes, twice a day.");
        relay.Mend();
        await page.ReloadAsync();

        await page.AliveAsync();
        await Assertions.Expect(page.Labelled("Your note")).ToHaveValueAsync("Ten minutes, twice a day.");
        await page.Locator(".act-form").Named(AriaRole.Button, "Add a note").ClickAsync();
        await Assertions.Expect(page.Locator(".history")).ToContainTextAsync("Ten minutes, twice a day.");
        await page.ReloadAsync();
        await page.AliveAsync();
        await Assertions.Expect(page.Locator(".act-form")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_a_live_connection_lists_filters_and_tasks_open_as_pages()
    {
        var task = await portal.AssignAsync("Read without a connection", "noor", "Rosa");
        var page = await portal.SignedInAsync("noor@demo.carecoord.test", Screen.Desktop);
        await page.Context.RouteAsync("**/_blazor**", route => route.AbortAsync());
        await page.Context.RouteWebSocketAsync("**/_blazor**", socket => _ = socket.CloseAsync());

        await page.GotoAsync("/tasks");
        await Assertions.Expect(page.Row("Read without a connection")).ToBeVisibleAsync();
        await page.Labelled("About").SelectOptionAsync("general");
        await page.Named(AriaRole.Button, "Show").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("about=general"));
        await page.Row("Read without a connection").GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.Locator(".panel")).ToContainTextAsync("So that the next visit goes well.");
        Assert.Contains(task.Task.ToString(), page.Url);
        await Assertions.Expect(page.Locator(".task-acts button").First).ToBeDisabledAsync();
        await page.List("Waiting").ClickAsync();
        await Assertions.Expect(page.Named(AriaRole.Heading, "Tasks: waiting")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task When_the_sign_in_has_ended_elsewhere_news_are_not_read_and_the_page_leaves()
    {
        var page = await DeskAsync("yusuf", "/tasks");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/account");
        await other.Named(AriaRole.Button, "Sign out").ClickAsync();
        await Assertions.Expect(other.Saying("You are signed out. On a shared device, close the browser too.")).ToBeVisibleAsync();

        await portal.AssignAsync("Not for a closed door", "yusuf", "Walter");

        await Assertions.Expect(page.Named(AriaRole.Heading, "Sign in")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    private async Task<IPage> DeskAsync(string person, string path)
    {
        var page = await portal.SignedInAsync(person + "@demo.carecoord.test", Screen.Desktop);
        await page.GotoAsync(path);
        await page.AliveAsync();
        return page;
    }

    private static Task FocusedAsync(IPage page, string title) => Assertions.Expect(page.Row(title).Locator("a.name")).ToBeFocusedAsync();
}
