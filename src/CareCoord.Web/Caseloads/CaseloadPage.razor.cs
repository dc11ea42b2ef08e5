using CareCoord.Caseloads;
using CareCoord.SavedViews;
using CareCoord.Web.SavedViews;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.Caseloads;

/// <summary>The coordinator's desk: everybody on the caseload, sorted, filtered, and in views that one keeps.</summary>
public sealed partial class CaseloadPage(CaseloadDeskQueries queries, SaveView save, RemoveView remove, NavigationManager navigation)
{
    private static readonly (string Words, CaseloadSort Sort)[] Columns =
    [
        ("Person", CaseloadSort.Name),
        ("Risk", CaseloadSort.Risk),
        ("Why they need you", CaseloadSort.Need),
        ("Next", CaseloadSort.Next),
        ("Late", CaseloadSort.Late),
        ("Since you looked", CaseloadSort.Looked),
        ("Documents", CaseloadSort.Documents),
    ];

    private CaseloadDeskView? desk;
    private CaseloadFilter asked = new(CaseloadSort.Need);
    private string? problem;

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery]
    public string? Need { get; set; }

    [SupplyParameterFromQuery]
    public string? Reason { get; set; }

    [SupplyParameterFromQuery]
    public string? Risk { get; set; }

    [SupplyParameterFromQuery]
    public string? Late { get; set; }

    [SupplyParameterFromQuery]
    public string? Transition { get; set; }

    [SupplyParameterFromQuery]
    public string? Documents { get; set; }

    [SupplyParameterFromQuery(Name = "name")]
    public string? NamePart { get; set; }

    [SupplyParameterFromQuery]
    public string? After { get; set; }

    /// <summary>"all" where everybody on the page is to be selected.</summary>
    [SupplyParameterFromQuery]
    public string? Selected { get; set; }

    [SupplyParameterFromForm(FormName = SavedViewRailForms.Save, Name = "Name")]
    private string? Name { get; set; }

    [SupplyParameterFromForm(FormName = SavedViewRailForms.Remove, Name = "View")]
    private Guid? View { get; set; }

    private string Select =>
        asked.Href() is var here && Selected == "all"
            ? here
            : here + (here.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "selected=all";

    protected override async Task OnInitializedAsync()
    {
        asked = CaseloadAddress.Read(name =>
            name switch
            {
                "sort" => Sort,
                "need" => Need,
                "reason" => Reason,
                "risk" => Risk,
                "late" => Late,
                "transition" => Transition,
                "documents" => Documents,
                "name" => NamePart,
                _ => After,
            }
        );
        desk = await queries.DeskAsync(Viewer.Me.Actor, asked, null, CancellationToken.None);
    }

    private Task SaveAsync() =>
        TryAsync(() => save.RunAsync(Viewer.Me.Actor, new(Desk.Caseload, Name ?? "", asked.Query()), CancellationToken.None));

    private Task RemoveAsync() => TryAsync(() => remove.RunAsync(Viewer.Me.Actor, new(View ?? Guid.Empty), CancellationToken.None));

    private async Task TryAsync(Func<Task> act)
    {
        problem = await Refusal.OfAsync(act);
        if (problem is null)
            navigation.NavigateTo(asked.Href());
    }
}
