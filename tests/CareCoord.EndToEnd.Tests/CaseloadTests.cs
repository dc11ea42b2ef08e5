using CareCoord.Access;
using CareCoord.CareTasks.Commands;
using CareCoord.Caseloads;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>The caseload as a coordinator works with it; each test leaves it as it was.</summary>
[Collection(PortalTests.Name)]
public sealed class CaseloadTests(Portal portal)
{
    private const string Carla = "carla@demo.carecoord.test";

    // What is open of somebody: which tasks, how they stand, whose they are, and whom they go back to.
    private const string OpenWork = """
        select coalesce(string_agg(concat_ws(' ', t.id, t.state, o.email, q.email, c.email), '|' order by t.id), '')
        from care_tasks t join accounts o on o.id = t.owner_account_id join accounts c on c.id = t.coordinator_account_id
        left join accounts q on q.id = t.asked_account_id
        where t.patient_id = $1 and t.closed_at is null
        """;

    [Fact]
    public async Task Carla_finds_whom_she_looks_for_keeps_the_view_and_opens_it_again()
    {
        var page = await DeskAsync("/caseload");
        await Assertions.Expect(Person(page, "Denise Moore")).ToBeVisibleAsync();

        await page.Labelled("Risk").SelectOptionAsync("high");
        await Assertions.Expect(Person(page, "Denise Moore")).ToHaveCountAsync(0);
        await page.Named(AriaRole.Link, "Sort by Next").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(portal.Address, "/caseload?sort=next&risk=high").ToString());
        await Assertions.Expect(Person(page, "Walter Brandt")).ToBeVisibleAsync();
        var found = await People(page).CountAsync();

