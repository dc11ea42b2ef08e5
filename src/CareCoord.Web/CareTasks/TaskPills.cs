using CareCoord.CareTasks;
using CareCoord.SavedViews;
using CareCoord.Web.Look;

namespace CareCoord.Web.CareTasks;

/// <summary>The views over the task desk: the lists, with how many stand in each, then the person's own.</summary>
internal static class TaskPills
{
    public static IReadOnlyList<ViewPill> Of(TasksView view, TaskDeskFilter asked, IReadOnlyList<SavedView> views)
    {
        var here = asked.Query;
        var kept = here.Length > 0 && views.Any(one => one.Query == here);
        return
        [
            .. Enum.GetValues<TaskList>()
                .Select(list => new ViewPill(
                    CareTaskText.Of(list),
                    asked.From(list).Href,
                    view.Count(list),
                    !kept && asked.List == list,
                    Most: TasksView.Most,
                    IsLate: list == TaskList.Late
                )),
            .. views.Select(one => new ViewPill(
                one.Name,
                one.Query.Length > 0 ? "/tasks?" + one.Query : "/tasks",
                null,
                kept && one.Query == here,
                one.Id
            )),
        ];
    }
}
