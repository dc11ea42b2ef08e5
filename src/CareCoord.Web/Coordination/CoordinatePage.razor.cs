using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Caseloads;
using CareCoord.Coordination;
using CareCoord.Shared;
using CareCoord.Transitions;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.Coordination;

/// <summary>What a coordinator notes and settles about one patient: the risk, and discharges with what follows them.</summary>
public sealed partial class CoordinatePage(
    CoordinateQueries queries,
    SetRisk setRisk,
    RecordDischarge recordDischarge,
    NavigationManager navigation,
    TimeProvider clock
)
{
    private CoordinateView? view;
    private string? riskProblem;
    private string? dischargeProblem;
    private bool dischargeSent;

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [Parameter]
    public Guid PatientId { get; set; }

    /// <summary>What was just saved: "risk" or "discharge".</summary>
    [SupplyParameterFromQuery]
    public string? Saved { get; set; }

    [SupplyParameterFromForm(FormName = "risk")]
    private RiskForm Risk { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "discharge")]
    private DischargeForm Discharge { get; set; } = null!;

    // Whoever broke the glass reads; who may change the plan may do this.
    private bool MayAct => view!.Patient.Granted.MayManage(Category.Plan);

    protected override async Task OnInitializedAsync()
    {
        dischargeSent = Discharge is not null;
        Risk ??= new();
        Discharge ??= new() { Complexity = nameof(Complexity.Moderate) };
        view = await queries.CoordinateAsync(Viewer.Me.Actor, PatientId, CancellationToken.None);
    }

    private async Task SetRiskAsync() =>
        riskProblem = await TryAsync(
            "risk",
            () => setRisk.RunAsync(Viewer.Me.Actor, new(PatientId, Enum.Parse<Risk>(Risk.Level!), Risk.Reason!), CancellationToken.None)
        );

    private async Task RecordAsync()
    {
        if (
            !DateOnly.TryParseExact(Discharge.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || !TimeOnly.TryParse(Discharge.Time, CultureInfo.InvariantCulture, out var time)
        )
        {
            dischargeProblem = "Enter the day and the time, for example 2026-11-20 and 14:30.";
            return;
        }

        dischargeProblem = await TryAsync(
            "discharge",
            () =>
                recordDischarge.RunAsync(
                    Viewer.Me.Actor,
                    new(PatientId, day, time, Discharge.From!, Enum.Parse<Complexity>(Discharge.Complexity!)),
                    CancellationToken.None
                )
        );
    }

    private async Task<string?> TryAsync(string what, Func<Task> act)
    {
        var refused = await Refusal.OfAsync(act);
        if (refused is null)
            navigation.NavigateTo($"/patients/{PatientId}/coordinate?saved={what}");
        return refused;
    }

    private bool IsLate(TransitionTask task) => task.ClosedAt is null && task.DueAt < clock.GetUtcNow();

    private string Stands(TransitionTask task) =>
        task switch
        {
            { State: TaskState.Done, ClosedAt: { } closed } => $"done {Viewer.Spoken.ShortDay(Viewer.Spoken.DateOf(closed))}",
            { State: TaskState.Cancelled } => "cancelled",
            { DueAt: { } due } => $"{(IsLate(task) ? "late since" : "by")} {Viewer.Spoken.ShortMoment(due)} · {task.Owner}",
            _ => task.Owner,
        };

    /// <summary>How high the risk is, and why.</summary>
    public sealed class RiskForm
    {
        [Required(ErrorMessage = "Choose how high the risk is."), EnumDataType(typeof(Risk), ErrorMessage = "Choose how high the risk is.")]
        public string? Level { get; set; }

        [Sentence("Say why, so that a colleague understands it.", RiskLevel.ReasonLength)]
        public string? Reason { get; set; }
    }

    /// <summary>When, from where, and how complex.</summary>
    public sealed class DischargeForm
    {
        [Required(ErrorMessage = "Enter the day of the discharge.")]
        public string? Day { get; set; }

        [Required(ErrorMessage = "Enter the time of the discharge.")]
        public string? Time { get; set; }

        [Sentence("Say from where: the hospital and the ward.", DischargeRecorded.PlaceLength)]
        public string? From { get; set; }

        [Required(ErrorMessage = "Choose how complex it is."), EnumDataType(typeof(Complexity), ErrorMessage = "Choose how complex it is.")]
        public string? Complexity { get; set; }
    }
}
