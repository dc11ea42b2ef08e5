using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Shared;
using CareCoord.Testing;
using FsCheck.Fluent;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>Thousands of random lives of a task without a database: whatever is tried by whomever, the task stays whole.</summary>
public sealed class TaskLivesTests
{
    private const int Lives = 5_000;
    private static readonly string[] Names = [.. TaskImagined.People.Keys];
    private static readonly CareTaskAction[] Acts = [.. TaskImagined.Commands.Keys.Order()];

    [Fact]
    public void Whatever_is_tried_it_has_one_owner_at_most_one_outcome_and_a_history_without_gaps() =>
        Seeds.Run(seed =>
        {
            var chance = seed.Numbers();
            var seen = new HashSet<CareTaskAction>();
            var moves = from who in Gen.Choose(0, Names.Length - 1) from what in Gen.Choose(0, Acts.Length - 1) select (who, what);
            foreach (var life in seed.Some(Gen.ListOf(moves, 40), Lives))
            {
                var task = TaskImagined.New(chance.Next(2) == 0 ? TaskImagined.Offer.Person : TaskImagined.Offer.Unit);
                var outcomes = 0;
                var tried = "assigned";
                foreach (var (who, what) in life)
                {
                    tried += $", {Acts[what]} by {Names[who]}";
                    if (Try(task, TaskImagined.People[Names[who]], Acts[what], tried) is not { } act)
                        continue;
                    seen.Add(act);
                    outcomes += act is CareTaskAction.Done or CareTaskAction.Cancelled ? 1 : 0;
                }

                Assert.True(outcomes == (task.IsOpen ? 0 : 1), tried);
            }

            // The lives reach every act.
            Assert.Superset(Acts.ToHashSet(), seen);
        });

    private static CareTaskAction? Try(CareTask task, Worker by, CareTaskAction what, string tried)
    {
        var before = Standing(task);
        var closed = !task.IsOpen;
        try
        {
            var act = TaskImagined.Commands[what](task, by);
            Assert.True(act.Number == before.EntryCount + 1 && act.Number == task.EntryCount, tried);
            Assert.True(
                (act.State, act.OwnerAccountId, act.AskedAccountId, act.AskedUnitId)
                    == (task.State, task.OwnerAccountId, task.AskedAccountId, task.AskedUnitId),
                tried
            );
            Assert.True(
                (act.AccountId, act.Hat) == (by.AccountId, by.Hat)
                    && (act.ForAccountId is not { } absent || by.StandsInFor.Contains(absent)),
                tried
            );
            if (closed)
                Assert.True(act.Action == CareTaskAction.Noted && Standing(task) with { EntryCount = before.EntryCount } == before, tried);
            IsWhole(task, tried);
            return act.Action;
        }
        catch (RuleBroken refused)
        {
            Assert.True(Standing(task) == before, tried);
            Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
            return null;
        }
    }

    // What the checks of the database say of a task, and that it is somebody's.
    private static void IsWhole(CareTask task, string tried)
    {
        Assert.True(task.OwnerAccountId != Guid.Empty && task.OwnerHat is Hat.Coordinator or Hat.Provider, tried);
        Assert.True(task.OwnerHat == Hat.Provider || task.OwnerAccountId == task.CoordinatorAccountId, tried);
        Assert.True(task.AskedHat != Hat.Coordinator || task.AskedAccountId == task.CoordinatorAccountId, tried);
        Assert.True(task.AskedAccountId is null || task.AskedUnitId is null, tried);
        Assert.True(task.State != TaskState.Assigned || task.IsAsked, tried);
        Assert.True(task.OwnerHat == Hat.Coordinator || task.State is not (TaskState.Assigned or TaskState.Declined), tried);
        Assert.True(task.State is not (TaskState.Declined or TaskState.Done or TaskState.Cancelled) || !task.IsAsked, tried);
        Assert.True(task.IsAsked == (task.AskedBy is not null) && task.IsAsked == (task.AskedAt is not null), tried);
        Assert.True(task.IsOpen == task.State is not (TaskState.Done or TaskState.Cancelled), tried);
        Assert.True(
            (task.StateNote is not null || task.StateReason is not null)
                == task.State is TaskState.Declined or TaskState.Waiting or TaskState.Done or TaskState.Cancelled,
            tried
        );
    }

    private static Stood Standing(CareTask task) =>
        new(
            task.State,
            task.StateNote,
            task.OwnerAccountId,
            task.OwnerHat,
            task.AskedAccountId,
            task.AskedUnitId,
            task.AskedBy,
            task.AskedAt,
            task.ClosedAt,
            task.EntryCount
        );

    private sealed record Stood(
        TaskState State,
        string? Note,
        Guid Owner,
        Hat OwnerHat,
        Guid? Asked,
        Guid? Unit,
        Guid? AskedBy,
        DateTimeOffset? AskedAt,
        DateTimeOffset? ClosedAt,
        int EntryCount
    );
}
