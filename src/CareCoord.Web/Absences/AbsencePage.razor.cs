using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.Organisations;
using CareCoord.Shared;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.Absences;

/// <summary>
/// When somebody is away: their own page for coordinators and providers; anybody's, by <c>?of=account.hat</c>, for administrators.
/// </summary>
public partial class AbsencePage(
    AbsenceQueries queries,
    PlanAbsence planAbsence,
    EndAbsence endAbsence,
    ChooseDeputy chooseDeputy,
    BusinessCalendarQueries calendars,
    TimeProvider clock,
    NavigationManager navigation
)
{
    private MyAbsences? view;
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private Guid account;
    private Hat hat;
    private string? problem;
    private Guid? problemOf;
    private string? standingProblem;

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [SupplyParameterFromQuery]
    public string? Of { get; set; }

    [SupplyParameterFromQuery]
    public string? Done { get; set; }

    [SupplyParameterFromForm]
    private AbsenceForm Plan { get; set; } = null!;

    [SupplyParameterFromForm]
    private EarlierEnd Shorter { get; set; } = null!;

    [SupplyParameterFromForm]
    private DeputyForm Standing { get; set; } = null!;

    private bool Own => account == Viewer.Me.AccountId && hat == Viewer.Me.Hat;

    private string Title => Own || view is null ? "When you are away" : $"When {view.Name} is away";

    private string? Said =>
        Done switch
        {
            "planned" => "The absence is planned.",
            "shortened" => "The absence ends earlier now.",
            "ended" => "The absence is over. What the deputy saw by it is closed.",
            "chosen" => "The standing deputy is saved.",
            _ => null,
        };

    protected override async Task OnInitializedAsync()
    {
        (account, hat) = Viewer.Me.Hat == Hat.Administrator ? Asked() : (Viewer.Me.AccountId, Viewer.Me.Hat);
        var absences = await queries.AbsencesAsync(Viewer.Me.Actor, account, hat, CancellationToken.None);
        zone = (await calendars.CalendarAsync(CancellationToken.None)).Zone;
        Plan ??= new();
        Shorter ??= new();
        Standing ??= new() { Deputy = absences.StandingDeputy?.ToString() };
        // Last: the page may be drawn between two readings, and shows its forms once this is there.
        view = absences;
    }

    private (Guid Account, Hat Hat) Asked() =>
        Of?.Split('.') is [var id, var worn] && Guid.TryParse(id, out var who) && Enum.TryParse<Hat>(worn, ignoreCase: true, out var known)
            ? (who, known)
            : throw new NotFound();

    private Task PlanAsync() =>
        ActAsync(
            Guid.Empty,
            "planned",
            () =>
                planAbsence.RunAsync(
                    Viewer.Me.Actor,
                    new(
                        account,
                        hat,
                        MomentField.Read(Plan.FromDay, Plan.FromTime, zone, toItsEnd: false)!.Value,
                        MomentField.Read(Plan.UntilDay, Plan.UntilTime, zone, toItsEnd: true)!.Value,
                        Guid.Parse(Plan.Deputy!),
                        Plan.Note
                    ),
                    CancellationToken.None
                )
        );

    private Task EndAsync(AbsenceView absence) =>
        ActAsync(absence.Id, "ended", () => endAbsence.RunAsync(Viewer.Me.Actor, new(absence.Id, null), CancellationToken.None));

    private Task ShortenAsync(AbsenceView absence) =>
        ActAsync(
            absence.Id,
            "shortened",
            () =>
            {
                var until =
                    MomentField.Read(Shorter.Day, Shorter.Time, zone, toItsEnd: true)
                    ?? throw new RuleBroken("Enter the new last day as a date, such as 2026-12-04, and the time, if any, as 13:00.");
                return endAbsence.RunAsync(Viewer.Me.Actor, new(absence.Id, until), CancellationToken.None);
            }
        );

    private async Task ChooseAsync()
    {
        standingProblem = await Refusal.OfAsync(() =>
            chooseDeputy.RunAsync(Viewer.Me.Actor, new(account, hat, Chosen(Standing.Deputy)), CancellationToken.None)
        );
        if (standingProblem is null)
            Leave("chosen");
    }

    private async Task ActAsync(Guid about, string done, Func<Task> act)
    {
        (problem, problemOf) = (await Refusal.OfAsync(act), about);
        if (problem is null)
            Leave(done);
    }

    private static Guid? Chosen(string? deputy) =>
        string.IsNullOrEmpty(deputy) ? null
        : Guid.TryParse(deputy, out var id) ? id
        : throw new RuleBroken("Choose somebody from the list.");

    // Shown by a reading of its own, so that reloading the page does nothing twice.
    private void Leave(string done) =>
        navigation.NavigateTo(
            navigation.GetUriWithQueryParameters("/absence", new Dictionary<string, object?> { ["of"] = Of, ["done"] = done })
        );

    private bool IsNow(AbsenceView absence) => absence.Since <= clock.GetUtcNow();
}
