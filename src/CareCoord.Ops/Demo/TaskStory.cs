using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.LegalDocuments;
using CareCoord.Notifications;
using CareCoord.Ops.Seeding;
using CareCoord.Organisations;
using CareCoord.Providers;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>
/// Plays the life of a care task from the day it was assigned until now, as people and the ladder's worker would have. Each turn comes at
/// its moment, and between them every rung whose moment came.
/// </summary>
/// <param name="scene">Where it is set.</param>
/// <param name="patient">Whose task it is.</param>
/// <param name="coordinator">The patient's coordinator, by this assignment.</param>
/// <param name="assignment">The id of the coordinator's assignment to the patient.</param>
/// <param name="nextId">Gives the ids of the rows.</param>
internal sealed class TaskStory(DemoScene scene, Guid patient, Guid coordinator, Guid assignment, Func<Guid> nextId)
{
    private readonly List<CareTaskStep> steps = [];
    private readonly List<CareTaskWatcher> watchers = [];
    private readonly List<CareTaskRung> waiting = [];
    private CareTask task = null!;

    /// <param name="text">What is told.</param>
    /// <param name="about">The activity that it is about.</param>
    public void Write(TaskText text, Activity? about)
    {
        var at = scene.Calendar.WorkMoment(text.DaysAgo, text.At);
        var due =
            text.DueInBusinessDays is { } days ? scene.Calendar.Business.AddBusinessDays(at, days)
            : text.Due is { } said ? DemoCalendar.At(scene.Calendar.Workday(said.Day), DemoCalendar.Time(said.At))
            : (DateTimeOffset?)null;
        var content = new CareTaskDraft(
            text.Title,
            text.Why,
            about is null ? text.About : TaskAbout.PlanActivity,
            about?.LineageId,
            text.Priority,
            due,
            text.DueInBusinessDays
        );
        var asked =
            text.Unit is { } unit ? new Assignee(null, null, unit, null)
            : text.For is { } staff ? new Assignee(staff.AccountId, Hat.Provider, null, text.ByRole ? staff.Role : null)
            : new Assignee(coordinator, Hat.Coordinator, null, null);
        Play(content, asked, about?.Labels ?? Category.None, text.Steps, text.Watchers, By(coordinator, Hat.Coordinator, at), text.Then);
    }

    /// <summary>A task that the coordinator gets with an act of their own, in the portal's words.</summary>
    public void Write(CareTaskDraft content, string[] checklist, DateTimeOffset at, TaskTurn[] then) =>
        Play(
            content,
            new(coordinator, Hat.Coordinator, null, null),
            Category.None,
            checklist,
            [],
            By(coordinator, Hat.Coordinator, at),
            then
        );

    /// <summary>
    /// The review of a document, which the portal itself gave to the coordinator when it was handed in, and which closes with their
    /// verdict.
    /// </summary>
    public void WriteReview(CareTaskDraft content, DateTimeOffset at, DateTimeOffset verdictAt, TaskReason? outcome) =>
        Play(
            content,
            new(coordinator, Hat.Coordinator, null, null),
            Category.None,
            [],
            [],
            ReviewWork.Portal(at),
            outcome is null ? [] : [TaskTurn.Settles(verdictAt, outcome.Value)]
        );

    private void Play(
        CareTaskDraft content,
        Assignee assignee,
        Category labels,
        string[] checklist,
        StaffMember[] watching,
        Worker by,
        TaskTurn[] then
    )
    {
        var at = by.Now;
        (task, var act) = CareTask.Assign(new(patient, nextId(), coordinator, null, labels), content, assignee, by);
        steps.AddRange(checklist.Select((words, position) => new CareTaskStep(task, position, words, at)));
        watchers.AddRange(watching.Select(w => new CareTaskWatcher(task, w.AccountId, Hat.Provider, at)));
        Keep(act, TaskHands.Of(task), new(null, null), at);

        foreach (var turn in then)
        {
            var moment = turn.Moment ?? scene.Calendar.WorkMoment(turn.DaysAgo, turn.At);
            at = moment > at ? moment : at;
            Climb(at);
            var (hands, basis, who) = (TaskHands.Of(task), EscalationBasis.Of(task), Who(turn.By, at));
            Keep(turn.Step is { } line ? task.Tick(steps[line], true, who) : turn.Do(task, who), hands, basis, at);
        }

        Climb(scene.Calendar.Now);
        WriteRows();
    }

    private Worker Who(TurnOf turn, DateTimeOffset at) =>
        turn switch
        {
            TurnOf.Asked => By(task.AskedAccountId!.Value, task.AskedHat!.Value, at),
            TurnOf.Owner => By(task.OwnerAccountId, task.OwnerHat, at),
            _ => By(coordinator, Hat.Coordinator, at),
        };

    private static Worker By(Guid account, Hat hat, DateTimeOffset at) => new(account, hat, at, [], []);

