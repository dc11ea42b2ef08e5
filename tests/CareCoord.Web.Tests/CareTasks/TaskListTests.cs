using CareCoord.Testing;

namespace CareCoord.Web.Tests.CareTasks;

/// <summary>A list of tasks that is longer than its page.</summary>
public sealed class TaskListTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_long_list_goes_on_by_its_key_and_shows_each_task_once_and_reversed_the_other_way_round()
    {
        for (var number = 0; number < 41; number++)
            await TaskWork.AssignAsync(portal, $"Page of many {number:00}");
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");
        foreach (var sort in new[] { "due", "priority", "patient", "kind" })
            await BothWaysAsync(anil, $"/tasks?sort={sort}");

        // Late ones, of every priority and kind, are read in groups; two of them are due at the same moment.
        await portal.Database.AsOwnerAsync(
            """
            update care_tasks t set due_at = $1 - interval '1 minute' * greatest(1, n.number), due_in_business_days = null,
                   priority = (array['routine', 'urgent', 'asap', 'stat'])[1 + n.number % 4],
                   about = (array['general', 'result', 'document'])[1 + n.number % 3]
            from (select id, right(title, 2)::integer as number from care_tasks where title like 'Page of many %') n where n.id = t.id
            """,
            portal.Database.Clock.GetUtcNow()
        );
        foreach (var sort in new[] { "due", "priority", "patient", "kind" })
            await BothWaysAsync(anil, $"/tasks?list=late&sort={sort}");
    }

    private static async Task BothWaysAsync(Visitor visitor, string start)
    {
        var there = await AllAsync(visitor, start);
        Assert.Equal(41, there.Distinct().Count());
        Assert.Equal(41, there.Count);
        Assert.Equal(there.AsEnumerable().Reverse(), await AllAsync(visitor, start + "&reverse=true"));
    }

    private static async Task<List<string>> AllAsync(Visitor visitor, string start)
    {
        var seen = new List<string>();
        for (string? path = start; path is not null; )
        {
            var page = await visitor.OpenAsync(path);
            seen.AddRange(
                page.QuerySelectorAll("input[aria-label^='Select: Page of many ']").Select(box => box.GetAttribute("aria-label")!)
            );
            path = page.QuerySelectorAll("a").SingleOrDefault(link => link.Says() == "More tasks")?.GetAttribute("href");
        }

        return seen;
    }
}
