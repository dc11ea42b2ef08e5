using CareCoord.Caseloads;
using CareCoord.SavedViews;
using CareCoord.Shared;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.Caseloads;

/// <summary>The page of the coordinator's desk: it reads what the desk begins with, and keeps views without script.</summary>
public sealed partial class CaseloadPage(CaseloadDeskQueries queries, SaveView save, RemoveView remove, NavigationManager navigation)
{
    private CaseloadStart? start;

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    /// <summary>"all" where everybody on the page is to be selected.</summary>
    [SupplyParameterFromQuery]
    public string? Selected { get; set; }

    [SupplyParameterFromForm(FormName = "save-view", Name = "Name")]
    private string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "remove-view", Name = "View")]
    private Guid? View { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var me = Viewer.Me;
        var asked = CaseloadAddress.Place(new Uri(navigation.Uri).Query);
        var desk = await queries.DeskAsync(me.Actor, asked.Filter, null, CancellationToken.None);
        CaseloadPerson? person = null;
        string? said = null;
        try
        {
            if (asked.Open is { } open)
                person = desk.Rows.Items.Any(row => row.PatientId == open)
                    ? await queries.PersonAsync(me.Actor, open, null, CancellationToken.None)
                    : throw new NotFound();
        }
        catch (NotFound)
        {
            said = "That person is not on this page of your caseload.";
        }

        start = new CaseloadStart(
            person is null ? asked.Closed : asked,
            me.TimeZone,
            Viewer.Organisation.TimeZone,
            me.Language,
            Assets["grid.js"]
        )
        {
            All = Selected == "all",
            Said = said,
        }.Showing(new(desk, person));
    }

    private Task SaveAsync() =>
        TryAsync(() => save.RunAsync(Viewer.Me.Actor, new(Desk.Caseload, Name ?? "", start!.Place.Filter.Query()), CancellationToken.None));

    private Task RemoveAsync() => TryAsync(() => remove.RunAsync(Viewer.Me.Actor, new(View ?? Guid.Empty), CancellationToken.None));

    private async Task TryAsync(Func<Task> act)
    {
        var problem = await Refusal.OfAsync(act);
        if (problem is null)
            navigation.NavigateTo(start!.Place.Href);
        start = start! with { ViewName = Name, ViewProblem = problem };
    }
}
