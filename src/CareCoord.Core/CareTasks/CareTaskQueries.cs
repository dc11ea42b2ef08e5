using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.SavedViews;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.CareTasks;

/// <summary>Reads the task lists and single tasks, each in one round trip.</summary>
public sealed class CareTaskQueries(RecordReader records, TimeProvider clock)
{
    private const string Rest = """
        select t.why, t.about_id,
               coalesce(v.title, (select c.title from activities c where c.patient_id = t.patient_id and c.lineage_id = t.about_id
                                                     order by c.id desc limit 1)) as about_title,
               t.due_in_business_days, t.assigned_at, c.display_name as coordinator, t.asked_role, t.closed_at is null as open,
               exists (select from care_task_watchers w where w.patient_id = t.patient_id and w.task_id = t.id
                         and w.account_id = (select app.actor_id())) as watched, t.labels
        from care_tasks t
        join accounts c on c.id = t.coordinator_account_id
        left join appointments v on v.patient_id = t.patient_id and v.id = t.about_id
        where t.patient_id = $1 and t.id = $2
        """;

    private const string Steps = """
        select s.id, s.words, s.done_at, a.display_name as done_by from care_task_steps s left join accounts a on a.id = s.done_by
        where s.patient_id = $1 and s.task_id = $2 order by s.position, s.id
        """;

    private const string Watchers = """
        select w.account_id, a.display_name as name from care_task_watchers w join accounts a on a.id = w.account_id
        where w.patient_id = $1 and w.task_id = $2 and app.watches_still(w.patient_id, w.id) order by w.since, w.id
        """;

    private const string Attachments = """
        select t.id, f.name, f.media_type, f.size as bytes, f.pages, f.scan, a.display_name as added_by, t.added_at
        from care_task_attachments t
        join files f on f.patient_id = t.patient_id and f.id = t.file_id
        join accounts a on a.id = t.added_by
        where t.patient_id = $1 and t.task_id = $2 order by t.added_at, t.id
        """;

    private const string OfPatient = """
         where t.patient_id = $1 and (t.closed_at is null or t.closed_at > (select app.actor_moment()) - interval '90 days')
        order by t.closed_at desc nulls first, t.due_key, t.id limit 200
        """;

    /// <summary>A page of a list, with how many stand in each.</summary>
    public Task<TasksView> TasksAsync(Actor actor, TaskFilter asked, CancellationToken cancel) =>
        ReadAsync(actor, CareTaskAccess.ReadLists, Lists(asked), asked.Known, rows => ListsAsync(rows, asked, cancel), cancel);

    /// <summary>
    /// What the task desk shows: a page of a list, the asker's saved views, and their columns (null where they never chose). Throws
    /// <see cref="NotFound"/> for a hat that has no such desk.
    /// </summary>
    public Task<TaskDeskView> DeskAsync(Actor actor, TaskFilter asked, CancellationToken cancel)
    {
        actor.MustBeAt(Desk.Tasks);
        return ReadAsync(
            actor,
            CareTaskAccess.ReadLists,
            [.. Lists(asked), SavedView.Statement(Desk.Tasks), KeptColumns.Statement(Desk.Tasks)],
            asked.Known,
            async rows => new TaskDeskView(
                await ListsAsync(rows, asked, cancel),
                await rows.ListAsync<SavedView>(cancel),
                (await rows.FirstAsync<KeptColumns>(cancel))?.Columns
            ),
            cancel
        );
    }

