using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>
/// Who has a care task: it is offered to somebody, taken back, returned or moved, and its owner changes when the other accepts.
/// </summary>
public sealed partial class CareTask
{
    /// <summary>The owner offers it to somebody else, and stays the owner until they accept.</summary>
    public CareTaskEntry HandOver(Worker by, Assignee to, string? words)
    {
        MustOwn(by, TaskState.Accepted, TaskState.InProgress, TaskState.Waiting);
        if (IsAsked)
            throw new RuleBroken("It is offered to somebody already. Take that offer back first.");
        if (to.AccountId == OwnerAccountId)
            throw new RuleBroken("It is theirs already. Choose somebody else.");
        OfferTo(to, by, State);
        return Note(CareTaskAction.Offered, AsOwner(by), words);
    }

    /// <summary>The owner or the coordinator takes an offer back; a new task is then the coordinator's to do or to offer again.</summary>
    public CareTaskEntry Withdraw(Worker by)
    {
        MustBeOpen();
        if (!IsAsked)
            throw new RuleBroken("It is not offered to anybody, so there is no offer to take back.");
        if (!IsOwnedBy(by) && !by.IsCoordinator)
            throw new RuleBroken("Only its owner or the coordinator can take the offer back.");
        var acting = AsOwnerOrCoordinator(by);
        ClearAsked();
        if (State == TaskState.Assigned)
            GiveTo(CoordinatorAccountId, Hat.Coordinator, TaskState.Accepted);
        return Note(CareTaskAction.Withdrawn, acting, null);
    }

    /// <summary>The coordinator offers it to somebody else; whoever accepted it before stays the owner until the other accepts.</summary>
    public CareTaskEntry Reassign(Worker by, Assignee to, string? words)
    {
        MustBeCoordinator(by, "assign");
        var accepted = State is TaskState.Accepted or TaskState.InProgress or TaskState.Waiting;
        if (accepted && to.AccountId == OwnerAccountId)
            throw new RuleBroken("It is theirs already. Choose somebody else.");
        OfferTo(to, by, accepted && OwnerHat != Hat.Coordinator ? State : TaskState.Assigned);
        if (IsOfferedToCoordinator(by))
            GiveTo(CoordinatorAccountId, Hat.Coordinator, State == TaskState.Assigned ? TaskState.Accepted : State);
        return Note(CareTaskAction.Reassigned, AsCoordinator(by), words);
    }

    /// <summary>
    /// A provider has left the care team. What they owned is the coordinator's again, and what they were offered is not offered to them any
    /// more.
    /// </summary>
    /// <returns>Null where the task does not concern them.</returns>
    internal CareTaskEntry? ReturnFrom(Guid leaver, Worker by)
    {
        var (owned, asked) = (OwnerAccountId == leaver && OwnerHat == Hat.Provider, AskedAccountId == leaver && AskedHat == Hat.Provider);
        if (!IsOpen || !(owned || asked))
            return null;
        if (asked)
            ClearAsked();
        // Where somebody else is asked to take it over, they still are, and the coordinator owns it until they answer.
        if (owned || State == TaskState.Assigned)
        {
            Stand(IsAsked ? TaskState.Assigned : TaskState.Declined, null, IsAsked ? null : TaskReason.LeftTeam);
            (OwnerAccountId, OwnerHat) = (CoordinatorAccountId, Hat.Coordinator);
        }

        EntryCount++;
        return new(this, CareTaskAction.Returned, by, null) { Reason = TaskReason.LeftTeam, AboutAccountId = leaver };
    }

    /// <summary>
    /// The patient has another coordinator now: what the old one owned or was asked, or a deputy in their place, is theirs.
    /// </summary>
    internal CareTaskEntry MoveTo(Guid coordinator, Worker by)
    {
        MustBeOpen();
        if (OwnerHat == Hat.Coordinator)
            OwnerAccountId = coordinator;
        if (AskedHat == Hat.Coordinator)
            AskedAccountId = coordinator;
        CoordinatorAccountId = coordinator;
        return Note(CareTaskAction.CoordinatorChanged, by, null);
    }

    private void OfferTo(Assignee to, Worker by, TaskState state)
    {
        if (to.UnitId is not null && Labels != Category.None)
            throw new RuleBroken(
                "This is about a protected matter, so it cannot stand in a queue. Ask a person or a role of the care team."
            );
        (AskedAccountId, AskedHat, AskedUnitId, AskedRole, AskedBy, AskedAt) = (
            to.AccountId,
            to.Hat,
            to.UnitId,
            to.Role,
            by.AccountId,
            by.Now
        );
        if (state != TaskState.Assigned)
            return;
        Stand(TaskState.Assigned);
        (OwnerAccountId, OwnerHat) = (CoordinatorAccountId, Hat.Coordinator);
    }

    private bool IsOfferedToCoordinator(Worker by) => AskedHat == Hat.Coordinator && by.Is(CoordinatorAccountId, Hat.Coordinator);

    private void GiveTo(Guid account, Hat hat, TaskState state)
    {
        ClearAsked();
        (OwnerAccountId, OwnerHat, State) = (account, hat, state);
        if (state is not TaskState.Waiting)
            Stand(state);
    }

    private void ClearAsked() =>
        (AskedAccountId, AskedHat, AskedUnitId, AskedRole, AskedBy, AskedAt) = (null, null, null, null, null, null);
}
