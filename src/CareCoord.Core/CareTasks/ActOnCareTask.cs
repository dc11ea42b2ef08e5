using CareCoord.Access;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>A deed on one task, as the person saw it: <paramref name="Seen"/> is the number of acts its history had.</summary>
public sealed record CareTaskActedOn(Guid PatientId, Guid TaskId, int Seen, CareTaskDeed Deed);

/// <summary>Does one deed on one task: all acts of its life but assigning it.</summary>
public sealed class ActOnCareTask(CareTaskTools tools)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such task for the asker, and <see cref="RuleBroken"/> where the task stands otherwise than they saw it.
    /// </summary>
    public Task RunAsync(Actor asker, CareTaskActedOn request, CancellationToken cancel) =>
        TaskOutrun.AgainAsync(() => OnceAsync(asker, request, cancel));

    private async Task OnceAsync(Actor asker, CareTaskActedOn request, CancellationToken cancel)
    {
        var deed = Checked.Of(request.Deed);
        var calendar = await tools.Calendars.CalendarAsync(cancel);
        await using var hand = await TaskInHand.OpenAsync(tools, asker, request.PatientId, request.TaskId, request.Seen, deed.Rule, cancel);
        var to = deed.To is { } whom
            ? (await Assignees.ForAsync(hand.Db, hand.Task, whom, hand.By.Now, cancel)).Find(request.PatientId, whom, asker)
            : null;
        var content = deed.NewWork is { } work
            ? await TaskSubject.CheckAsync(
                hand.Db,
                request.PatientId,
                work.Content(calendar, hand.By.Now, hand.Task),
                hand.Task.Labels,
                cancel
            )
            : null;
        var entry = deed.Entry is not { } number
            ? null
            : await hand
                .Db.Set<CareTaskAct>()
                .SingleOrDefaultAsync(a => a.PatientId == request.PatientId && a.TaskId == request.TaskId && a.Number == number, cancel)
                ?? throw new NotFound();
        // Two who amend the same words take turns, so that the later one is told.
        if (
            entry is not null
            && !(
                await hand.Db.AskAsync<int>(
                    $"select acts as \"Value\" from care_tasks where patient_id = {request.PatientId} and id = {request.TaskId} for update",
                    cancel
                )
            ).Contains(hand.Task.Acts)
        )
            throw new TaskOutrun();
        var isLast =
            entry is not null
            && !await hand
                .Db.Set<CareTaskAct>()
                .AnyAsync(
                    a => a.PatientId == request.PatientId && a.TaskId == request.TaskId && a.Number > entry.Number && a.Act == entry.Act,
                    cancel
                );
        await hand.KeepAsync(deed.Do(hand.Task, new(hand.By, to, content, entry, isLast)), calendar, cancel);
    }
}