    /// <summary>
    /// One task. Throws <see cref="NotFound"/> where the asker may not see it; what stands in their unit's queue they see, and nothing else
    /// of the record.
    /// </summary>
    /// <param name="known">The patients that the asker's open page shows already; null where it is opened now.</param>
    public Task<TaskDetail> TaskAsync(Actor actor, Guid patientId, Guid taskId, IReadOnlyList<Guid>? known, CancellationToken cancel)
    {
        // The portal's own work sees tasks without the people they are for: for it there is none here.
        const string Where = """
             where t.patient_id = $1 and t.id = $2 and (p.name is not null or t.asked_unit_id = any (who.units))
            offset (select app.show(array(select c.patient_id from care_tasks c where c.patient_id = $1 and c.id = $2)))
            """;
        Sql[] content =
        [
            .. new[]
            {
                CareTaskListSql.Rows + Where,
                Rest,
                Steps,
                Watchers,
                Attachments,
                TaskHistorySql.Former,
                TaskHistorySql.FormerWords,
                TaskHistorySql.Entries,
            }.Select(text => new Sql(text, patientId, taskId)),
        ];
        return records.ReadOneAsync(
            actor.Toward(patientId),
            CareTaskAccess.Read,
            Subject.Of("care_task", taskId),
            content,
            async rows =>
            {
                var row = await rows.FirstAsync<TaskRow>(cancel) ?? throw new NotFound();
                var rest = await rows.FirstAsync<RestRow>(cancel) ?? throw new NotFound();
                var (steps, watchers, files) = (
                    await rows.ListAsync<StepView>(cancel),
                    await rows.ListAsync<WatcherView>(cancel),
                    await rows.ListAsync<AttachmentView>(cancel)
                );
                var former = await rows.ListAsync<FormerVersion>(cancel);
                return new TaskDetail(
                    row,
                    rest.Why,
                    rest.AboutId,
                    rest.AboutTitle,
                    rest.DueInBusinessDays,
                    rest.AssignedAt,
                    rest.Coordinator,
                    rest.AskedRole,
                    rest.Open,
                    rest.Watched,
                    rest.Labels,
                    steps,
                    watchers,
                    files,
                    await TaskHistorySql.ReadAsync(rows, actor, cancel),
                    former
                );
            },
            known,
            cancel
        );
    }

    /// <summary>The tasks of one patient: what is open, then what was closed in the last 90 days; at most 200.</summary>
    public Task<(Patients.PatientBanner Patient, List<TaskRow> Tasks)> OfPatientAsync(
        Actor actor,
        Guid patientId,
        CancellationToken cancel
    ) =>
        records.ReadAsync(
            actor,
            patientId,
            CareTaskAccess.Read,
            [Patients.PatientBanner.Statement(patientId), new(CareTaskListSql.Rows + OfPatient, patientId)],
            async (rows, granted) => (await Patients.PatientBanner.ReadAsync(rows, granted, cancel), await rows.ListAsync<TaskRow>(cancel)),
            cancel
        );

    private Sql[] Lists(TaskFilter asked)
    {
        var now = clock.GetUtcNow();
        return [CareTaskPageSql.Of(asked, now), CareTaskListSql.Counts(asked.Zone, now)];
    }

    private static async Task<TasksView> ListsAsync(NpgsqlDataReader rows, TaskFilter asked, CancellationToken cancel)
    {
        var page = Page<TaskRow>.Of(
            await rows.ListAsync<TaskRow>(cancel),
            CareTaskListSql.PageSize,
            last => CareTaskKey.Of(last, asked.Order)
        );
        var all = await rows.OneAsync<CountsRow>(cancel);
        return new TasksView(page, all.Counts, all.ChangesOf);
    }

    private Task<T> ReadAsync<T>(
        Actor actor,
        AuditedAction action,
        Sql[] content,
        IReadOnlyList<Guid>? known,
        Func<NpgsqlDataReader, Task<T>> project,
        CancellationToken cancel
    ) =>
        known is null
            ? records.ReadListAsync(actor, action, content, project, cancel)
            : records.ReadListAsync(actor, action, content, project, known, cancel);

    private sealed record CountsRow(int[] Counts, Guid[] ChangesOf);

    private sealed record RestRow(
        string Why,
        Guid? AboutId,
        string? AboutTitle,
        int? DueInBusinessDays,
        DateTimeOffset AssignedAt,
        string Coordinator,
        CareTeams.TeamRole? AskedRole,
        bool Open,
        bool Watched,
        Category Labels
    );
}
