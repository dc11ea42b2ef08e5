using CareCoord.CareTasks;
using CareCoord.CareTeams;

namespace CareCoord.Ops.Demo;

/// <summary>The care tasks of a sketched person: two to four, in every state, some late and some without a day.</summary>
internal sealed class PlausibleTasks(
    DemoRecord record,
    Random random,
    PersonSketch person,
    Dictionary<TeamRole, StaffMember> team,
    TeamRole? leaver
)
{
    private static readonly string[] Hours = ["8:30", "9:15", "10:10", "11:40", "13:20", "14:05", "15:30", "16:15"];

    /// <param name="knownDays">For how many days the network has known them: no task is older.</param>
    public void Write(int knownDays)
    {
        var kinds = TaskKind
            .Of(person.Has)
            .Where(kind => kind.For == TeamRole.Coordinator || (team.ContainsKey(kind.For) && kind.For != leaver))
            .Where(kind => kind.Activity is null || record.Has(kind.Activity))
            .ToArray();
        random.Shuffle(kinds);
        foreach (var kind in kinds.Take(random.Next(2, 5)))
            Write(kind, Math.Min(random.Next(2, 15), knownDays));
    }

    private void Write(TaskKind kind, int daysAgo)
    {
        var staff = kind.For == TeamRole.Coordinator ? null : team[kind.For];
        var (recent, then) = staff is null ? (daysAgo, OnesOwn(daysAgo)) : OfOthers(daysAgo);
        var soon = random.Next(100);
        var due = random.Next(100);
        record.Task(
            new(kind.Title, kind.Why, staff, recent, Hours[random.Next(4)])
            {
                About = kind.About,
                Activity = kind.Activity,
                ByRole = random.Next(3) == 0,
                Priority =
                    soon < 62 ? Priority.Routine
                    : soon < 88 ? Priority.Urgent
                    : soon < 97 ? Priority.Asap
                    : Priority.Stat,
                DueInBusinessDays = due is >= 28 and < 40 ? recent + random.Next(1, 8) : null,
                Due =
                    due < 28 ? null
                    : due < 40 ? null
                    : (due < 55 && recent > 2 ? -random.Next(1, recent) : random.Next(0, 16), Hours[4 + random.Next(4)]),
                Steps = random.Next(4) == 0 ? ["Look at the record", "Talk with the patient", "Write down what was agreed"] : [],
                Then = then,
            }
        );
    }

    private TaskTurn[] OnesOwn(int daysAgo) =>
        random.Next(100) switch
        {
            < 45 => [],
            < 75 => [TaskTurn.Starts(random.Next(1, daysAgo + 1), "16:30")],
            _ => [TaskTurn.Completes(random.Next(1, daysAgo + 1), "16:30", "Done by phone.")],
        };

    // When it was assigned, and what others did with it since. What nobody has answered is seldom older than two days.
    private (int DaysAgo, TaskTurn[] Then) OfOthers(int daysAgo)
    {
        var later = random.Next(1, daysAgo + 1);
        var accepted = TaskTurn.Accepts(daysAgo, "15:50");
        return random.Next(100) switch
        {
            < 16 => (random.Next(2), []),
            < 22 => (random.Next(2, 5), []),
            < 28 => (daysAgo, [TaskTurn.Declines(daysAgo, "15:20", "This is not mine to do. Please ask the family doctor.")]),
            < 52 => (daysAgo, [accepted]),
            < 72 => (daysAgo, [accepted, TaskTurn.Starts(later, "16:20")]),
            < 82 => (
                daysAgo,
                [accepted, TaskTurn.Starts(later, "16:20"), TaskTurn.Waits(later, "16:40", "The lab, which sends its report next week")]
            ),
            < 86 => (daysAgo, [accepted, TaskTurn.Cancels(later, "16:45", "It has been settled at the last visit.")]),
            _ => (
                daysAgo,
                [accepted, TaskTurn.Starts(later, "16:20"), TaskTurn.Completes(later, "16:50", "Talked it through with the patient.")]
            ),
        };
    }
}
