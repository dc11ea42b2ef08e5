using CareCoord.Organisations;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.Organisations;

/// <summary>The clinic's hours, holidays and units, for administrators.</summary>
public partial class ClinicPage(
    ClinicQueries queries,
    ChangeOpeningHours changeHours,
    AddHoliday addHoliday,
    RemoveHoliday removeHoliday,
    AddUnit addUnit,
    NavigationManager navigation
)
{
    private static readonly string[] UnitHeads = ["Unit", "Who works there", "Phone"];
    private static readonly string[] HolidayHeads = ["Day", "Name", "What you can do"];

    private ClinicView? view;
    private string? problem;
    private string? problemAt;
    private IReadOnlyDictionary<DayOfWeek, string> dayProblems = new Dictionary<DayOfWeek, string>();

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [SupplyParameterFromQuery]
    public string? Done { get; set; }

    [SupplyParameterFromForm]
    private WeekForm Week { get; set; } = null!;

    [SupplyParameterFromForm]
    private HolidayForm Closed { get; set; } = null!;

    [SupplyParameterFromForm]
    private UnitForm Unit { get; set; } = null!;

    private string? Said =>
        Done switch
        {
            "hours" => "The opening hours are saved. They count for what is planned from now on.",
            "holiday" => "The holiday is added.",
            "removed" => "The holiday is removed.",
            "unit" => "The unit is added.",
            _ => null,
        };

    protected override async Task OnInitializedAsync()
    {
        view = await queries.ClinicAsync(Viewer.Me.Actor, CancellationToken.None);
        if (Week?.Days.Count != WeekForm.Weekdays.Count)
            Week = WeekForm.Of(view.Hours);
        Closed ??= new();
        Unit ??= new();
    }

    private async Task ChangeHoursAsync()
    {
        (var hours, dayProblems) = Week.Read();
        if (dayProblems.Count == 0)
            await ActAsync("hours", "hours", () => changeHours.RunAsync(Viewer.Me.Actor, new(hours), CancellationToken.None));
    }

    private Task AddHolidayAsync() =>
        ActAsync(
            "holiday",
            "holiday",
            () => addHoliday.RunAsync(Viewer.Me.Actor, new(Closed.Read()!.Value, Closed.Name!), CancellationToken.None)
        );

    private Task RemoveHolidayAsync(DateOnly date) =>
        ActAsync("holiday", "removed", () => removeHoliday.RunAsync(Viewer.Me.Actor, new(date), CancellationToken.None));

    private Task AddUnitAsync() =>
        ActAsync("unit", "unit", () => addUnit.RunAsync(Viewer.Me.Actor, new(Unit.Name!, Unit.Phone), CancellationToken.None));

    private async Task ActAsync(string at, string done, Func<Task> act)
    {
        (problem, problemAt) = (await Refusal.OfAsync(act), at);
        if (problem is null)
            navigation.NavigateTo("/clinic?done=" + done);
    }

    private static string Workers(UnitView unit) =>
        unit.Members.Count switch
        {
            0 => "nobody works here yet",
            1 => "1 person",
            var n => $"{n} people",
        };
}
