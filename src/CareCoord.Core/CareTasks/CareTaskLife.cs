using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>The life of a care task: each act checks that it may be, changes the task, and returns its entry in the history.</summary>
public sealed partial class CareTask
{
    /// <summary>
    /// Assigns work: the coordinator owns it until whoever is asked accepts; assigned to oneself, it is accepted at once.
    /// </summary>
    public static (CareTask Task, CareTaskEntry Act) Assign(TaskPlace place, CareTaskDraft draft, Assignee assignee, Worker by)
    {
        var task = new CareTask
        {
            PatientId = place.PatientId,
            Id = place.TaskId,
            BatchId = place.BatchId,
            CoordinatorAccountId = place.Coordinator,
            OwnerAccountId = place.Coordinator,
            OwnerHat = Hat.Coordinator,
            AssignedAt = by.Now,
            Labels = place.Labels,
        };
        task.Take(draft);
        task.OfferTo(assignee, by, TaskState.Assigned);
        if (task.IsOfferedToCoordinator(by))
            task.GiveTo(task.CoordinatorAccountId, Hat.Coordinator, TaskState.Accepted);
        return (task, task.Note(CareTaskAction.Assigned, task.AsCoordinator(by), null));
    }

    /// <summary>
    /// Whoever is asked takes it, and is its owner from now on; a deputy takes it for the colleague whose place they hold.
    /// </summary>
    public CareTaskEntry Accept(Worker by)
    {
        MustBeAsked(by);
        var (owner, hat) = (AskedAccountId, AskedHat) switch
        {
            ({ } asked, { } wears) => (asked, wears),
            _ when by.IsCoordinator => (CoordinatorAccountId, Hat.Coordinator),
            _ => (by.AccountId, by.Hat),
        };
        GiveTo(owner, hat, State == TaskState.Assigned ? TaskState.Accepted : State);
        return Note(CareTaskAction.Accepted, AsOwner(by), null);
    }

    /// <summary>Whoever is asked does not take it: a new task goes back to the coordinator, an offered one stays with its owner.</summary>
    public CareTaskEntry Decline(Worker by, string reason)
    {
        MustBeAsked(by);
        if (AskedUnitId is not null)
            throw new RuleBroken(
                "This stands in the queue of your unit. Leave it there for a colleague, or ask the coordinator to assign it elsewhere."
            );
        var declining = by.As(AskedAccountId, AskedHat);
        var isNew = State == TaskState.Assigned;
        ClearAsked();
        if (isNew)
        {
            Stand(TaskState.Declined, reason);
            (OwnerAccountId, OwnerHat) = (CoordinatorAccountId, Hat.Coordinator);
        }

        return Note(isNew ? CareTaskAction.Declined : CareTaskAction.Kept, declining, reason);
    }

    /// <summary>The owner begins with it.</summary>
    public CareTaskEntry Start(Worker by)
    {
        MustOwn(by, TaskState.Accepted, TaskState.Declined);
        Stand(TaskState.InProgress);
        return Note(CareTaskAction.Started, AsOwner(by), null);
    }

    /// <summary>The owner cannot go on before somebody or something else.</summary>
    public CareTaskEntry Wait(Worker by, string onWhom)
    {
        MustOwn(by, TaskState.Accepted, TaskState.InProgress);
        Stand(TaskState.Waiting, onWhom);
        return Note(CareTaskAction.Waits, AsOwner(by), onWhom);
    }

    /// <summary>The waiting is over.</summary>
    public CareTaskEntry Resume(Worker by)
    {
        MustOwn(by, TaskState.Waiting);
        Stand(TaskState.InProgress);
        return Note(CareTaskAction.Resumed, AsOwner(by), null);
    }

    /// <summary>The owner closes it with an outcome.</summary>
    public CareTaskEntry Complete(Worker by, string outcome)
    {
        MustOwn(by, TaskState.Accepted, TaskState.Declined, TaskState.InProgress, TaskState.Waiting);
        Close(TaskState.Done, outcome, by);
        return Note(CareTaskAction.Done, AsOwner(by), outcome);
    }

    /// <summary>The coordinator closes it without an outcome, with a reason.</summary>
    public CareTaskEntry Cancel(Worker by, string reason)
    {
        MustBeCoordinator(by, "cancel");
        Close(TaskState.Cancelled, reason, by);
        return Note(CareTaskAction.Cancelled, AsCoordinator(by), reason);
    }

    /// <summary>
    /// What it asks for was done on the page of the thing itself, by whoever may do that: it closes, whoever has it in hand.
    /// </summary>
    public CareTaskEntry Settle(Worker by, TaskReason outcome)
    {
        MustBeOpen();
        Close(TaskState.Done, null, by, outcome);
        return Note(CareTaskAction.Done, AsCoordinator(by), outcome);
    }

