using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Shared;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>What a page offers is what the task itself lets happen: in every state, offered or not, for everybody who sees it.</summary>
public sealed class TaskMayTests
{
    /// <summary>The states, whether it is offered to somebody besides, and whether the coordinator owns it.</summary>
    public static TheoryData<TaskState, TaskImagined.Offer, bool> Tasks()
    {
        var all = new TheoryData<TaskState, TaskImagined.Offer, bool>();
        foreach (var state in Enum.GetValues<TaskState>())
        {
            foreach (var offer in TaskImagined.Offers(state))
            {
                all.Add(state, offer, false);
                all.Add(state, offer, true);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void What_is_offered_is_possible_and_what_is_possible_is_offered(
        TaskState state,
        TaskImagined.Offer offer,
        bool ownedByCoordinator
    )
    {
        foreach (var (who, by) in TaskImagined.People)
        {
            foreach (var act in TaskImagined.Commands.Keys)
            {
                // Each command on a task of its own, for it changes the task.
                var task = TaskImagined.In(state, offer, ownedByCoordinator);
                var offered = CareTaskMay.May(TaskImagined.RowOf(task, by), by.Hat, act);
                string? refusal = null;
                try
                {
                    // Some of what a coordinator does the gate asks of the hat.
                    if (act is CareTaskAction.Cancelled or CareTaskAction.Reassigned or CareTaskAction.Changed && by.Hat != Hat.Coordinator)
                        throw new RuleBroken("Not with this hat.");
                    TaskImagined.Commands[act](task, by);
                }
                catch (RuleBroken refused)
                {
                    refusal = refused.Message;
                }

                Assert.True(
                    offered == (refusal is null),
                    $"{state}, {offer}{(ownedByCoordinator ? ", the coordinator's" : "")}: "
                        + $"{act} by {who} is {(offered ? "" : "not ")}offered, and {refusal ?? "done"}"
                );
            }
        }
    }

    [Theory]
    [InlineData(Hat.Patient)]
    [InlineData(Hat.Caregiver)]
    [InlineData(Hat.Administrator)]
    [InlineData(Hat.System)]
    public void Nobody_but_staff_is_offered_anything(Hat hat)
    {
        var task = TaskImagined.In(TaskState.Accepted, TaskImagined.Offer.None, false);
        var row = TaskImagined.RowOf(task, TaskImagined.People["the owner"]) with
        {
            Part = TaskPart.Owner | TaskPart.Asked | TaskPart.Coordinator,
        };

        Assert.Empty(CareTaskMay.Commands(row, hat));
        Assert.Null(CareTaskMay.Next(row, hat));
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void The_one_primary_act_is_among_those_offered(TaskState state, TaskImagined.Offer offer, bool ownedByCoordinator)
    {
        foreach (var by in TaskImagined.People.Values)
        {
            var row = TaskImagined.RowOf(TaskImagined.In(state, offer, ownedByCoordinator), by);
            if (CareTaskMay.Next(row, by.Hat) is { } next)
                Assert.Contains(next, CareTaskMay.Commands(row, by.Hat));
        }
    }
}
