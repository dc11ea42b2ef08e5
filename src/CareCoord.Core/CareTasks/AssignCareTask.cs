using System.ComponentModel.DataAnnotations;
using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>Work for one patient, or the same work for many: to whom, with which checklist, and who watches besides.</summary>
public sealed record CareTaskAssigned(
    [property:
        MinLength(1, ErrorMessage = "Choose at least one patient."),
        MaxLength(CareTaskAssigned.MostPatients, ErrorMessage = "Choose at most 500 patients at once.")
    ]
        IReadOnlyList<Guid> Patients,
    CareTaskDraft Draft,
    AssigneeChoice Assignee,
    [property: MaxLength(CareTaskAssigned.MostSteps, ErrorMessage = "A checklist has at most 30 lines.")] IReadOnlyList<string> Steps,
    [property: MaxLength(CareTaskAssigned.MostWatchers, ErrorMessage = "At most 20 people watch a task.")] IReadOnlyList<Guid> Watchers
)
{
    public const int MostPatients = 500;
    public const int MostSteps = 30;
    public const int MostWatchers = 20;
}

/// <summary>
/// Assigns a care task to a provider, a role of the care team or a unit. For many patients at once it assigns all of them or none.
/// </summary>
public sealed class AssignCareTask(CareTaskTools tools)
{
    /// <summary>
    /// The ids of the tasks, in the order of the patients. Throws <see cref="NotFound"/> where the asker may not see one of the patients.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> RunAsync(Actor asker, CareTaskAssigned request, CancellationToken cancel)
    {
        Checked.Of(request);
        var patients = request.Patients.Distinct().ToArray();
        if (request.Draft.AboutId is not null && patients.Length > 1)
            throw new RuleBroken("A task for many patients cannot be about one thing of one of them. Choose the kind only.");
        var steps = request
            .Steps.Where(step => step.Kept() is not null)
            .Select(step => OneLine.Of(Checked.Of(new Line(step)).Words))
            .ToList();
        var calendar = await tools.Calendars.CalendarAsync(cancel);
        await using var db = await tools.Databases.OpenAsync(asker, cancel);
        var now = tools.Clock.GetUtcNow();
        Guid? batch = patients.Length > 1 ? Guid.CreateVersion7(now) : null;
        var subject = batch ?? Guid.CreateVersion7(now);
        await tools.Gate.PassAsync(db, CareTaskAccess.Assign, patients, batch is null ? "care_task" : "care_task_batch", subject, cancel);
        var by = await db.WorkerAsync(now, cancel);
        var draft = request.Draft.Settled(calendar, now, null);
        var people = await Assignees.ForPatientsAsync(db, patients, request.Assignee, now, cancel);

        var tasks = new NewCareTasks(db, calendar, by);
        foreach (var patient in patients)
        {
            var labels = await tools.Subjects.LabelsAsync(db, patient, draft, cancel);
            var place = new TaskPlace(
                patient,
                batch is null ? subject : Guid.CreateVersion7(now),
                people.Coordinator(patient),
                batch,
                labels
            );
            tasks.Add(
                place,
                draft,
                people.Find(patient, request.Assignee, asker),
                steps,
                request.Watchers.Distinct().Select(watcher => people.Find(patient, new(watcher), asker))
            );
        }

        await tasks.KeepAsync(cancel);
        await db.CommitAsync(cancel);
        return tasks.Ids;
    }

    private sealed record Line([property: Sentence("Write what is to be done.", CareTask.TitleLength)] string Words);
}
