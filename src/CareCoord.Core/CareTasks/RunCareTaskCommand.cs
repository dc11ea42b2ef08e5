using CareCoord.Access;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>A command on one task, as the person saw it: <paramref name="Seen"/> is the number of acts its history had.</summary>
public sealed record CareTaskCommanded(Guid PatientId, Guid TaskId, int Seen, CareTaskCommand Command);

/// <summary>Does one command on one task: all acts of its life but assigning it.</summary>
public sealed class RunCareTaskCommand(CareTaskTools tools)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such task for the asker, and <see cref="RuleBroken"/> where the task stands
    /// otherwise than they saw it.
    /// </summary>
    public Task RunAsync(Actor asker, CareTaskCommanded request, CancellationToken cancel) =>
        TaskConcurrencyConflict.AgainAsync(() => OnceAsync(asker, request, cancel));

    private async Task OnceAsync(Actor asker, CareTaskCommanded request, CancellationToken cancel)
    {
        var command = Checked.Of(request.Command);
        var calendar = await tools.Calendars.CalendarAsync(cancel);
        await using var work = await CareTaskUnitOfWork.OpenAsync(
            tools,
            asker,
            request.PatientId,
            request.TaskId,
            request.Seen,
            command.Rule,
            cancel
        );
        var to = command.To is { } whom
            ? (await Assignees.ForAsync(work.Db, work.Task, whom, work.By.Now, cancel)).Find(request.PatientId, whom, asker)
            : null;
        var draft = command.NewDraft is { } asked
            ? await tools.Subjects.CheckAsync(
                work.Db,
                request.PatientId,
                asked.Settled(calendar, work.By.Now, work.Task),
                work.Task.Labels,
                cancel
            )
            : null;
        var entry = command.Entry is not { } number
            ? null
            : await work
                .Db.Set<CareTaskEntry>()
                .SingleOrDefaultAsync(a => a.PatientId == request.PatientId && a.TaskId == request.TaskId && a.Number == number, cancel)
                ?? throw new NotFound();
        // Two who amend the same words take turns, so that the later one is told.
        if (
            entry is not null
            && !(
                await work.Db.AskAsync<int>(
                    $"""
                    select entry_count as "Value" from care_tasks where patient_id = {request.PatientId} and id = {request.TaskId}
                    for update
                    """,
                    cancel
                )
            ).Contains(work.Task.EntryCount)
        )
            throw new TaskConcurrencyConflict();
        var isLast =
            entry is not null
            && !await work
                .Db.Set<CareTaskEntry>()
                .AnyAsync(
                    a =>
                        a.PatientId == request.PatientId
                        && a.TaskId == request.TaskId
                        && a.Number > entry.Number
                        && a.Action == entry.Action,
                    cancel
                );
        await work.KeepAsync(command.Do(work.Task, new(work.By, to, draft, entry, isLast)), calendar, cancel);
    }
}
