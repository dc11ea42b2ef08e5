using CareCoord.Testing;

namespace CareCoord.Web.Tests.CareTasks;

/// <summary>A list of tasks that is longer than its page.</summary>
public sealed class TaskListTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_long_list_goes_on_by_its_key_and_shows_each_task_once()
    {
        for (var number = 0; number < 41; number++)
            await TaskWork.AssignAsync(portal, $"Page of many {number:00}");
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");
        var seen = new List<string>();
        foreach (var start in new[] { "/tasks", "/tasks?sort=priority", "/tasks?sort=patient", "/tasks?sort=kind" })
        {
            seen.Clear();
            string? path = start;
            while (path is not null)
            {
                var page = await anil.OpenAsync(path);
                seen.AddRange(
                    page.QuerySelectorAll("input[aria-label^='Select: Page of many ']").Select(box => box.GetAttribute("aria-label")!)
                );
                path = page.QuerySelectorAll("a").SingleOrDefault(link => link.Says() == "More tasks")?.GetAttribute("href");
            }

            Assert.Equal(41, seen.Distinct().Count());
            Assert.Equal(41, seen.Count);
        }
    }
}
