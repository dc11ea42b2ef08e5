using CareCoord.Access;
using CareCoord.Testing;
using CareCoord.Today;
using CareCoord.TreatmentPlans;

namespace CareCoord.Web.Tests.Today;

/// <summary>The pages of a patient as the portal answers them: one loud thing each, grouped, and counted.</summary>
public sealed class PatientPagesTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Today_says_visits_that_were_booked_once_with_their_number_and_goals_as_roads()
    {
        var today = await (await portal.VisitorAsync("walter@demo.carecoord.test")).OpenAsync("/");

        var changed = today.QuerySelectorAll("[aria-labelledby=changed] li").Select(line => line.Says()).ToList();
        Assert.Single(changed, line => line.Contains("visits were booked for you", StringComparison.Ordinal));
        Assert.DoesNotContain(changed, line => line.Contains("A visit was booked", StringComparison.Ordinal));
        Assert.Equal(3, today.QuerySelectorAll(".road.mini").Length);
        Assert.InRange(today.QuerySelectorAll("[aria-labelledby=team] li").Length, 1, 5);
        Assert.True(today.Has("[aria-labelledby=team] a[href$='/plan#work']"));
    }

    [Fact]
    public async Task What_is_done_is_folded_and_what_is_left_is_not()
    {
        // Soon after midnight nothing is done yet.
        await TickOneAsync("Walter");

        var today = await (await portal.VisitorAsync("walter@demo.carecoord.test")).OpenAsync("/");

        var folded = today.One("details.folded");
        Assert.NotEmpty(folded.QuerySelectorAll(".tick"));
        Assert.All(folded.QuerySelectorAll(".tick"), tick => Assert.Equal("true", tick.GetAttribute("aria-pressed")));
        Assert.All(
            today.QuerySelectorAll(".tick").Except(folded.QuerySelectorAll(".tick")),
            tick => Assert.Equal("false", tick.GetAttribute("aria-pressed"))
        );
        var all = today.QuerySelectorAll(".tick").Length;
        Assert.Equal($"{folded.QuerySelectorAll(".tick").Length} of {all} done", today.One(".ring").GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData("walter", "/")]
    [InlineData("walter", "/plan")]
    [InlineData("walter", "/appointments")]
    [InlineData("denise", "/plan")]
    [InlineData("rosa", "/")]
    [InlineData("rosa", "/access")]
    public async Task A_page_has_one_heading_of_its_own_at_most_one_loud_panel_and_no_sheet_in_a_sheet(string who, string path)
    {
        var visitor = await portal.VisitorAsync($"{who}@demo.carecoord.test");
        var page = await visitor.OpenAsync((await visitor.GetAsync(path)).Headers.Location?.ToString() ?? path);

        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.InRange(page.QuerySelectorAll(".deep").Length, 0, 1);
        Assert.Empty(page.QuerySelectorAll(".card .card, .deep .card, .card .deep"));
        var levels = page.QuerySelectorAll("main :is(h1, h2, h3, h4)").Select(heading => heading.LocalName[1] - '0').ToList();
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, string.Join(' ', levels)));
    }

    [Fact]
    public async Task The_plan_draws_a_road_for_each_measured_goal_the_days_of_the_week_and_a_button_to_print()
    {
        var visitor = await portal.VisitorAsync("denise@demo.carecoord.test");
        var plan = await visitor.OpenAsync((await visitor.GetAsync("/plan")).Headers.Location!.ToString());

        Assert.Equal(4, plan.QuerySelectorAll(".goal .road[role=img]").Length);
        Assert.All(plan.QuerySelectorAll(".road[role=img]"), road => Assert.Contains("goal", road.GetAttribute("aria-label")));
        Assert.All(plan.QuerySelectorAll(".days"), days => Assert.InRange(days.Children.Length, 2, 7));
        Assert.True(plan.Has(".days"));
        // Where there is no script, there is nothing that could print.
        Assert.True(plan.Has("button[data-print][hidden]"));
        Assert.StartsWith("“", plan.One("blockquote.voice").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caregiver_reads_for_whom_they_act_and_how_to_change_it()
    {
        var ana = await portal.VisitorAsync("ana@demo.carecoord.test");
        var home = await ana.OpenAsync("/");
        var plan = await ana.OpenAsync(home.QuerySelectorAll("a[href$='/plan']")[0].GetAttribute("href")!);

        Assert.Equal("Ana Reyes for Rosa Reyes Change for whom you act", plan.One(".acting-for").Says());
        Assert.Empty(plan.QuerySelectorAll(".deep"));
    }

    private async Task TickOneAsync(string name)
    {
        var patient = await portal.Database.PatientAsync(name);
        var account = await portal.Database.AsOwnerAsync<Guid>("select account_id from patients where id = $1", patient);
        var self = new Actor(account, Hat.Patient);
        var todo = (await portal.Database.Get<TodayQueries>().TodayAsync(self, patient, default)).Todos[0].ActivityId;
        var day = await portal.Database.AsOwnerAsync<DateOnly>(
            "select (now() at time zone time_zone)::date from patients where id = $1",
            patient
        );
        await portal.Database.Get<TickActivity>().RunAsync(self, new(patient, todo, day, Done: true), default);
    }
}
