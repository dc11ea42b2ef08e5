using CareCoord.Access;
using CareCoord.Files;
using CareCoord.Patients;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>One page of a file of a task, to be looked at.</summary>
public sealed record TaskFilePageView(PatientBanner Patient, Guid TaskId, string Title, int Page, int Pages, FileHandedOut File);

/// <summary>Reads the files of care tasks: whole, or a page at a time.</summary>
public sealed class CareTaskFileQueries(RecordReader records)
{
    private const string Kind = "care_task_attachment";

    private const string Task = "select from care_tasks t where t.patient_id = $1 and t.id = $2";

    private const string File = $"""
        select f.pages, t.id as task_id, t.title, {FileHandedOut.ColumnsOut}
        from care_task_attachments a
        join files f on f.patient_id = a.patient_id and f.id = a.file_id
        join care_tasks t on t.patient_id = a.patient_id and t.id = a.task_id
        where a.patient_id = $1 and a.id = $2 and $3 between 1 and f.pages
        """;

    /// <summary>
    /// Whether there is such a task, before a file for it is read. Throws <see cref="NotFound"/> where the asker may not see it.
    /// </summary>
    public Task<bool> AttachingAsync(Actor actor, Guid patientId, Guid taskId, CancellationToken cancel) =>
        records.ReadAsync(
            actor,
            patientId,
            CareTaskAccess.Prepare,
            [new(Task, patientId, taskId)],
            async (rows, granted) => await rows.ReadAsync(cancel) ? granted.MayManage(Category.Plan) : throw new NotFound(),
            cancel
        );

    /// <summary>A file of a task, to be handed out. Throws <see cref="NotFound"/> where the asker may not see it.</summary>
    public Task<FileHandedOut> FileAsync(Actor actor, Guid patientId, Guid attachmentId, CancellationToken cancel) =>
        records.ReadAsync(
            actor,
            patientId,
            CareTaskAccess.ReadFile,
            Subject.Of(Kind, attachmentId),
            [new(File, patientId, attachmentId, 1)],
            async (rows, _) => (await rows.FirstAsync<Found>(cancel))?.Out ?? throw new NotFound(),
            cancel
        );

    /// <summary>
    /// A page with what surrounds it. Throws <see cref="NotFound"/> where the asker may not see the file, or it has no such page.
    /// </summary>
    public Task<TaskFilePageView> PageAsync(Actor actor, Guid patientId, Guid attachmentId, int number, CancellationToken cancel) =>
        records.ReadAsync(
            actor,
            patientId,
            FilePage.Open(CareTaskAccess.ReadFilePage, patientId, Kind, attachmentId, number, picture: false),
            [PatientBanner.Statement(patientId), new(File, patientId, attachmentId, number)],
            async (rows, granted) =>
            {
                var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
                var found = await rows.FirstAsync<Found>(cancel) ?? throw new NotFound();
                return new TaskFilePageView(patient, found.TaskId, found.Title, number, found.Pages, found.Out);
            },
            cancel
        );

    /// <summary>The file of which a page is drawn. Throws <see cref="NotFound"/> as <see cref="PageAsync"/> does.</summary>
    public Task<FileHandedOut> PictureAsync(Actor actor, Guid patientId, Guid attachmentId, int number, CancellationToken cancel) =>
        records.ReadAsync(
            actor,
            patientId,
            FilePage.Open(CareTaskAccess.ReadFilePage, patientId, Kind, attachmentId, number, picture: true),
            [new(File, patientId, attachmentId, number)],
            async (rows, _) => (await rows.FirstAsync<Found>(cancel))?.Out ?? throw new NotFound(),
            cancel
        );

    private sealed record Found(int Pages, Guid TaskId, string Title, FileHandedOut Out);
}
