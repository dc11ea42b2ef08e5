using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.Files;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.CareTasks;

internal static class CareTasksFeature
{
    public static readonly RecordTable Tasks = new("care_tasks", Category.Plan, Labelled: true) { Title = "title" };

    public static readonly Feature Feature = new("care tasks")
    {
        Tables =
        [
            Tasks,
            new("care_task_versions", Category.Plan, Labelled: true),
            new("care_task_entries", Category.Plan, Labelled: true),
            new("care_task_entry_versions", Category.Plan, Labelled: true),
            new("care_task_steps", Category.Plan, Labelled: true),
            new("care_task_watchers", Category.Plan, Labelled: true),
            new("care_task_attachments", Category.Plan, Labelled: true),
            new("care_task_rungs", Category.Plan, Labelled: true),
        ],
        Services = services =>
            services
                .AddSingleton<CareTaskQueries>()
                .AddSingleton<AssigneeQueries>()
                .AddSingleton<TaskPatientQueries>()
                .AddSingleton<CareTaskTools>()
                .AddSingleton<CareTaskSubjects>()
                .AddSingleton<TeamDuties, TasksOfLeaver>()
                .AddSingleton<CaseloadDuties, TasksOfCaseload>()
                .AddSingleton<AssignCareTask>()
                .AddSingleton<RunCareTaskCommand>()
                .AddSingleton<TickTaskStep>()
                .AddSingleton<WatchCareTask>()
                .AddSingleton<AttachToCareTask>()
                .AddSingleton<DetachFromCareTask>()
                .AddSingleton<FireDueEscalations>()
                .AddSingleton<CareTaskFileQueries>()
                .AddSingleton<FileOwner, CareTaskFiles>(),
    };
}
