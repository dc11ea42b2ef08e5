using System.Text.Json.Serialization;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.SavedViews;
using CareCoord.Web.OpenPages;

namespace CareCoord.Web.CareTasks;

/// <summary>What the page of the task desk hands over to it.</summary>
/// <param name="DraftScript">The script that keeps what is typed (tasks.js).</param>
public sealed record TaskDeskStart(
    TaskDeskFilter Filter,
    Guid Account,
    Hat Hat,
    string Zone,
    string ClinicZone,
    string Language,
    string Script,
    string DraftScript,
    string TokenName,
    string Token
) : DeskStart<TaskDeskStart, TaskDeskShows>(Zone, ClinicZone, Language, Script)
{
    /// <summary>The person's saved views, and their columns; null where they never chose.</summary>
    public IReadOnlyList<SavedView> Views { get; init; } = [];
    public string? Columns { get; init; }

    /// <summary>What was typed as the name of a view, and why it could not be kept.</summary>
    public string? ViewName { get; init; }
    public string? ViewProblem { get; init; }
}

/// <summary>What the desk shows: a page of a list, and the task that is open beside it.</summary>
public sealed record TaskDeskShows(TasksView List, TaskDetail? Open) : IDeskShows
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
