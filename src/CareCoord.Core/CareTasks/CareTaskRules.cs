using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>What stands against an act on a task, in sentences for the person.</summary>
public sealed partial class CareTask
{
    /// <summary>The virus scanner found one of its files harmful, however the task stands.</summary>
    internal CareTaskEntry FoundHarmful(string name, Worker by) => Note(CareTaskAction.FoundHarmful, by, name);

    private bool IsOwnedBy(Worker by) => by.Is(OwnerAccountId, OwnerHat);

    // In whose place somebody acts who may, by being the owner or the coordinator or by standing in for them.
    private Worker AsOwner(Worker by) => by.As(OwnerAccountId, OwnerHat);

    private Worker AsCoordinator(Worker by) => by.IsCoordinator ? by.As(CoordinatorAccountId, Hat.Coordinator) : by;

    private Worker AsOwnerOrCoordinator(Worker by) => IsOwnedBy(by) ? AsOwner(by) : AsCoordinator(by);

    private void MustBeOpen()
    {
        if (!IsOpen)
            throw new RuleBroken(State == TaskState.Done ? "This is done already." : "This was cancelled.");
    }

    private void MustBeAsked(Worker by)
    {
        MustBeOpen();
        if (!IsAsked)
            throw new RuleBroken("Nobody is asked to take this just now.");
        if (!by.Is(AskedAccountId, AskedHat) && !(AskedUnitId is { } unit && by.Units.Contains(unit)))
            throw new RuleBroken("Somebody else is asked to take this, so only they can answer.");
    }

    private void MustOwn(Worker by, params TaskState[] states)
    {
        MustBeOpen();
        if (!IsOwnedBy(by))
            throw new RuleBroken("Only its owner can do this.");
        if (!states.Contains(State))
        {
            throw new RuleBroken(
                State switch
                {
                    TaskState.Assigned => "It is not accepted yet. Accept it first, or take the offer back.",
                    TaskState.Declined => "It was declined. Assign it to somebody, or start it yourself.",
                    TaskState.Waiting => "It is waiting. Go on with it first.",
                    TaskState.InProgress => "It is in progress already.",
                    _ => "It is accepted but not started.",
                }
            );
        }
    }

    private void MustBeCoordinator(Worker by, string verb)
    {
        MustBeOpen();
        if (!by.IsCoordinator)
            throw new RuleBroken($"Only the patient's coordinator can {verb} this. Add a note to tell them what you need.");
    }
}
