using System.Net;
using CareCoord.Testing;
using CareCoord.Web.Tests.Caseloads;

namespace CareCoord.Web.Tests.CareTasks;

/// <summary>The task desk as a page without script: it reads, sorts by links, filters by a form, keeps views, and opens a task.</summary>
public sealed class TaskDeskPageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task It_sorts_both_ways_by_links_and_filters_by_a_form_that_says_the_rest_too()
    {
        await TaskWork.AssignAsync(portal, "Sorted by a link");
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");

        var page = await anil.OpenAsync("/tasks?list=week");
        Assert.Equal("ascending", page.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));
        var due = page.QuerySelectorAll("th a").Single(link => link.Says().StartsWith("Sort by Due", StringComparison.Ordinal));
        Assert.Equal("/tasks?list=week&reverse=true", due.GetAttribute("href"));
        var turned = await anil.OpenAsync("/tasks?list=week&reverse=true");
        Assert.Equal("descending", turned.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));
        Assert.Equal("week", turned.Value("form[data-filters] [name=list]"));
        Assert.Equal("true", turned.Value("form[data-filters] [name=reverse]"));
        Assert.Equal("get", turned.QuerySelector("form[data-filters]")!.GetAttribute("method"));
        Assert.Contains(turned.QuerySelectorAll("form[data-filters] button"), button => button.Says() == "Show");
    }

    [Fact]
    public async Task A_view_is_kept_among_the_pills_and_removed_by_forms()
    {
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");
        const string Here = "/tasks?list=waiting&sort=priority";

        var kept = await CaseloadForms.SubmitAsync(anil, Here, "save-view", ("Name", "What waits"));
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        var page = await anil.OpenAsync(Here);
        var pill = page.QuerySelectorAll(".pills a").Single(link => link.Says() == "What waits");
        Assert.Equal((Here, "true"), (pill.GetAttribute("href"), pill.GetAttribute("aria-current")));
        Assert.Equal(1, page.QuerySelectorAll(".pills [aria-current]").Length);

        var view = page.QuerySelector(".pills button[name=View]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Redirect, (await CaseloadForms.SubmitAsync(anil, Here, "remove-view", ("View", view))).StatusCode);
        Assert.DoesNotContain((await anil.OpenAsync(Here)).QuerySelectorAll(".pills a"), link => link.Says() == "What waits");
        var refused = await CaseloadForms.SubmitAsync(anil, Here, "save-view", ("Name", " "));
        Assert.Contains("Give the view a name.", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_task_opens_beside_the_list_by_its_link_and_closes_by_another()
    {
        var task = await TaskWork.AssignAsync(portal, "Opened by a link");
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");

        var link = (await anil.OpenAsync("/tasks")).QuerySelectorAll("a.name").Single(one => one.Says() == "Opened by a link");
        var page = await anil.OpenAsync(link.GetAttribute("href")!);
        Assert.Equal("Opened by a link", page.QuerySelector(".panel h2")!.Says());
        Assert.Contains("For the next visit.", page.QuerySelector(".panel")!.Says());
        Assert.Equal(task.Task.ToString(), page.QuerySelector("tr.is-open a.name")!.GetAttribute("data-row"));
        Assert.Equal("/tasks", page.QuerySelectorAll(".panel a").Single(one => one.Says() == "Close").GetAttribute("href"));
    }

    [Fact]
    public async Task Without_script_an_act_is_a_page_that_asks_for_its_words_and_tells_what_stands_against_it()
    {
        var task = await TaskWork.AssignAsync(portal, "Done on a page");
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");
        var panel = $"/tasks?task={task.Task}&of={task.Patient}";
        var acts = $"/patients/{task.Patient}/tasks/{task.Task}/do/";

        var links = (await anil.OpenAsync(panel)).QuerySelectorAll(".task-acts noscript a").Select(link => link.GetAttribute("href"));
        Assert.Equal([acts + "accepted", acts + "declined", acts + "noted"], links);
        var accepted = await CaseloadForms.SubmitAsync(anil, acts + "accepted", "do-task");
        Assert.Equal(panel, new Uri(accepted.Headers.Location!.ToString()).PathAndQuery);
        Assert.Contains("Accepted", (await anil.OpenAsync(panel)).QuerySelector(".panel .chip")!.Says());

        var bare = await Html.ReadAsync(await CaseloadForms.SubmitAsync(anil, acts + "done", "do-task", ("Input.Words", " ")));
        Assert.Equal("Say how it came out.", bare.QuerySelector("[id='Input.Words.error']")!.Says());
        var twice = await Html.ReadAsync(await CaseloadForms.SubmitAsync(anil, acts + "accepted", "do-task"));
        Assert.NotNull(twice.QuerySelector("main [role=alert]"));
        var done = await CaseloadForms.SubmitAsync(anil, acts + "done", "do-task", ("Input.Words", "It is in the report."));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal("done", await portal.Database.AsOwnerAsync<string>("select state from care_tasks where id = $1", task.Task));

        Assert.Equal(HttpStatusCode.NotFound, (await anil.GetAsync(acts + "step_done")).StatusCode);
        foreach (var other in new[] { "denise", "noor" })
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await (await portal.VisitorAsync(other + "@demo.carecoord.test")).GetAsync(acts + "noted")).StatusCode
            );
    }
}
