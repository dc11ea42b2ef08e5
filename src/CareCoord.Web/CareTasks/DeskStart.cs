using System.Text.Json;
using System.Text.Json.Serialization;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.SavedViews;
using CareCoord.Web.Shell;

namespace CareCoord.Web.CareTasks;

/// <summary>
/// What the page hands over to the desk: what was read for it, so that it is read and audited once. Where that would be more than the
/// browser may send back when the desk comes alive, the desk reads again.
/// </summary>
public sealed record DeskStart(
    TaskDeskFilter Filter,
    Guid Account,
    Hat Hat,
    string Zone,
    string ClinicZone,
    string Language,
    string Script,
    string TokenName,
    string Token,
    string? Said
)
{
    /// <summary>The most that is handed over, in bytes of JSON.</summary>
    public const int Most = 18_000;

    /// <summary>The script of desks, besides that of the task desk.</summary>
    public string GridScript { get; init; } = "";

    /// <summary>The person's saved views, and their columns; null where they never chose.</summary>
    public IReadOnlyList<SavedView> Views { get; init; } = [];
    public string? Columns { get; init; }

    /// <summary>What was typed as the name of a view, and why it could not be kept.</summary>
    public string? ViewName { get; init; }
    public string? ViewProblem { get; init; }

    /// <summary>The list and the open task, where they are small enough.</summary>
    public DeskShows? Small { get; init; }

    /// <summary>The patients whom the page shows, where it is not: reading them again is no new entry of the audit.</summary>
    public IReadOnlyList<Guid> Known { get; init; } = [];

    /// <summary>The whole of it, for the page that is rendered before the desk is alive.</summary>
    [JsonIgnore]
    public DeskShows? Whole { get; init; }

    /// <summary>What there is to show at once; null where the desk has to read.</summary>
    internal DeskShows? Shows => Whole ?? Small;

    internal DeskStart Showing(DeskShows shows)
    {
        var small = this with { Small = shows, Whole = shows };
        return JsonSerializer.SerializeToUtf8Bytes(small, JsonSerializerOptions.Web).Length <= Most
            ? small
            : this with
            {
                Whole = shows,
                Known = shows.Patients,
            };
    }

    internal Spoken Spoken(TimeProvider clock) => new(clock, Zone, ClinicZone, Language);
}

/// <summary>What the desk shows: a page of a list, and the task that is open beside it.</summary>
public sealed record DeskShows(TasksView List, TaskDetail? Open)
{
    /// <summary>The patients on it.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> Patients =>
        [
            .. List
                .Rows.Items.Select(row => row.PatientId)
                .Append(Open?.Row.PatientId ?? Guid.Empty)
                .Where(id => id != Guid.Empty)
                .Distinct(),
        ];
}
