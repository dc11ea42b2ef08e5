using CareCoord.SavedViews;
using CareCoord.Web.Look;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.CareTasks;

/// <summary>The views and the columns that the person keeps of the desk.</summary>
public sealed partial class TaskDesk
{
    private const Desk Here = CareCoord.SavedViews.Desk.Tasks;

    [Inject]
    private SaveView Save { get; set; } = null!;

    [Inject]
    private RemoveView Remove { get; set; } = null!;

    [Inject]
    private KeepColumns Arrange { get; set; } = null!;

    internal IReadOnlyList<SavedView> Views { get; private set; } = [];

    internal string? ViewProblem { get; private set; }

    internal GridColumns Columns { get; private set; } = GridColumns.AtFirst(TaskColumns.All);

    // Without script the page hears of it only after the desk was drawn.
    protected override void OnParametersSet() => ViewProblem = Start.ViewProblem;

    internal async Task ArrangeAsync(GridColumns columns)
    {
        Columns = columns;
        var me = await Current.GetAsync();
        await InTurnAsync(async () =>
            Problem = await Act.TryAsync(() => Arrange.RunAsync(me.Actor, new(Here, columns.Kept), CancellationToken.None))
        );
        StateHasChanged();
    }

    internal async Task<bool> KeepViewAsync(string name)
    {
        var me = await Current.GetAsync();
        ViewProblem = await Act.TryAsync(() => Save.RunAsync(me.Actor, new(Here, name, Filter.Query), CancellationToken.None));
        if (ViewProblem is null)
            await ReadAsync(Known, whole: true);
        StateHasChanged();
        return ViewProblem is null;
    }

    internal async Task RemoveViewAsync(Guid view)
    {
        var me = await Current.GetAsync();
        Problem = await Act.TryAsync(() => Remove.RunAsync(me.Actor, new(view), CancellationToken.None));
        await ReadAsync(Known, quiet: Problem is not null, whole: true);
        StateHasChanged();
    }

    // The columns of another window of the same person come when the page is opened again, and do not jump.
    private void Take(IReadOnlyList<SavedView> views, string? columns)
    {
        if (View is null)
            Columns = GridColumns.Read(TaskColumns.All, columns);
        Views = views;
    }
}