    private void Climb(DateTimeOffset until)
    {
        while (task.IsOpen && waiting.Where(rung => rung.DueAt <= until).MinBy(rung => rung.DueAt) is { } rung)
        {
            // The worker needs a moment, and nobody is woken before that.
            var at = rung.DueAt.AddSeconds(5) < until ? rung.DueAt.AddSeconds(5) : until;
            var (told, kind, telling) = Told(rung);
            if (kind == CareTaskNotifications.LateDeputy)
                LetIn(rung, told[0], at);
            waiting.Remove(rung);
            scene.Rows.Keep(rung, new { FiredAt = at, Told = told[0] });
            Keep(
                task.Climb(rung.Rung, By(Actor.Portal.AccountId, Hat.System, at), telling),
                TaskHands.Of(task),
                EscalationBasis.Of(task),
                at
            );
            foreach (var person in told)
                Tell(
                    person,
                    scene.Rows.Of<Provider>().Exists(p => p.AccountId == person) ? Hat.Provider : Hat.Coordinator,
                    kind,
                    Actor.Portal.AccountId,
                    at
                );
        }
    }

    private (List<Guid> Told, NotificationKind Kind, EscalationOutcome Outcome) Told(CareTaskRung rung)
    {
        var offered = rung.Clock == TaskClock.Answer || task.State == TaskState.Assigned;
        if (rung.Rung == Rung.Deputy)
        {
            return scene.Rows.Of<StandingDeputy>().Find(d => d.AccountId == coordinator)?.DeputyAccountId is { } deputy
                ? ([deputy], CareTaskNotifications.LateDeputy, new(EscalationAudience.Deputy, deputy, About: coordinator))
                : ([coordinator], CareTaskNotifications.Late, new(EscalationAudience.Again, coordinator));
        }

        if (rung.Rung == Rung.Reminder && offered && task.AskedUnitId is { } unit)
        {
            return (MembersOf(unit), CareTaskNotifications.Reminder, new(EscalationAudience.Unit, null, Unit: unit));
        }

        var one =
            rung.Rung == Rung.Coordinator ? coordinator
            : offered ? task.AskedAccountId ?? coordinator
            : task.OwnerAccountId;
        return (
            [one],
            rung.Rung == Rung.Reminder ? CareTaskNotifications.Reminder : CareTaskNotifications.Late,
            new(EscalationAudience.Person, one)
        );
    }

    private List<Guid> MembersOf(Guid unit) => [.. scene.Rows.Of<UnitMember>().Where(m => m.UnitId == unit).Select(m => m.AccountId)];

    // The deputy sees the patient for a week, and watches the task from then on.
    private void LetIn(CareTaskRung rung, Guid deputy, DateTimeOffset at)
    {
        scene.Rows.AddTo(
            "stand_ins",
            new
            {
                PatientId = patient,
                Id = nextId(),
                AccountId = deputy,
                ForAccountId = coordinator,
                Basis = "caseload",
                RelationId = assignment,
                Source = "escalation",
                SourceId = rung.Id,
                Since = at,
                Until = at.AddDays(7),
            }
        );
        if (!watchers.Exists(w => w.AccountId == deputy))
            watchers.Add(new(task, deputy, Hat.Coordinator, at));
    }

    private void Keep(CareTaskEntry act, TaskHands hands, EscalationBasis basis, DateTimeOffset at)
    {
        scene.Rows.Keep(act, new { Id = nextId() });
        foreach (
            var (account, hat, kind) in CareTaskRecipients
                .Of(task, act.Action, hands, watchers)
                .Where(told => told.Account != act.AccountId)
        )
            Tell(account, hat, kind, act.AccountId, at);
        if (act.Action == CareTaskAction.Assigned && task.AskedUnitId is { } unit)
            MembersOf(unit).ForEach(member => Tell(member, Hat.Provider, CareTaskNotifications.Asked, act.AccountId, at));
        waiting.RemoveAll(rung => basis.IsGone(task, rung.Clock));
        waiting.AddRange(basis.Lay(task, scene.Calendar.Business, at).Select(rung => SeedRows.Change(rung, new { Id = nextId() })));
    }

    // In a unit's queue, those who are told may not know the patient.
    private void Tell(Guid account, Hat hat, NotificationKind kind, Guid causedBy, DateTimeOffset at) =>
        scene.Tell(account, hat, kind, task.AskedUnitId is not null && hat == Hat.Provider ? null : patient, task.Id, causedBy, at);

    private void WriteRows()
    {
        scene.Rows.Keep(task);
        steps.ForEach(step => scene.Rows.Keep(step, new { Id = nextId() }));
        watchers.ForEach(watcher => scene.Rows.Keep(watcher, new { Id = nextId() }));
        waiting.ForEach(rung => scene.Rows.Keep(rung));
    }
}
