using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.SavedViews;
using CareCoord.Shared;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.WebUtilities;

namespace CareCoord.Web.CareTasks;

/// <summary>The page of the task desk: it reads what the desk begins with, and keeps views without script.</summary>
public sealed partial class TasksPage(
    CareTaskQueries queries,
    SaveView save,
    RemoveView remove,
    AntiforgeryStateProvider antiforgery,
    NavigationManager navigation
)
{
    private TaskDeskStart? start;

    [Inject]
    private FlashMessage Flash { get; set; } = null!;

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [SupplyParameterFromForm(FormName = "save-view", Name = "Name")]
    private string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "remove-view", Name = "View")]
    private Guid? View { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var me = Viewer.Me;
        if (me.Hat is not (Hat.Coordinator or Hat.Provider))
            throw new NotFound();
        var query = new Uri(navigation.Uri).Query;
        var asked = TaskDeskFilter.ReadAddress(query);
        var desk = await queries.DeskAsync(me.Actor, asked.TaskFilter(Viewer.Spoken.TimeZone, null), CancellationToken.None);
        var said = Flash.Read(QueryHelpers.ParseQuery(query).TryGetValue("said", out var words) ? words.ToString() : null);
        TaskDetail? open = null;
        try
        {
            if (asked.Open is var (patient, task))
                open = await queries.TaskAsync(me.Actor, patient, task, null, CancellationToken.None);
        }
        catch (NotFound)
        {
            said = "That task is not here, or it is not yours to see.";
        }

        var token = antiforgery.GetAntiforgeryToken();
        start = new TaskDeskStart(
            open is null ? asked.Closed : asked,
            me.AccountId,
            me.Hat,
            me.TimeZone,
            Viewer.Organisation.TimeZone,
            me.Language,
            Assets["grid.js"],
            Assets["tasks.js"],
            token?.FormFieldName ?? "",
            token?.Value ?? ""
        )
        {
            Said = said,
            Views = desk.Views,
            Columns = desk.Columns,
        }.Showing(new(desk.List, open));
    }

    private Task SaveAsync() =>
        TryAsync(() => save.RunAsync(Viewer.Me.Actor, new(Desk.Tasks, Name ?? "", start!.Filter.Query), CancellationToken.None));

    private Task RemoveAsync() => TryAsync(() => remove.RunAsync(Viewer.Me.Actor, new(View ?? Guid.Empty), CancellationToken.None));

    private async Task TryAsync(Func<Task> act)
    {
        var problem = await Refusal.OfAsync(act);
        if (problem is null)
            navigation.NavigateTo(start!.Filter.Href);
        start = start! with { ViewName = Name, ViewProblem = problem };
    }
}