    /// <summary>The coordinator changes what is to be done, how soon, or until when; what it asked for before stays readable.</summary>
    public CareTaskEntry Change(Worker by, CareTaskDraft draft, AmendmentDraft asked)
    {
        MustBeCoordinator(by, "change");
        if (asked.Kind is AmendmentKind.EnteredInError or AmendmentKind.ErrorTakenBack)
            throw new RuleBroken("A task that should not be there is cancelled, with the reason.");
        var acting = AsCoordinator(by);
        var former = Draft;
        Take(draft);
        Version = Version.Amend(asked, new(acting.AccountId, acting.Hat, acting.InPlaceOf, acting.Now), former, Draft);
        return Note(CareTaskAction.Changed, acting, null);
    }

    /// <summary>What somebody wrote in its history is amended; where the task still says those words, it says the new ones.</summary>
    /// <param name="by">Who amends it.</param>
    /// <param name="entry">The entry of its history.</param>
    /// <param name="isLast">It is the last of its kind there.</param>
    /// <param name="asked">What kind of amendment it is, and why.</param>
    /// <param name="words">What it says from now on.</param>
    internal CareTaskEntry AmendWords(Worker by, CareTaskEntry entry, bool isLast, AmendmentDraft asked, string? words)
    {
        var acting = entry.AccountId == by.AccountId ? by : AsCoordinator(by);
        var saysThem =
            isLast
            && State == entry.State
            && StateReason is null or TaskReason.EnteredInError
            && entry.Action is CareTaskAction.Declined or CareTaskAction.Waits or CareTaskAction.Done or CareTaskAction.Cancelled;
        entry.Amend(asked, acting, words);
        if (saysThem)
            Stand(State, entry.Version.IsInError ? null : entry.Words, entry.Version.IsInError ? TaskReason.EnteredInError : null);
        EntryCount++;
        return new(this, CareTaskAction.Amended, acting, null) { Amends = entry.Number };
    }

    /// <summary>Anybody who works with the patient adds a sentence to the history.</summary>
    public CareTaskEntry AddNote(Worker by, string words) => Note(CareTaskAction.Noted, by, words);

    /// <summary>A rung of the ladder was reached, and somebody was told.</summary>
    public CareTaskEntry Climb(Rung rung, Worker by, EscalationOutcome outcome)
    {
        MustBeOpen();
        EntryCount++;
        var act = new CareTaskEntry(
            this,
            rung switch
            {
                Rung.Reminder => CareTaskAction.Reminded,
                Rung.Coordinator => CareTaskAction.Escalated,
                _ => CareTaskAction.EscalatedToDeputy,
            },
            by,
            null
        )
        {
            AboutAccountId = outcome.About,
        };
        return act.Reaching(outcome);
    }

    /// <summary>A line of the checklist is done, or not done after all: by the owner, or the coordinator.</summary>
    public CareTaskEntry Tick(CareTaskStep step, bool done, Worker by)
    {
        MustBeOpen();
        if (!IsOwnedBy(by) && !by.IsCoordinator)
            throw new RuleBroken("Only its owner can tick its steps. Accept it first.");
        step.Tick(done, by);
        return Note(done ? CareTaskAction.StepDone : CareTaskAction.StepUndone, AsOwnerOrCoordinator(by), step.Words);
    }

    /// <summary>A file was attached or removed.</summary>
    internal CareTaskEntry NoteFile(CareTaskAction act, Worker by, string name)
    {
        MustBeOpen();
        return Note(act, by, name);
    }

    private void Take(CareTaskDraft draft)
    {
        (Title, Why, About, AboutId, Priority) = (draft.Title, draft.Why, draft.About, draft.AboutId, draft.Priority);
        (DueAt, DueInBusinessDays) = (draft.DueAt, draft.DueInBusinessDays);
    }

    private void Close(TaskState state, string? note, Worker by, TaskReason? reason = null)
    {
        ClearAsked();
        Stand(state, note, reason);
        ClosedAt = by.Now;
    }

    private void Stand(TaskState state, string? note = null, TaskReason? reason = null) =>
        (State, StateNote, StateReason) = (state, note, reason);

    private CareTaskDraft Draft => new(Title, Why, About, AboutId, Priority, DueAt, DueInBusinessDays);

    internal CareTaskEntry Note(CareTaskAction act, Worker by, string? words)
    {
        EntryCount++;
        return new CareTaskEntry(this, act, by, words);
    }

    private CareTaskEntry Note(CareTaskAction act, Worker by, TaskReason reason)
    {
        EntryCount++;
        return new CareTaskEntry(this, act, by, null) { Reason = reason };
    }
}
