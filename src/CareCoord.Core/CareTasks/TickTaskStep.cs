using CareCoord.Access;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>Says that a line of a task's checklist is done, or takes that back.</summary>
public sealed record TaskStepTicked(Guid PatientId, Guid TaskId, Guid StepId, bool Done);

/// <summary>Ticks a line of a checklist; doing so twice is as good as once.</summary>
public sealed class TickTaskStep(CareTaskTools tools)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such line for the asker, <see cref="RuleBroken"/> where the task is not theirs or is
    /// closed.
    /// </summary>
    public Task RunAsync(Actor asker, TaskStepTicked request, CancellationToken cancel) =>
        TaskConcurrencyConflict.AgainAsync(() => OnceAsync(asker, request, cancel));

    private async Task OnceAsync(Actor asker, TaskStepTicked request, CancellationToken cancel)
    {
        var calendar = await tools.Calendars.CalendarAsync(cancel);
        await using var work = await CareTaskUnitOfWork.OpenAsync(
            tools,
            asker,
            request.PatientId,
            request.TaskId,
            null,
            CareTaskAccess.TickStep,
            cancel
        );
        var step =
            await work
                .Db.Set<CareTaskStep>()
                .SingleOrDefaultAsync(s => s.PatientId == request.PatientId && s.TaskId == request.TaskId && s.Id == request.StepId, cancel)
            ?? throw new NotFound();
        if (step.DoneAt is not null == request.Done)
            return;
        await work.KeepAsync(work.Task.Tick(step, request.Done, work.By), calendar, cancel);
    }
}
