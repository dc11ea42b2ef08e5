using CareCoord.Access;
using CareCoord.Organisations;

namespace CareCoord.CareTasks;

/// <summary>Which of a task's two clocks runs: from being asked until the answer, or around the due moment.</summary>
public enum TaskClock
{
    Answer,
    Finish,
}

/// <summary>Who is told on a rung of the ladder: whoever has to act, then the coordinator, then the coordinator's deputy.</summary>
public enum Rung
{
    Reminder,
    Coordinator,
    Deputy,
}

/// <summary>One rung of one task's ladder: it fires once, at its moment, unless the task is answered or closed before.</summary>
public sealed class CareTaskRung
{
    private CareTaskRung() { }

    internal CareTaskRung(CareTask task, TaskClock clock, int round, Rung rung, DateTimeOffset dueAt, DateTimeOffset now)
    {
        (PatientId, Id, TaskId, Labels) = (task.PatientId, Guid.CreateVersion7(now), task.Id, task.Labels);
        (Clock, Round, Rung, DueAt) = (clock, round, rung, dueAt);
    }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid TaskId { get; private set; }
    public TaskClock Clock { get; private set; }

    /// <summary>The number of the act for which the ladder was laid: a ladder that is laid anew begins a new round.</summary>
    public int Round { get; private set; }

    public Rung Rung { get; private set; }
    public DateTimeOffset DueAt { get; private set; }
    public DateTimeOffset? FiredAt { get; private set; }

    /// <summary>Who was told first.</summary>
    public Guid? Told { get; private set; }

    public Category Labels { get; private set; }

    internal void Fire(Guid told, DateTimeOffset now) => (Told, FiredAt) = (told, now);
}

/// <summary>The ladders, in open hours of the clinic: after being asked, and before (minus) or after the due moment.</summary>
public static class EscalationLadder
{
    private static readonly Dictionary<(Priority, TaskClock), (double Reminder, double Coordinator, double Deputy)> Hours = new()
    {
        [(Priority.Stat, TaskClock.Answer)] = (0.25, 0.5, 1),
        [(Priority.Asap, TaskClock.Answer)] = (1, 2, 4),
        [(Priority.Urgent, TaskClock.Answer)] = (4, 9, 13),
        [(Priority.Routine, TaskClock.Answer)] = (18, 27, 36),
        [(Priority.Stat, TaskClock.Finish)] = (-0.25, 0, 0.5),
        [(Priority.Asap, TaskClock.Finish)] = (-1, 1, 2),
        [(Priority.Urgent, TaskClock.Finish)] = (-4, 2, 9),
        [(Priority.Routine, TaskClock.Finish)] = (-9, 9, 18),
    };

    /// <summary>When a rung of a ladder is due, counted in the clinic's open time from its anchor.</summary>
    public static DateTimeOffset At(Priority priority, TaskClock clock, Rung rung, DateTimeOffset anchor, BusinessCalendar calendar)
    {
        var ladder = Hours[(priority, clock)];
        return calendar.AddBusinessTime(
            anchor,
            TimeSpan.FromHours(
                rung switch
                {
                    Rung.Reminder => ladder.Reminder,
                    Rung.Coordinator => ladder.Coordinator,
                    _ => ladder.Deputy,
                }
            )
        );
    }

    /// <summary>The rungs of one clock that are still to come.</summary>
    internal static IEnumerable<CareTaskRung> Lay(CareTask task, TaskClock clock, BusinessCalendar calendar, DateTimeOffset now)
    {
        if ((clock == TaskClock.Answer ? now : task.DueAt) is not { } anchor)
            yield break;
        foreach (var rung in Enum.GetValues<Rung>())
        {
            var at = At(task.Priority, clock, rung, anchor, calendar);
            if (at > now)
                yield return new CareTaskRung(task, clock, task.EntryCount, rung, at, now);
        }
    }
}

/// <summary>
/// What the ladders of a task stand on: who owes an answer since when, and until when it is to be done. Where that changes, what is left of
/// the ladder goes, and one is laid anew.
/// </summary>
public sealed record EscalationBasis(EscalationBasis.OfAnswer? Answer, EscalationBasis.OfFinish? Finish)
{
    /// <summary>What those of a task stand on now.</summary>
    public static EscalationBasis Of(CareTask task) =>
        new(
            task.IsOpen && (task.IsAsked || task.State == TaskState.Declined)
                ? new(task.AskedAccountId, task.AskedUnitId, task.AskedAt, task.Priority)
                : null,
            task.IsOpen && task.DueAt is { } due ? new(due, task.Priority) : null
        );

    /// <summary>Whether a clock has a ladder.</summary>
    public bool Stood(TaskClock clock) => clock == TaskClock.Answer ? Answer is not null : Finish is not null;

    /// <summary>Whether the ladder of a clock no longer stands as it did.</summary>
    public bool IsGone(CareTask task, TaskClock clock) => clock == TaskClock.Answer ? Answer != Of(task).Answer : Finish != Of(task).Finish;

    /// <summary>The ladders that stand now and did not before.</summary>
    public IEnumerable<CareTaskRung> Lay(CareTask task, BusinessCalendar calendar, DateTimeOffset now) =>
        Enum.GetValues<TaskClock>()
            .Where(clock => Of(task).Stood(clock) && IsGone(task, clock))
            .SelectMany(clock => EscalationLadder.Lay(task, clock, calendar, now));

    /// <summary>Who owes an answer, since when.</summary>
    public sealed record OfAnswer(Guid? Account, Guid? Unit, DateTimeOffset? Since, Priority Priority);

    /// <summary>Until when it is to be done.</summary>
    public sealed record OfFinish(DateTimeOffset Due, Priority Priority);
}
