using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.CareTeams;
using CareCoord.Core.Tests.Files;
using CareCoord.Shared;
using CareCoord.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>
/// What holds after every act, whatever many people do with a task in whatever order, one after another and at the same time.
/// </summary>
public sealed class TaskLawsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const int Lives = 40;

    // Whoever does what, about whom it is, and whether somebody else does the same kind of thing at the same moment.
    private static readonly Gen<Move> Moves =
        from who in Gen.Choose(0, 7)
        from what in Gen.Choose(0, 14)
        from whom in Gen.Choose(0, 5)
        from rival in Gen.Choose(0, 20)
        select new Move(who, what, whom, rival <= 7 ? rival : null);

    private TaskStage stage = null!;
    private Actor[] people = [];

    public async Task InitializeAsync()
    {
        stage = await TaskStage.PlayAsync(database);
        people =
        [
            stage.Coordinator,
            stage.Coordinator,
            stage.Nurse,
            stage.Mia,
            stage.Uma,
            stage.Ugo,
            stage.Cast.Self,
            stage.Cast.Caregiver,
        ];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public Task A_task_always_has_one_owner_at_most_one_outcome_and_its_whole_history() =>
        Seeds.RunAsync(async seed =>
        {
            var chance = seed.Numbers();
            // The sequences go on until they have reached every act that people do: a rare one may need a few lives more.
            var missing = new HashSet<CareTaskAction>
            {
                CareTaskAction.Assigned,
                CareTaskAction.Accepted,
                CareTaskAction.Declined,
                CareTaskAction.Started,
                CareTaskAction.Waits,
                CareTaskAction.Resumed,
                CareTaskAction.Done,
                CareTaskAction.Cancelled,
                CareTaskAction.Offered,
                CareTaskAction.Withdrawn,
                CareTaskAction.Reassigned,
                CareTaskAction.Changed,
                CareTaskAction.Noted,
                CareTaskAction.StepDone,
                CareTaskAction.Attached,
                CareTaskAction.Watched,
            };
            for (var lived = 0; lived < Lives || (missing.Count > 0 && lived < 10 * Lives); lived++)
            {
                var task = await stage.AssignAsync(Whom(chance.Next(6)), TaskStage.Work(inDays: 3), ["Call her", "Write it down"]);
                foreach (var move in seed.Some(Gen.ListOf(Moves, 35), 1, lived).Single())
                    await HoldsAfterAsync(task, move);
                missing.ExceptWith((await stage.HistoryAsync(task)).Select(entry => SnakeCaseNames.FromSnake<CareTaskAction>(entry.Item1)));
            }

            Assert.Empty(missing);
        });

    private async Task HoldsAfterAsync(Guid task, Move move)
    {
        var before = await stage.TaskAsync(task);
        stage.Tick();
        var acting = new List<int> { move.Who };
        if (move.Rival is { } rival)
            acting.Add(rival);
        var kept = (await Task.WhenAll(acting.Select(who => TryAsync(task, before.EntryCount, move with { Who = who })))).Count(went =>
            went
        );
        var after = await stage.TaskAsync(task);

        Assert.InRange(after.EntryCount - before.EntryCount, move.MayBeSoAlready ? 0 : kept, kept);
        Assert.Contains(after.Owner, new[] { stage.Coordinator, stage.Nurse, stage.Mia, stage.Uma, stage.Ugo }.Select(a => a.AccountId));
        if (before.State is "done" or "cancelled")
            Assert.Equal((before.State, before.Note, before.Owner), (after.State, after.Note, after.Owner));
        Assert.Equal("", await database.AsOwnerAsync<string>(Broken, task));
    }

    private async Task<bool> TryAsync(Guid task, int seen, Move move)
    {
        var actor = people[move.Who];
        try
        {
            await (
                move.What switch
                {
                    12 => database
                        .Get<TickTaskStep>()
                        .RunAsync(actor, new(stage.Patient, task, await StepAsync(task), Done: move.Whom % 2 == 0), default),
                    13 => database
                        .Get<WatchCareTask>()
                        .RunAsync(actor, new(stage.Patient, task, actor.AccountId, Watches: move.Whom % 2 == 0), default),
                    14 => database
                        .Get<AttachToCareTask>()
                        .RunAsync(actor, new(stage.Patient, task, ReceivedFiles.Of((byte)move.Whom)), default),
                    _ => database.Get<RunCareTaskCommand>().RunAsync(actor, new(stage.Patient, task, seen, Command(move)), default),
                }
            );
            return true;
        }
        catch (Exception refused) when (refused is RuleBroken or NotFound)
        {
            return false;
        }
    }

    private CareTaskCommand Command(Move move) =>
        move.What switch
        {
            0 or 1 => new AcceptCareTask(),
            2 => new DeclineCareTask("Not for me."),
            3 => new StartCareTask(),
            4 => new WaitWithCareTask("on the lab"),
            5 => new ResumeCareTask(),
            6 => move.Whom == 0 ? new CompleteCareTask("It is agreed.") : new NoteOnCareTask("Nearly done."),
            7 => move.Whom == 0 ? new CancelCareTask("Not needed any more.") : new NoteOnCareTask("Is it still needed?"),
            8 => new WithdrawCareTask(),
            9 => new HandOverCareTask(Whom(move.Whom), "Could you?"),
            10 => new ReassignCareTask(Whom(move.Whom), null),
            _ => new ChangeCareTask(
                TaskStage.Work(title: "Agree on meals", inDays: 2 + move.Whom, priority: (Priority)(move.Whom % 4)),
                TaskStage.Because
            ),
        };

    private AssigneeChoice Whom(int whom) =>
        whom switch
        {
            0 => new(stage.Mia.AccountId),
            1 => new(stage.Nurse.AccountId),
            2 => new(Role: TeamRole.Nutritionist),
            3 or 4 => new(Unit: stage.Unit),
            _ => new(stage.Coordinator.AccountId),
        };

    private Task<Guid> StepAsync(Guid task) =>
        database.AsOwnerAsync<Guid>("select id from care_task_steps where task_id = $1 order by position limit 1", task);

    // What is wrong with a task, in words; nothing, where all holds.
    private const string Broken = """
        select concat_ws('; ',
            case when t.owner_account_id is null then 'nobody owns it' end,
            case when h.entries <> t.entry_count or h.first <> 1 or h.last <> t.entry_count then 'its history has a gap' end,
            case when l.state <> t.state or l.owner_account_id <> t.owner_account_id then 'its history ends otherwise than it stands' end,
            case when h.outcomes > 1 or (h.outcomes = 1) <> (t.closed_at is not null) then 'it has not just one outcome' end,
            case when h.nameless > 0 then 'an act is nobody''s' end,
            case when t.closed_at is not null and r.waiting > 0 then 'it is closed, and still has rungs' end,
            case when r.answers > 0 and t.asked_by is null and t.state <> 'declined' then 'it has rungs although nobody owes an answer' end)
        from care_tasks t
        cross join lateral (select count(*) entries, min(a.number) first, max(a.number) last,
                                   count(*) filter (where a.action in ('done', 'cancelled')) outcomes,
                                   count(*) filter (where a.account_id is null or a.hat not in ('coordinator', 'provider')) nameless
                            from care_task_entries a where a.patient_id = t.patient_id and a.task_id = t.id) h
        cross join lateral (select a.state, a.owner_account_id from care_task_entries a where a.patient_id = t.patient_id
                              and a.task_id = t.id order by a.number desc limit 1) l
        cross join lateral (select count(*) filter (where r.fired_at is null) waiting,
                                   count(*) filter (where r.fired_at is null and r.clock = 'answer') answers
                            from care_task_rungs r where r.patient_id = t.patient_id and r.task_id = t.id) r
        where t.id = $1
        """;

    private sealed record Move(int Who, int What, int Whom, int? Rival)
    {
        /// <summary>Doing it twice is as good as once.</summary>
        public bool MayBeSoAlready => What >= 12;
    }
}
