using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Ops.Audit;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>Sixteen workers on one queue, while people act on the same tasks: no rung twice, none left, and no act lost.</summary>
public sealed class LadderCrowdTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Workers = 16;
    private const int Patients = 40;

    private static readonly DateTimeOffset Nine = new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);

    // The rungs of a task that fired, beside the acts of its history that say so.
    private const string Misfits = """
        select count(*) from care_tasks t
        cross join lateral (select count(*) filter (where r.fired_at is not null) fired,
                                   count(*) filter (where r.fired_at is null and r.due_at <= $1) waiting
                            from care_task_rungs r where (r.patient_id, r.task_id) = (t.patient_id, t.id)) r
        cross join lateral (select count(*) n, max(a.number) last, min(a.number) first, count(*) filter (where a.hat = 'system') climbed
                            from care_task_entries a where (a.patient_id, a.task_id) = (t.patient_id, t.id)) a
        where r.waiting > 0 or r.fired <> a.climbed or (a.n, a.last, a.first) is distinct from (t.entry_count::bigint, t.entry_count, 1)
        """;

    private readonly LadderStage stage = new(database);

    [Fact]
    public async Task Sixteen_workers_fire_every_rung_once()
    {
        await stage.OpenAsync(Nine);
        await CrowdAsync();
        var rungs = await stage.UnfiredAsync();
        Assert.True(rungs > 900, $"There were {rungs} rungs.");
        database.Clock.Set(Nine.AddDays(60));

        var fired = await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync()));

        Assert.Equal(rungs, fired.Sum());
        Assert.True(fired.Count(f => f > 0) > 1, "Only one of the workers found something to do.");
        Assert.Equal(0, await database.AsOwnerAsync<long>(Misfits, database.Clock.GetUtcNow()));
        Assert.Equal(
            rungs,
            await database.AsOwnerAsync<long>(
                """
                select count(*) from audit_entries
                where action in ('care-task.reminded', 'care-task.escalated', 'care-task.escalated-to-deputy')
                """
            )
        );
        Assert.Empty((await VerifyAudit.RunAsync(database.OwnerConnectionString, null, default)).Problems);
        Assert.Equal(0, await OutOfOrderAsync());
    }

    [Fact]
    public Task People_who_act_at_the_same_time_lose_nothing_and_number_nothing_twice() =>
        Seeds.RunAsync(async seed =>
        {
            await stage.OpenAsync(Nine);
            var (nurse, coordinator, tasks) = await CrowdAsync();
            database.Clock.Set(Nine.AddDays(60));

            var people = Enumerable.Range(0, 6).Select(number => ActAsync(seed.Numbers(number), nurse, coordinator, tasks)).ToArray();
            var workers = Enumerable.Range(0, Workers).Select(_ => WorkAsync()).ToArray();
            await Task.WhenAll(workers);
            var kept = (await Task.WhenAll(people)).Sum();
            await WorkAsync();

            Assert.True(kept > 100, $"People did {kept} things.");
            Assert.Equal(0, await database.AsOwnerAsync<long>(Misfits, database.Clock.GetUtcNow()));
            Assert.Equal(
                kept,
                await database.AsOwnerAsync<long>("select count(*) from care_task_entries where hat <> 'system' and action <> 'assigned'")
            );
            Assert.Equal(0, await OutOfOrderAsync());
        });

    // A worker that is passed by because somebody was changing a task comes back, as the real one does after a second.
    private async Task<int> WorkAsync()
    {
        var fired = 0;
        while (true)
        {
            var climbed = await stage.Ladders.ClimbAsync([], default);
            Assert.Empty(climbed.Stuck);
            fired += climbed.Fired;
            if (climbed is { Busy: 0, Fired: 0 })
                return fired;
        }
    }

    // What each of them did; what was refused, for the task stood otherwise by then, is not done.
    private async Task<int> ActAsync(Random dice, Actor nurse, Actor coordinator, IReadOnlyList<Guid> tasks)
    {
        var kept = 0;
        for (var turn = 0; turn < 40; turn++)
        {
            var task = tasks[dice.Next(tasks.Count)];
            (Actor who, CareTaskCommand command) = dice.Next(7) switch
            {
                0 => (nurse, (CareTaskCommand)new AcceptCareTask()),
                1 => (nurse, new DeclineCareTask("Not mine.")),
                2 => (nurse, new StartCareTask()),
                3 => (nurse, new CompleteCareTask("Done.")),
                4 => (coordinator, new CancelCareTask("Not needed.")),
                _ => (dice.Next(2) == 0 ? nurse : coordinator, new NoteOnCareTask("Seen.")),
            };
            try
            {
                await stage.ActAsync(who, task, command);
                kept++;
            }
            catch (RuleBroken)
            {
                // Their command did not fit how the task stood.
            }
        }

        return kept;
    }

    // Forty patients of one coordinator and one nurse, four tasks each, with both clocks running.
    private async Task<(Actor Nurse, Actor Coordinator, IReadOnlyList<Guid> Tasks)> CrowdAsync()
    {
        await database.AsOwnerAsync(
            "delete from patient_access where account_id in ($1, $2)",
            stage.Nurse.AccountId,
            stage.Coordinator.AccountId
        );
        var patients = new List<Guid>();
        for (var number = 0; number < Patients; number++)
        {
            var patient = await stage.World.PatientAsync($"Patient {number}");
            await stage.World.JoinTeamAsync(patient, stage.Nurse.AccountId, stage.Cast.ProviderId);
            await stage.World.AssignCaseloadAsync(patient, stage.Coordinator.AccountId);
            patients.Add(patient);
        }

        var tasks = new List<Guid>();
        foreach (var priority in Enum.GetValues<Priority>())
        {
            var work = new CareTaskDraft("Call", "To hear how it goes.", TaskAbout.General, null, priority, Nine.AddDays(10), null);
            tasks.AddRange(
                await database
                    .Get<AssignCareTask>()
                    .RunAsync(stage.Coordinator, new(patients, work, new(Person: stage.Nurse.AccountId), [], []), default)
            );
        }

        return (stage.Nurse, stage.Coordinator, tasks);
    }

    // Rungs of one clock and round stand in the history in the order of the ladder.
    private Task<long> OutOfOrderAsync() =>
        database.AsOwnerAsync<long>(
            """
            select count(*) from (
                select r.rung, r.due_at, lag(r.due_at) over same before, r.fired_at, lag(r.fired_at) over same fired_before
                from care_task_rungs r where r.fired_at is not null
                window same as (partition by r.task_id, r.clock, r.round
                                order by array_position(array['reminder', 'coordinator', 'deputy'], r.rung))) o
            where o.before > o.due_at or o.fired_before > o.fired_at
            """
        );
}
