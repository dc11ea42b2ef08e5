using Bunit;
using CareCoord.Caseloads;
using CareCoord.Patients;
using CareCoord.Shared;
using CareCoord.Web.Caseloads;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Web.Tests.Caseloads;

/// <summary>The grid of the caseload when it has come alive: heads, cells, names, columns. It is given what it shows.</summary>
public sealed class CaseloadGridTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private static readonly DateTimeOffset Then = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private readonly BunitContext live = new();
    private IServiceScope scope = null!;

    public Task InitializeAsync()
    {
        scope = portal.Services.CreateScope();
        // Nobody is signed in here: the desk has what the page handed over.
        live.AddAuthorization();
        live.Services.AddScoped<CurrentMe>();
        live.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        live.JSInterop.Mode = JSRuntimeMode.Loose;
        live.JSInterop.SetupModule("./grid.js").Mode = JSRuntimeMode.Loose;
        live.Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await live.DisposeAsync();
        scope.Dispose();
    }

    [Fact]
    public void Heads_are_links_that_say_by_what_they_sort_and_the_one_that_does_so_turns_it_round()
    {
        var desk = Show(new(new(CaseloadSort.Risk)), "person:20 risk:10 late:10 plan:10", Row("Ada Able"));

        var heads = desk.FindAll(".heads th");
        Assert.Equal(
            ["", "Sort by Person", "Sort by Risk", "Sort by Late tasks", "Plan"],
            heads.Select(head => head.TextContent.Replace("↓", "", StringComparison.Ordinal).Trim())
        );
        Assert.Equal([null, null, "descending", null, null], heads.Select(head => head.GetAttribute("aria-sort")));
        Assert.Equal(
            ["/caseload?sort=name", "/caseload?sort=risk&reverse=true", "/caseload?sort=late"],
            desk.FindAll(".heads a").Select(link => link.GetAttribute("href"))
        );
        Assert.Equal("Select everybody on this page", desk.Find(".heads input").GetAttribute("aria-label"));
        // The library's own buttons have no names: none of them is on the desk.
        Assert.Empty(desk.FindAll(".mud-icon-button, .mud-menu"));
    }

    [Fact]
    public void A_row_says_who_and_why_in_two_lines_that_are_cut_and_how_much_more_there_is()
    {
        var row = Row(
            "Ada Able",
            [
                new(ReasonKind.MissedVisit, "Eye check", new(2026, 11, 16)),
                new(ReasonKind.NoPlan, null, null),
                new(ReasonKind.NoVisit, null, null),
            ]
        ) with
        {
            MainProblem = "New hip",
            StandsInFor = "Priya Nair",
            Clock = new TransitionClock(Then, "City Hospital", "Call her", Then.AddYears(10), IsLate: false),
        };
        var desk = Show(new(new(CaseloadSort.Need)), null, row, Row("Ben Brook"));

        var cells = desk.FindAll("tbody tr")[0].QuerySelectorAll("td");
        Assert.Equal(["", "Person", "Why they need you", "Next", "Plan"], cells.Select(cell => cell.GetAttribute("data-label")));
        Assert.Equal("Select Ada Able, born 1 January 1950", cells[0].QuerySelector("input")!.GetAttribute("aria-label"));
        Assert.Equal("chosen", cells[0].QuerySelector("input")!.GetAttribute("form"));
        Assert.Contains("for Priya Nair · New hip · left City Hospital", cells[1].TextContent);
        Assert.Equal(["Visit missed"], cells[2].QuerySelectorAll(".chip.danger").Select(chip => chip.TextContent));
        Assert.Contains("and 2 more", cells[2].TextContent);
        Assert.Contains("Eye check", cells[2].QuerySelectorAll(".cut")[1].TextContent);
        Assert.All(cells.Skip(1), cell => Assert.InRange(cell.QuerySelectorAll(".cut").Length, 1, 2));
        Assert.Contains("All in order", desk.FindAll("tbody tr")[1].TextContent);
    }

    [Fact]
    public void Who_is_open_is_marked_and_everything_of_them_stands_in_the_panel()
    {
        var row = Row("Ada Able", [new(ReasonKind.NoPlan, null, null), new(ReasonKind.NoVisit, null, null)]) with
        {
            Risk = new(Risk.High, "Two falls in a week.", Then),
            Late = 2,
            LookedAt = Then,
            Changes = [new(SinceLookKind.Readings, "3", Then.AddHours(1), null)],
            MoreChanges = 4,
            Documents = new(false, true, true, null),
        };
        var desk = Show(new(new(CaseloadSort.Need), row.PatientId), null, row, Row("Ben Brook"));

        var link = desk.Find("a.name");
        Assert.Equal(("true", "/caseload"), (link.GetAttribute("aria-expanded"), link.GetAttribute("href")));
        Assert.Contains("is-open", link.Closest("tr")!.ClassName);
        var panel = desk.Find(".panel").TextContent;
        foreach (
            var words in new[]
            {
                "No plan yet",
                "No visit booked",
                "Two falls in a week.",
                "2 late",
                "3 new readings",
                "and 4 more since",
                "No directive",
                "one waits for a review",
                "(312) 555-0177",
                "Open tasks: 6",
                "Call about the hip",
            }
        )
            Assert.Contains(words, panel);
    }

    [Fact]
    public void A_page_too_long_to_be_handed_over_names_those_whom_it_showed()
    {
        var rows = Enumerable.Range(0, 50).Select(at => Row($"Person {at} {new string('x', 300)}")).ToArray();
        var start = Start(new(new(CaseloadSort.Need)), null, rows);

        Assert.Null(start.Small);
        Assert.Equal(rows.Select(row => row.PatientId), start.Known);
        Assert.NotNull(Start(new(new(CaseloadSort.Need)), null, rows[0]).Small);
    }

    private IRenderedComponent<CaseloadDesk> Show(CaseloadPlace place, string? columns, params CaseloadDeskRow[] rows) =>
        live.Render<CaseloadDesk>(desk => desk.Add(one => one.Start, Start(place, columns, rows)));

    private static CaseloadStart Start(CaseloadPlace place, string? columns, params CaseloadDeskRow[] rows) =>
        new CaseloadStart(place, "America/Chicago", "America/Chicago", "en-US", "grid.js").Showing(
            new(
                new(new(rows.Length, 1, 0, 0, 0, 0, rows.Length), new Page<CaseloadDeskRow>(rows, null), [], columns, []),
                place.Open is { } open
                    ? new CaseloadPerson(open, "Ada Able", new(1950, 1, 1), 100001, "she", "(312) 555-0177", "Dancing", 6)
                    {
                        Tasks = [new(Guid.CreateVersion7(), "Call about the hip", null, false, "Kwame Mensah")],
                    }
                    : null
            )
        );

    private static CaseloadDeskRow Row(string name, params Reason[] reasons) =>
        new(
            Guid.CreateVersion7(),
            name,
            new(1950, 1, 1),
            null,
            null,
            null,
            null,
            reasons,
            0,
            null,
            null,
            [],
            0,
            null,
            null,
            new(true, true, false, null)
        );
}
