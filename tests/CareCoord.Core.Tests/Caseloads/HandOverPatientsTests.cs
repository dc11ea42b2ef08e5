using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Caseloads;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.Transitions;
using CareCoord.TreatmentPlans;
using Npgsql;

namespace CareCoord.Core.Tests.Caseloads;

/// <summary>Patients go to another coordinator with everything that is theirs, in one transaction, and nothing is dropped.</summary>
public sealed class HandOverPatientsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly HandOverStage stage = new(database);

    public Task InitializeAsync() => stage.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Nothing_is_dropped_and_on_the_next_statement_the_old_one_sees_nothing_and_the_new_one_all()
    {
        var offered = await stage.World.TaskAsync(stage.Cast.Patient, stage.Cast.Coordinator.AccountId, stage.Cast.Provider.AccountId);
        await database
            .Get<RecordDischarge>()
            .RunAsync(
                stage.Cast.Coordinator,
                new(stage.Cast.Patient, new(2026, 11, 20), new(14, 0), "Riverside Hospital", Complexity.High),
                default
            );
        await database.Get<SetRisk>().RunAsync(stage.Cast.Coordinator, new(stage.Cast.Patient, Risk.High, "Home alone."), default);
        var before = await stage.ThingsAsync(stage.Cast.Patient);
        var shown = (await TasksAsync(stage.Cast.Coordinator)).Select(t => t.TaskId).ToList();

        await stage.HandOverAsync(stage.Cast.Coordinator, stage.Ben, stage.Cast.Patient);

        Assert.Equal(before, await stage.ThingsAsync(stage.Cast.Patient));
        foreach (
            var table in new[]
            {
                "patients",
                "care_tasks",
                "care_task_entries",
                "transitions",
                "risk_levels",
                "treatment_plans",
                "care_team_members",
                "caseload_assignments",
                "last_looks",
            }
        )
        {
            Assert.Equal(0, await database.AsAppAsync<long>(stage.Cast.Coordinator, $"select count(*) from {table}"));
            if (table != "last_looks")
                Assert.NotEqual(0, await database.AsAppAsync<long>(stage.Ben, $"select count(*) from {table}"));
        }

        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<TreatmentPlanQueries>().PlanAsync(stage.Cast.Coordinator, stage.Cast.Patient, default)
        );
        Assert.Empty((await stage.DeskAsync(stage.Cast.Coordinator)).Rows.Items);
        var row = Assert.Single((await stage.DeskAsync(stage.Ben)).Rows.Items);
        Assert.Equal(
            (Risk.High, "First contact after the discharge", 0),
            (row.Risk!.Level, row.Clock!.Task, row.Reasons.Count(r => r.Kind == ReasonKind.NobodyDoes))
        );
        Assert.Equal(shown.Order(), (await TasksAsync(stage.Ben)).Select(t => t.TaskId).Order());

        // What others do stays with them; what goes back, goes back to the new coordinator.
        await database
            .Get<RunCareTaskCommand>()
            .RunAsync(stage.Cast.Provider, new(stage.Cast.Patient, offered.Task, 2, new DeclineCareTask("I am away.")), default);
        Assert.Equal(
            stage.Ben.AccountId,
            await database.AsOwnerAsync<Guid>("select owner_account_id from care_tasks where id = $1", offered.Task)
        );
    }

    [Fact]
    public async Task Each_task_keeps_its_history_with_the_act_in_it_and_its_watchers_and_ladder()
    {
        var task = await stage.World.TaskAsync(stage.Cast.Patient, stage.Cast.Coordinator.AccountId, stage.Cast.Provider.AccountId);

        await stage.HandOverAsync(stage.Cast.Coordinator, stage.Ben, stage.Cast.Patient);

        var detail = await database.Get<CareTaskQueries>().TaskAsync(stage.Ben, stage.Cast.Patient, task.Task, null, default);
        Assert.Equal(
            ["Coordinator of Denise CoordinatorChanged 2", "Coordinator of Denise Assigned 1"],
            detail.History.Select(h => $"{h.Name} {h.Action} {h.Number}")
        );
        Assert.Equal(("Ben", "Ben", "Nurse of Denise", 2), (detail.Row.Owner, detail.Coordinator, detail.Row.Asked, detail.Row.Seen));
        // The watcher is kept, but whoever no longer sees the patient is not shown as one.
        Assert.Equal(
            stage.Cast.Coordinator.AccountId,
            await database.AsOwnerAsync<Guid>("select account_id from care_task_watchers where task_id = $1", task.Task)
        );
        Assert.Empty(detail.Watchers);
    }

    [Fact]
    public async Task What_a_deputy_did_meanwhile_goes_to_the_new_coordinator_and_the_deputy_sees_nothing_more()
    {
        var dana = new Actor(await stage.World.AccountAsync("Dana", Hat.Coordinator), Hat.Coordinator);
        await stage.World.AbsenceAsync(stage.Cast.Coordinator, dana.AccountId);
        var task = await stage.World.TaskAsync(stage.Cast.Patient, stage.Cast.Coordinator.AccountId, stage.Cast.Provider.AccountId);
        await database.Get<RunCareTaskCommand>().RunAsync(dana, new(stage.Cast.Patient, task.Task, 1, new WithdrawCareTask()), default);
        Assert.NotEqual(0, await database.AsAppAsync<long>(dana, "select count(*) from care_tasks"));

        await stage.HandOverAsync(stage.Cast.Coordinator, stage.Ben, stage.Cast.Patient);

        Assert.Equal(
            stage.Ben.AccountId,
            await database.AsOwnerAsync<Guid>("select owner_account_id from care_tasks where id = $1", task.Task)
        );
        Assert.Equal(0, await database.AsAppAsync<long>(dana, "select count(*) from patients"));
        Assert.Equal(0, await database.AsAppAsync<long>(dana, "select count(*) from care_tasks"));
    }

    [Fact]
    public async Task The_caseload_and_the_place_on_the_team_end_and_begin_at_one_moment()
    {
        var now = database.Clock.GetUtcNow();

        await stage.HandOverAsync(stage.Cast.Coordinator, stage.Ben, stage.Cast.Patient);

        Assert.Equal(
            new[] { now, now },
            await database.AsOwnerAsync<DateTimeOffset[]>(
                """
                select array[(select until from caseload_assignments where id = $1),
                             (select since from caseload_assignments where patient_id = $2 and coordinator_account_id = $3)]
                """,
                stage.Cast.Assignment,
                stage.Cast.Patient,
                stage.Ben.AccountId
            ) ?? []
        );
        Assert.Equal(now, await database.AsOwnerAsync<DateTimeOffset>("select until from care_team_members where id = $1", stage.Place));
        Assert.Equal(
            "Wounds and bandages",
            await database.AsOwnerAsync<string>(
                "select ask_about from care_team_members where account_id = $1 and until is null",
                stage.Ben.AccountId
            )
        );
        // And back again.
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.HandOverAsync(stage.Ben, stage.Cast.Coordinator, stage.Cast.Patient);
        Assert.Equal(
            "1 0",
            $"{(await stage.DeskAsync(stage.Cast.Coordinator)).Counts.People} {(await stage.DeskAsync(stage.Ben)).Counts.People}"
        );
    }

    [Fact]
    public async Task A_coordinator_who_has_a_place_on_the_team_already_keeps_it()
    {
        var had = await stage.World.JoinTeamAsync(stage.Cast.Patient, stage.Ben.AccountId, null, "coordinator");

        await stage.HandOverAsync(stage.Cast.Coordinator, stage.Ben, stage.Cast.Patient);

        Assert.Equal(
            new[] { had, had, had },
            await database.AsOwnerAsync<Guid[]>(
                """
                select array[(select owner_member_id from goals where patient_id = $1),
                             (select owner_member_id from activities where patient_id = $1),
                             (select lead_member_id from care_concerns where patient_id = $1)]
                """,
                stage.Cast.Patient
            ) ?? []
        );
    }

    [Fact]
    public async Task The_new_coordinator_and_the_patient_are_told_and_it_is_one_entry_of_the_audit()
    {
        var other = await stage.OwnedAsync("Walter");

        await stage.HandOverAsync(stage.Cast.Coordinator, stage.Ben, stage.Cast.Patient, other.Patient);

        var noted = Assert.Single(await database.NotedAsync(stage.Cast.Coordinator.AccountId));
        Assert.Equal(("caseload.handed-over", "account", stage.Ben.AccountId), (noted.Action, noted.SubjectKind, noted.SubjectId));
        Assert.Equal(new[] { stage.Cast.Patient, other.Patient }.Order(), noted.Patients.Order());
        Assert.Equal(
            ["coordinator patient_handed_over", "patient patient_handed_over", "patient patient_handed_over"],
            await database.AsOwnerAsync<string[]>(
                """
                select array(select hat || ' ' || kind from notifications where kind = 'patient_handed_over' and caused_by = $1 order by 1)
                """,
                stage.Cast.Coordinator.AccountId
            ) ?? []
        );
        Assert.Equal(
            1,
            await database.AsAppAsync<long>(stage.Cast.Self, "select count(*) from notifications where kind = 'patient_handed_over'")
        );
        Assert.Equal(
            1,
            await database.AsAppAsync<long>(stage.Ben, "select count(*) from notifications where kind = 'patient_handed_over'")
        );
    }

    [Fact]
    public async Task Only_the_own_coordinator_hands_over_and_only_to_another_coordinator()
    {
        var stranger = await Cast.PlayAsync(stage.World, database, "Stranger");
        var dana = new Actor(await stage.World.AccountAsync("Dana", Hat.Coordinator), Hat.Coordinator);
        await stage.World.AbsenceAsync(stage.Cast.Coordinator, dana.AccountId);

        foreach (var actor in new[] { stage.Cast.Provider, stage.Cast.Self, stage.Cast.Caregiver, dana })
            await Assert.ThrowsAsync<RuleBroken>(() => stage.HandOverAsync(actor, stage.Ben, stage.Cast.Patient));
        foreach (var actor in stranger.All.Append(stage.Ben).Append(stage.Cast.Coordinator with { Hat = Hat.Administrator }))
            await Assert.ThrowsAsync<NotFound>(() => stage.HandOverAsync(actor, dana, stage.Cast.Patient));
        foreach (
            var to in new[]
            {
                stage.Cast.Coordinator,
                stage.Cast.Provider,
                stage.Cast.Self,
                new Actor(Guid.CreateVersion7(), Hat.Coordinator),
            }
        )
            await Assert.ThrowsAsync<RuleBroken>(() => stage.HandOverAsync(stage.Cast.Coordinator, to, stage.Cast.Patient));
        await Assert.ThrowsAsync<RuleBroken>(() => stage.HandOverAsync(stage.Cast.Coordinator, stage.Ben));
        await Assert.ThrowsAsync<RuleBroken>(() =>
            stage.HandOverAsync(
                stage.Cast.Coordinator,
                stage.Ben,
                [.. Enumerable.Range(0, PatientsHandedOver.Most + 1).Select(_ => Guid.CreateVersion7())]
            )
        );
        await Assert.ThrowsAsync<RuleBroken>(() =>
            stage.HandOverAsync(stage.Cast.Coordinator, stage.Ben, stage.Cast.Patient, stranger.Patient)
        );

        Assert.Equal(stage.Cast.Coordinator.AccountId, await stage.HolderAsync(stage.Cast));
        Assert.Equal(["access.refused"], (await database.NotedAsync(dana.AccountId)).Select(n => n.Action));
    }

    [Theory]
    [InlineData("select app.hand_over(array[$1], $2)")]
    [InlineData(
        "insert into caseload_assignments select patient_id, gen_random_uuid(), $2, now(), null from caseload_assignments "
            + "where patient_id = $1"
    )]
    [InlineData("update caseload_assignments set until = now() where patient_id = $1 and $2 is not null")]
    public async Task The_database_refuses_it_past_the_product(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(stage.Cast.Provider, sql, stage.Cast.Patient, stage.Ben.AccountId)
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task The_choice_says_what_would_move_and_to_whom()
    {
        await stage.World.TransitionAsync(stage.Cast.Patient, stage.Cast.Coordinator.AccountId);
        var task = await stage.World.TaskAsync(stage.Cast.Patient, stage.Cast.Coordinator.AccountId, stage.Cast.Provider.AccountId);
        await database.AsOwnerAsync("update care_tasks set due_at = $2 where id = $1", task.Task, database.Clock.GetUtcNow().AddHours(-1));
        var stranger = await Cast.PlayAsync(stage.World, database, "Stranger");
        var dana = await stage.World.AccountAsync("Dana", Hat.Coordinator);
        await stage.World.AbsenceAsync(stage.Ben, dana);

        var choice = await database
            .Get<HandOverQueries>()
            .ChoiceAsync(stage.Cast.Coordinator, [stage.Cast.Patient, stranger.Patient], default);

        Assert.Equal("Denise Example", Assert.Single(choice.People).Name);
        Assert.Equal((1, 1, 1, 1), (choice.OpenTasks, choice.LateTasks, choice.Transitions, choice.Activities));
        Assert.DoesNotContain(
            choice.Coordinators,
            c => c.AccountId == stage.Cast.Coordinator.AccountId || c.AccountId == stage.Cast.Provider.AccountId
        );
        var away = choice.Coordinators.Single(c => c.AccountId == stage.Ben.AccountId);
        Assert.Equal((0, "Dana"), (away.Patients, away.Deputy));
        Assert.Equal(1, choice.Coordinators.Single(c => c.AccountId == stranger.Coordinator.AccountId).Patients);
        await Assert.ThrowsAsync<NotFound>(() => database.Get<HandOverQueries>().ChoiceAsync(stage.Cast.Provider, null, default));
        Assert.Equal(0, await database.AsAppAsync<long>(stage.Cast.Provider, "select count(*) from app.coordinators()"));
    }

    private async Task<IReadOnlyList<TaskRow>> TasksAsync(Actor actor)
    {
        var mine = await database
            .Get<CareTaskQueries>()
            .TasksAsync(actor, new(TaskList.Mine, TaskSort.Due, null, null, null, null, TimeZoneInfo.Utc, null), default);
        var delegated = await database
            .Get<CareTaskQueries>()
            .TasksAsync(actor, new(TaskList.Delegated, TaskSort.Due, null, null, null, null, TimeZoneInfo.Utc, null), default);
        return [.. mine.Rows.Items, .. delegated.Rows.Items];
    }
}
