using CareCoord.CareTasks;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.CareTasks;

/// <summary>To whom the list of the desk can be narrowed.</summary>
public sealed partial class TaskDesk
{
    [Inject]
    private TaskPatientQueries Patients { get; set; } = null!;

    /// <summary>The patient of a task, with what tells them from others of their name.</summary>
    internal string Named(TaskRow row) => Spoken.Person(row.Patient, row.Born, row.Number);

    /// <summary>
    /// Adds those with an open task in the list to the known names, by a part of the name where one is said. It says how many, or null
    /// where it did not work.
    /// </summary>
    internal async Task<int?> FindPatientsAsync(string? name, Dictionary<Guid, string> known)
    {
        var me = await Current.GetAsync();
        var found = new List<PatientNamed>();
        var problem = await Act.TryAsync(async () =>
            found = await Patients.PatientsAsync(
                me.Actor,
                Filter.TaskFilter(Spoken.TimeZone, [.. known.Keys]),
                name,
                CancellationToken.None
            )
        );
        foreach (var patient in found)
            known[patient.Id] = Spoken.Person(patient.Name, patient.Born, patient.Number);
        if (problem is null)
            return found.Count;
        Problem = problem;
        StateHasChanged();
        return null;
    }
}