        await page.Locator("summary", new() { HasText = "Keep this view" }).ClickAsync();
        await page.Labelled("Keep this view as").FillAsync("Look at these daily");
        await page.Keyboard.PressAsync("Enter");
        var view = page.Named(AriaRole.Link, "Look at these daily");
        await Assertions.Expect(view).ToHaveAttributeAsync("aria-current", "true");
        await page.Locator(".pill a", new() { HasText = "Everybody" }).ClickAsync();
        await Assertions.Expect(Person(page, "Denise Moore")).ToBeVisibleAsync();
        await view.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(portal.Address, "/caseload?sort=next&risk=high").ToString());
        await Assertions.Expect(People(page)).ToHaveCountAsync(found);

        await page.Named(AriaRole.Button, "Remove the view Look at these daily").ClickAsync();
        await Assertions.Expect(view).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await page.AliveAsync();
        await Assertions.Expect(page.Labelled("Risk")).ToHaveValueAsync("high");
        await Assertions.Expect(view).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_task_is_assigned_to_two_people_who_are_selected_with_the_keyboard_alone()
    {
        var page = await DeskAsync("/caseload?sort=name&name=e");

        foreach (var name in new[] { "Walter Brandt", "Denise Moore" })
        {
            await page.DownToAsync(name);
            await page.Keyboard.PressAsync("x");
        }

        await Assertions.Expect(page.Locator(".bulk")).ToContainTextAsync("2 selected");
        await Portal.PictureAsync(page, "caseload-selected");
        await page.Keyboard.PressAsync("a");

        await Assertions.Expect(page).ToHaveURLAsync(new Uri(portal.Address, "/tasks/new").ToString());
        await Assertions.Expect(page.Locator("summary")).ToContainTextAsync("For 2 patients");
        await Assertions.Expect(page.Saying("Say what is to be done.")).ToHaveCountAsync(0);
        await page.Labelled("What is to be done").FocusAsync();
        await page.Keyboard.TypeAsync("Ask whether the flu shot is given");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("It is the season.");
        await page.Labelled("To whom").FocusAsync();
        await page.ArrowToAsync("The family doctor");
        await page.Named(AriaRole.Button, "Assign 2 tasks").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page).ToHaveURLAsync(new Uri(portal.Address, "/tasks?list=delegated").ToString());
        foreach (var name in new[] { "Denise", "Walter" })
        {
            var patient = await portal.PatientAsync(name);
            await page.GotoAsync($"/patients/{patient}/tasks");
            await Assertions
                .Expect(page.Locator("main li", new() { HasText = "Ask whether the flu shot is given" }))
                .ToContainTextAsync("Dr. Grace Okafor");
            var task = await portal.Database.AsOwnerAsync<Guid>(
                "select id from care_tasks where patient_id = $1 and title = 'Ask whether the flu shot is given' and batch_id is not null",
                patient
            );
            await portal.ActAsync("carla", Hat.Coordinator, (patient, task), new CancelCareTask("It was a test."));
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Denise_goes_to_Priya_with_everything_that_is_open_and_comes_back()
    {
        var denise = await portal.PatientAsync("Denise");
        var before = await portal.Database.AsOwnerAsync<string>(OpenWork, denise);
        var titles = (
            await portal.Database.AsOwnerAsync<string[]>(
                "select array_agg(title) from care_tasks where patient_id = $1 and closed_at is null",
                denise
            )
        )!;
        Assert.NotEmpty(titles);
        var carla = await portal.SignedInAsync(Carla, Screen.Desktop);
        var priya = await portal.SignedInAsync("priya@demo.carecoord.test", Screen.Desktop);
        try
        {
            // Who is handed over leaves the lists that are open elsewhere, and comes onto those of the other.
            var (left, came) = (await carla.Context.NewPageAsync(), await priya.Context.NewPageAsync());
            foreach (var open in new[] { left, came })
            {
                await open.GotoAsync("/caseload");
                await open.AliveAsync();
            }

            await Assertions.Expect(Person(left, "Denise Moore")).ToBeVisibleAsync();
            await HandOverAsync(carla, "Denise Moore", "Priya Nair", titles.Length);
            await Assertions.Expect(Person(left, "Denise Moore")).ToHaveCountAsync(0);
            await Assertions.Expect(Person(came, "Denise Moore")).ToBeVisibleAsync();
            await carla.GotoAsync("/caseload");
            await Assertions.Expect(Person(carla, "Walter Brandt")).ToBeVisibleAsync();
            await Assertions.Expect(carla.Locator("main")).Not.ToContainTextAsync("Denise Moore");
            Assert.Equal(404, (await carla.GotoAsync($"/patients/{denise}/plan"))!.Status);

            Assert.Equal(
                before!.Replace(Carla, "priya@demo.carecoord.test", StringComparison.Ordinal),
                await portal.Database.AsOwnerAsync<string>(OpenWork, denise)
            );
            await priya.GotoAsync("/caseload");
            await Assertions.Expect(Person(priya, "Denise Moore")).ToBeVisibleAsync();
            await Assertions.Expect(Person(priya, "Denise Moore")).Not.ToContainTextAsync("for Carla Jimenez");
            await priya.GotoAsync($"/patients/{denise}/tasks");
            await Assertions.Expect(priya.Named(AriaRole.Region, "Open").Locator("ul.rows > li")).ToHaveCountAsync(titles.Length);
            Assert.Equal(
                titles.Order(StringComparer.Ordinal),
                (await priya.Named(AriaRole.Region, "Open").Locator("ul.rows > li strong").AllInnerTextsAsync()).Order(
                    StringComparer.Ordinal
                )
            );

            await HandOverAsync(priya, "Denise Moore", "Carla Jimenez", titles.Length);
            await carla.GotoAsync("/caseload?name=denise");
            await Assertions.Expect(Person(carla, "Denise Moore")).ToBeVisibleAsync();
            Assert.Equal(before, await portal.Database.AsOwnerAsync<string>(OpenWork, denise));
        }
        finally
        {
            // Where it broke off between the two, the others still find Denise with Carla.
            portal.Now();
            var now = await portal.ActorAsync("priya", Hat.Coordinator);
            if (
                await portal.Database.AsOwnerAsync<bool>(
                    """
                    select exists (select from caseload_assignments where patient_id = $1 and coordinator_account_id = $2 and until is null)
                    """,
                    denise,
                    now.AccountId
                )
            )
                await portal
                    .Database.Get<HandOverPatients>()
                    .RunAsync(now, new([denise], (await portal.ActorAsync("carla", Hat.Coordinator)).AccountId), default);
            await carla.Context.CloseAsync();
            await priya.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task Somebody_is_chosen_and_what_would_move_is_read_before_anything_does(Screen screen)
    {
        var page = await portal.SignedInAsync(Carla, screen);
        await page.GotoAsync("/caseload?name=walter");
        await page.AliveAsync();
        await page.BoxOf("Walter Brandt").CheckAsync();
        await page.Named(AriaRole.Button, "Hand over").ClickAsync();
        await Assertions.Expect(page.Labelled("Only these:")).ToBeCheckedAsync();
        await EveryPageTests.LooksRightAsync(page, "hand-over-chosen", screen);
        await page.Named(AriaRole.Button, "See what moves").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose the coordinator who takes them over.");
        await Pick(page, "Priya Nair").CheckAsync();
        await page.Named(AriaRole.Button, "See what moves").ClickAsync();

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("1 way home from a hospital, with the clocks that run");
        await EveryPageTests.LooksRightAsync(page, "hand-over-moves", screen);
        await page.Named(AriaRole.Link, "Back").ClickAsync();
        await page.GotoAsync("/caseload?name=walter");
        await Assertions.Expect(Person(page, "Walter Brandt")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    private static async Task HandOverAsync(IPage page, string patient, string to, int openTasks)
    {
        await page.GotoAsync("/caseload");
        await page.AliveAsync();
        await page.BoxOf(patient).CheckAsync();
        await page.Named(AriaRole.Button, "Hand over").ClickAsync();
        await Assertions.Expect(Pick(page, patient)).ToBeCheckedAsync();
        await Pick(page, to).CheckAsync();
        await page.Named(AriaRole.Button, "See what moves").ClickAsync();
        await Assertions.Expect(page.Locator(".moves")).ToContainTextAsync($"{openTasks} open care tasks");
        await page.Named(AriaRole.Button, $"Hand {patient} over to {to}").ClickAsync();
        await Assertions.Expect(page.Locator("main .said[role=status]")).ToContainTextAsync($"1 person is on {to}’s caseload now");
    }

    // Somebody to pick; what one knows of them stands beside their name.
    private static ILocator Pick(IPage page, string name) => page.Locator("label.pick", new() { HasText = name }).Locator("input");

    private static ILocator People(IPage page) => page.Locator(".grid tbody tr");

    private static ILocator Person(IPage page, string name) => People(page).Filter(new() { Has = page.Named(AriaRole.Link, name) });

    private async Task<IPage> DeskAsync(string path)
    {
        var page = await portal.SignedInAsync(Carla, Screen.Desktop);
        await page.GotoAsync(path);
        await page.AliveAsync();
        return page;
    }
}
