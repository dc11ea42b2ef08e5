using CareCoord.Access;
using CareCoord.CareTasks;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>Tasks without a database, in any state, and the people around them: what the life of a task itself says.</summary>
public static class TaskImagined
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private static readonly Guid Carla = Guid.Parse("00000000-0000-7000-8000-00000000000c");
    private static readonly Guid Nina = Guid.Parse("00000000-0000-7000-8000-0000000000a1");
    private static readonly Guid Mia = Guid.Parse("00000000-0000-7000-8000-0000000000a2");
    private static readonly Guid Unit = Guid.Parse("00000000-0000-7000-8000-0000000000f1");

    /// <summary>To whom a task is offered who has not answered.</summary>
    public enum Offer
    {
        None,
        Person,
        Unit,
        Coordinator,
    }

    /// <summary>
    /// Nina owns what is accepted, Mia is asked, and others stand in for each or work in the unit. One has nothing to do with the task but
    /// the patient.
    /// </summary>
    public static readonly Dictionary<string, Worker> People = new()
    {
        ["the owner"] = new(Nina, Hat.Provider, Monday, [], []),
        ["the one who is asked"] = new(Mia, Hat.Provider, Monday, [], []),
        ["the coordinator"] = new(Carla, Hat.Coordinator, Monday, [], []),
        ["the coordinator, who works in the unit"] = new(Carla, Hat.Coordinator, Monday, [], [Unit]),
        ["the coordinator's deputy"] = new(Guid.CreateVersion7(), Hat.Coordinator, Monday, [Carla], []),
        ["the owner's deputy"] = new(Guid.CreateVersion7(), Hat.Provider, Monday, [Nina], []),
        ["the deputy of the one who is asked"] = new(Guid.CreateVersion7(), Hat.Provider, Monday, [Mia], []),
        ["somebody of the unit"] = new(Guid.CreateVersion7(), Hat.Provider, Monday, [], [Unit]),
        ["somebody of the team"] = new(Guid.CreateVersion7(), Hat.Provider, Monday, [], []),
    };

    public static CareTaskDraft Content { get; } =
        new("Agree on a meal plan", "Her sugar is high.", TaskAbout.General, null, Priority.Routine, null, null);

    /// <summary>The acts that a page offers, each done on a task.</summary>
    public static readonly Dictionary<CareTaskAction, Func<CareTask, Worker, CareTaskEntry>> Commands = new()
    {
        [CareTaskAction.Accepted] = (task, by) => task.Accept(by),
        [CareTaskAction.Declined] = (task, by) => task.Decline(by, "No time."),
        [CareTaskAction.Started] = (task, by) => task.Start(by),
        [CareTaskAction.Waits] = (task, by) => task.Wait(by, "on the lab"),
        [CareTaskAction.Resumed] = (task, by) => task.Resume(by),
        [CareTaskAction.Done] = (task, by) => task.Complete(by, "Agreed."),
        [CareTaskAction.Offered] = (task, by) => task.HandOver(by, new(Guid.CreateVersion7(), Hat.Provider, null, null), null),
        [CareTaskAction.Withdrawn] = (task, by) => task.Withdraw(by),
        [CareTaskAction.Reassigned] = (task, by) => task.Reassign(by, new(Guid.CreateVersion7(), Hat.Provider, null, null), null),
        [CareTaskAction.Noted] = (task, by) => task.AddNote(by, "She is away on Fridays."),
        [CareTaskAction.Changed] = (task, by) => task.Change(by, Content with { Title = "Agree on snacks" }, TaskStage.Because),
        [CareTaskAction.Cancelled] = (task, by) => task.Cancel(by, "Not needed."),
        [CareTaskAction.StepDone] = (task, by) => task.Tick(new CareTaskStep(task, 0, "Call her", Monday), true, by),
    };

    /// <summary>The offers that a state can have.</summary>
    public static IEnumerable<Offer> Offers(TaskState state) =>
        state switch
        {
            TaskState.Assigned => [Offer.Person, Offer.Unit],
            TaskState.Accepted or TaskState.InProgress or TaskState.Waiting => [Offer.None, Offer.Person, Offer.Unit, Offer.Coordinator],
            _ => [Offer.None],
        };

    /// <summary>A new task, offered to Mia or the unit.</summary>
    public static CareTask New(Offer offer) =>
        CareTask
            .Assign(new(Guid.CreateVersion7(), Guid.CreateVersion7(), Carla, null, Category.None), Content, To(offer), Coordinator)
            .Task;

    /// <summary>A task in a state, which it came to by its own acts.</summary>
    public static CareTask In(TaskState state, Offer offer, bool ownedByCoordinator)
    {
        var (owner, by) = ownedByCoordinator
            ? (new Assignee(Carla, Hat.Coordinator, null, null), Coordinator)
            : (new Assignee(Nina, Hat.Provider, null, null), People["the owner"]);
        if (state is TaskState.Assigned or TaskState.Declined)
        {
            var asked = New(offer == Offer.None ? Offer.Person : offer);
            if (state == TaskState.Declined)
                asked.Decline(People["the one who is asked"], "No time.");
            return asked;
        }

        var (task, _) = CareTask.Assign(
            new(Guid.CreateVersion7(), Guid.CreateVersion7(), Carla, null, Category.None),
            Content,
            owner,
            Coordinator
        );
        if (!ownedByCoordinator)
            task.Accept(by);
        if (state is TaskState.InProgress or TaskState.Waiting)
            task.Start(by);
        if (state == TaskState.Waiting)
            task.Wait(by, "on the lab");
        if (offer != Offer.None && !(ownedByCoordinator && offer == Offer.Coordinator))
            task.HandOver(by, To(offer), null);
        if (state == TaskState.Done)
            task.Complete(by, "Agreed.");
        if (state == TaskState.Cancelled)
            task.Cancel(Coordinator, "Not needed.");
        return task;
    }

    /// <summary>The row in which somebody sees it, as the list reads it.</summary>
    public static TaskRow RowOf(CareTask task, Worker by)
    {
        var people = by.StandsInFor.Append(by.AccountId).ToHashSet();
        var queued = task.AskedUnitId is { } unit && by.Units.Contains(unit);
        var part =
            (people.Contains(task.OwnerAccountId) ? TaskPart.Owner : 0)
            | (queued || (task.AskedAccountId is { } asked && people.Contains(asked)) ? TaskPart.Asked : 0)
            | (people.Contains(task.CoordinatorAccountId) ? TaskPart.Coordinator : 0)
            | (queued ? TaskPart.Queue : 0);
        return new(
            task.PatientId,
            task.Id,
            task.Title,
            task.About,
            task.Priority,
            task.DueAt,
            task.State,
            task.StateNote,
            "Denise Example",
            "Somebody",
            task.IsAsked ? "Somebody" : null,
            part,
            task.EntryCount,
            0,
            0
        );
    }

    private static Worker Coordinator => People["the coordinator"];

    private static Assignee To(Offer offer) =>
        offer switch
        {
            Offer.Unit => new(null, null, Unit, null),
            Offer.Coordinator => new(Carla, Hat.Coordinator, null, null),
            _ => new(Mia, Hat.Provider, null, null),
        };
}
