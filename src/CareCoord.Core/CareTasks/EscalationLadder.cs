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
    private CareTaskRung()
    {
    }

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
        return calendar.AddBusinessTime(anchor, TimeSpan.FromHours(rung switch
        {
            Rung.Reminder => ladder.Reminder,
            Rung.Coordinator => ladder.Coordinator,
            _ => ladder.Deputy,
        }));
    }

    /// <summary>Whether an act makes the clock of the answer begin anew, or end.</summary>
    public static bool EndsAnswer(TaskAct act) =>
        act is TaskAct.Accepted or TaskAct.Declined or TaskAct.Offered or TaskAct.Kept or TaskAct.Withdrawn or TaskAct.Reassigned or TaskAct.Started;

    /// <summary>Whether somebody owes an answer: whoever is asked, or the coordinator where it was declined.</summary>
    public static bool AwaitsAnswer(CareTask task) => task.IsOpen && (task.IsAsked || task.State == TaskState.Declined);

    /// <summary>Whether a clock still runs for a task: not once it is closed, or answered.</summary>
    internal static bool Runs(CareTask task, TaskClock clock) => clock == TaskClock.Answer ? AwaitsAnswer(task) : task.IsOpen;

    /// <summary>The rungs of one clock that are still to come.</summary>
    public static IEnumerable<CareTaskRung> Lay(CareTask task, TaskClock clock, BusinessCalendar calendar, DateTimeOffset now)
    {
        if ((clock == TaskClock.Answer ? now : task.DueAt) is not { } anchor)
            yield break;
        foreach (var rung in Enum.GetValues<Rung>())
        {
            var at = At(task.Priority, clock, rung, anchor, calendar);
            if (at > now)
                yield return new CareTaskRung(task, clock, task.Acts, rung, at, now);
        }
    }
}
