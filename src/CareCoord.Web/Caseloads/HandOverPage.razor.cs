using CareCoord.Caseloads;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.Caseloads;

/// <summary>Hands patients to another coordinator in three steps: whom and to whom, what moves, and done.</summary>
public sealed partial class HandOverPage(
    HandOverQueries queries,
    HandOverPatients handOver,
    NavigationManager navigation,
    IHttpContextAccessor http
)
{
    private static readonly string[] Heads = ["Person", "Born", "Open tasks"];

    private HandOverChoice? choice;
    private HashSet<Guid> chosen = [];
    private string? problem;

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    /// <summary>Who is to be handed over, where one comes from their record.</summary>
    [SupplyParameterFromQuery]
    public string? Patient { get; set; }

    /// <summary>How many were handed over, and to whom, when it is done.</summary>
    [SupplyParameterFromQuery(Name = "handed")]
    public string? HandedText { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? ToText { get; set; }

    // What the second step sent: its form must stand on the page for the answer to be taken.
    [SupplyParameterFromForm(FormName = "confirm", Name = "People")]
    private string? Confirmed { get; set; }

    [SupplyParameterFromForm(FormName = "confirm", Name = "To")]
    private string? ConfirmedTo { get; set; }

    private int Handed => int.TryParse(HandedText, out var count) ? count : 0;

    private HandOverTo? Done =>
        Handed > 0 && Guid.TryParse(ToText, out var to) ? choice!.Coordinators.FirstOrDefault(one => one.AccountId == to) : null;

    // The second step: set where somebody was chosen in the first.
    private HandOverTo? To { get; set; }

    private Guid? ToId { get; set; }

    private bool SomeChosen => chosen.Count > 0;

    private int NotOwn => chosen.Count(id => choice!.People.All(person => person.PatientId != id));

    protected override async Task OnInitializedAsync()
    {
        chosen = Chosen([Patient]);
        choice = await queries.ChoiceAsync(Viewer.Me.Actor, null, CancellationToken.None);
        if (Guid.TryParse(ConfirmedTo, out var to))
        {
            chosen = Chosen(Confirmed?.Split(','));
            Choose(to);
        }
    }

    private Task ChooseAsync()
    {
        var sent = http.HttpContext!.Request.Form;
        if (sent["Which"].Count == 0)
        {
            // The caseload brings those selected there; to whom is chosen here.
            chosen = Chosen(sent["Input.Patients"]);
            return Task.CompletedTask;
        }

        chosen =
            sent["Which"] == "some" ? [.. Chosen(sent["People"]).Where(id => choice!.People.Any(person => person.PatientId == id))] : [];
        var coordinator = Guid.TryParse(sent["To"], out var to) ? choice!.Coordinators.FirstOrDefault(one => one.AccountId == to) : null;
        problem =
            sent["Which"] == "some" && chosen.Count == 0 ? "Choose whom to hand over."
            : coordinator is null ? "Choose the coordinator who takes them over."
            : null;
        ToId = coordinator?.AccountId;
        if (problem is null)
            Choose(to);
        return Task.CompletedTask;
    }

    private async Task ConfirmAsync()
    {
        problem = await Refusal.OfAsync(() => handOver.RunAsync(Viewer.Me.Actor, new([.. chosen], To!.AccountId), CancellationToken.None));
        if (problem is not null)
        {
            (ToId, To) = (To!.AccountId, null);
            choice = await queries.ChoiceAsync(Viewer.Me.Actor, null, CancellationToken.None);
            return;
        }

        navigation.NavigateTo($"/caseload/hand-over?handed={chosen.Count}&to={To!.AccountId}");
    }

    // What is no id is nobody.
    private static HashSet<Guid> Chosen(IEnumerable<string?>? sent) =>
        [.. (sent ?? []).Select(text => Guid.TryParse(text, out var id) ? id : (Guid?)null).OfType<Guid>()];

    private void Choose(Guid to)
    {
        To = choice!.Coordinators.FirstOrDefault(one => one.AccountId == to);
        choice = choice with { People = [.. choice.People.Where(person => chosen.Count == 0 || chosen.Contains(person.PatientId))] };
        if (chosen.Count == 0)
            chosen = [.. choice.People.Select(person => person.PatientId)];
    }
}
