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
    private const string Things = """
        select concat_ws(' ',
            (select count(*) from care_tasks where patient_id = any ($1) and closed_at is null), (select count(*) from care_task_steps where patient_id = any ($1)),
            (select count(*) from care_task_watchers where patient_id = any ($1)), (select count(*) from care_task_rungs where patient_id = any ($1)),
            (select count(*) from care_task_attachments where patient_id = any ($1)), (select count(*) from transitions where patient_id = any ($1) and ended_at is null),
            (select count(*) from care_concerns where patient_id = any ($1) and lead_member_id is not null), (select count(*) from goals where patient_id = any ($1) and owner_member_id is not null),
            (select count(*) from activities where patient_id = any ($1) and owner_member_id is not null), (select count(*) from risk_levels where patient_id = any ($1)))
        """;

    private readonly World world = new(database);
    private Cast cast = null!;
    private Actor ben = null!;
    private Guid place;

    public async Task InitializeAsync()
    {
        cast = await Cast.PlayAsync(world, database, "Denise");
        ben = new(await world.AccountAsync("Ben", Hat.Coordinator), Hat.Coordinator);
        place = await world.JoinTeamAsync(cast.Patient, cast.Coordinator.AccountId, null, "coordinator");
        await database.AsOwnerAsync("update goals set owner_member_id = $2 where patient_id = $1", cast.Patient, place);
        await database.AsOwnerAsync(
            "update activities set done_by = 'member', owner_member_id = $2 where patient_id = $1",
            cast.Patient,
            place
        );
        await database.AsOwnerAsync("update care_concerns set lead_member_id = $2 where patient_id = $1", cast.Patient, place);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Nothing_is_dropped_and_on_the_next_statement_the_old_one_sees_nothing_and_the_new_one_all()
    {
        var offered = await world.TaskAsync(cast.Patient, cast.Coordinator.AccountId, cast.Provider.AccountId);
        await database
            .Get<RecordDischarge>()
            .RunAsync(cast.Coordinator, new(cast.Patient, new(2026, 11, 20), new(14, 0), "Riverside Hospital", Complexity.High), default);
        await database.Get<SetRisk>().RunAsync(cast.Coordinator, new(cast.Patient, Risk.High, "Home alone."), default);
        var before = await ThingsAsync(cast.Patient);
        var shown = (await TasksAsync(cast.Coordinator)).Select(t => t.TaskId).ToList();

        await HandOverAsync(cast.Coordinator, ben, cast.Patient);

        Assert.Equal(before, await ThingsAsync(cast.Patient));
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
            Assert.Equal(0, await database.AsAppAsync<long>(cast.Coordinator, $"select count(*) from {table}"));
            if (table != "last_looks")
                Assert.NotEqual(0, await database.AsAppAsync<long>(ben, $"select count(*) from {table}"));
        }

        await Assert.ThrowsAsync<NotFound>(() => database.Get<TreatmentPlanQueries>().PlanAsync(cast.Coordinator, cast.Patient, default));
        Assert.Empty((await DeskAsync(cast.Coordinator)).Rows.Items);
        var row = Assert.Single((await DeskAsync(ben)).Rows.Items);
        Assert.Equal(
            (Risk.High, "First contact after the discharge", 0),
            (row.Risk!.Level, row.Clock!.Task, row.Reasons.Count(r => r.Kind == ReasonKind.NobodyDoes))
        );
        Assert.Equal(shown.Order(), (await TasksAsync(ben)).Select(t => t.TaskId).Order());

        // What others do stays with them; what goes back, goes back to the new coordinator.
        await database
            .Get<RunCareTaskCommand>()
            .RunAsync(cast.Provider, new(cast.Patient, offered.Task, 2, new DeclineCareTask("I am away.")), default);
        Assert.Equal(
            ben.AccountId,
            await database.AsOwnerAsync<Guid>("select owner_account_id from care_tasks where id = $1", offered.Task)
        );
    }

    [Fact]
    public async Task Each_task_keeps_its_history_with_the_act_in_it_and_its_watchers_and_ladder()
    {
        var task = await world.TaskAsync(cast.Patient, cast.Coordinator.AccountId, cast.Provider.AccountId);

        await HandOverAsync(cast.Coordinator, ben, cast.Patient);

        var detail = await database.Get<CareTaskQueries>().TaskAsync(ben, cast.Patient, task.Task, null, default);
        Assert.Equal(
            ["Coordinator of Denise CoordinatorChanged 2", "Coordinator of Denise Assigned 1"],
            detail.History.Select(h => $"{h.Name} {h.Action} {h.Number}")
        );
        Assert.Equal(("Ben", "Ben", "Nurse of Denise", 2), (detail.Row.Owner, detail.Coordinator, detail.Row.Asked, detail.Row.Seen));
        // The watcher is kept, but whoever no longer sees the patient is not shown as one.
        Assert.Equal(
            cast.Coordinator.AccountId,
            await database.AsOwnerAsync<Guid>("select account_id from care_task_watchers where task_id = $1", task.Task)
        );
        Assert.Empty(detail.Watchers);
    }

    [Fact]
    public async Task What_a_deputy_did_meanwhile_goes_to_the_new_coordinator_and_the_deputy_sees_nothing_more()
    {
        var dana = new Actor(await world.AccountAsync("Dana", Hat.Coordinator), Hat.Coordinator);
        await world.AbsenceAsync(cast.Coordinator, dana.AccountId);
        var task = await world.TaskAsync(cast.Patient, cast.Coordinator.AccountId, cast.Provider.AccountId);
        await database.Get<RunCareTaskCommand>().RunAsync(dana, new(cast.Patient, task.Task, 1, new WithdrawCareTask()), default);
        Assert.NotEqual(0, await database.AsAppAsync<long>(dana, "select count(*) from care_tasks"));

        await HandOverAsync(cast.Coordinator, ben, cast.Patient);

        Assert.Equal(ben.AccountId, await database.AsOwnerAsync<Guid>("select owner_account_id from care_tasks where id = $1", task.Task));
        Assert.Equal(0, await database.AsAppAsync<long>(dana, "select count(*) from patients"));
        Assert.Equal(0, await database.AsAppAsync<long>(dana, "select count(*) from care_tasks"));
    }

    [Fact]
    public async Task The_caseload_and_the_place_on_the_team_end_and_begin_at_one_moment()
    {
        var now = database.Clock.GetUtcNow();

        await HandOverAsync(cast.Coordinator, ben, cast.Patient);

        Assert.Equal(
            new[] { now, now },
            await database.AsOwnerAsync<DateTimeOffset[]>(
                "select array[(select until from caseload_assignments where id = $1), (select since from caseload_assignments where patient_id = $2 and coordinator_account_id = $3)]",
                cast.Assignment,
                cast.Patient,
                ben.AccountId
            ) ?? []
        );
        Assert.Equal(now, await database.AsOwnerAsync<DateTimeOffset>("select until from care_team_members where id = $1", place));
        Assert.Equal(
            "Wounds and bandages",
            await database.AsOwnerAsync<string>(
                "select ask_about from care_team_members where account_id = $1 and until is null",
                ben.AccountId
            )
        );
        // And back again.
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        await HandOverAsync(ben, cast.Coordinator, cast.Patient);
        Assert.Equal("1 0", $"{(await DeskAsync(cast.Coordinator)).Counts.People} {(await DeskAsync(ben)).Counts.People}");
    }

    [Fact]
    public async Task A_coordinator_who_has_a_place_on_the_team_already_keeps_it()
    {
        var had = await world.JoinTeamAsync(cast.Patient, ben.AccountId, null, "coordinator");

        await HandOverAsync(cast.Coordinator, ben, cast.Patient);

        Assert.Equal(
            new[] { had, had, had },
            await database.AsOwnerAsync<Guid[]>(
                "select array[(select owner_member_id from goals where patient_id = $1), (select owner_member_id from activities where patient_id = $1), (select lead_member_id from care_concerns where patient_id = $1)]",
                cast.Patient
            ) ?? []
        );
    }

    [Fact]
    public async Task The_new_coordinator_and_the_patient_are_told_and_it_is_one_entry_of_the_audit()
    {
        var other = await OwnedAsync("Walter");

        await HandOverAsync(cast.Coordinator, ben, cast.Patient, other.Patient);

        var noted = Assert.Single(await database.NotedAsync(cast.Coordinator.AccountId));
        Assert.Equal(("caseload.handed-over", "account", ben.AccountId), (noted.Action, noted.SubjectKind, noted.SubjectId));
        Assert.Equal(new[] { cast.Patient, other.Patient }.Order(), noted.Patients.Order());
        Assert.Equal(
            ["coordinator patient_handed_over", "patient patient_handed_over", "patient patient_handed_over"],
            await database.AsOwnerAsync<string[]>(
                "select array(select hat || ' ' || kind from notifications where kind = 'patient_handed_over' and caused_by = $1 order by 1)",
                cast.Coordinator.AccountId
            ) ?? []
        );
        Assert.Equal(
            1,
            await database.AsAppAsync<long>(cast.Self, "select count(*) from notifications where kind = 'patient_handed_over'")
        );
        Assert.Equal(1, await database.AsAppAsync<long>(ben, "select count(*) from notifications where kind = 'patient_handed_over'"));
    }

    [Fact]
    public async Task Only_the_own_coordinator_hands_over_and_only_to_another_coordinator()
    {
        var stranger = await Cast.PlayAsync(world, database, "Stranger");
        var dana = new Actor(await world.AccountAsync("Dana", Hat.Coordinator), Hat.Coordinator);
        await world.AbsenceAsync(cast.Coordinator, dana.AccountId);

        foreach (var actor in new[] { cast.Provider, cast.Self, cast.Caregiver, dana })
            await Assert.ThrowsAsync<RuleBroken>(() => HandOverAsync(actor, ben, cast.Patient));
        foreach (var actor in stranger.All.Append(ben).Append(cast.Coordinator with { Hat = Hat.Administrator }))
            await Assert.ThrowsAsync<NotFound>(() => HandOverAsync(actor, dana, cast.Patient));
        foreach (var to in new[] { cast.Coordinator, cast.Provider, cast.Self, new Actor(Guid.CreateVersion7(), Hat.Coordinator) })
            await Assert.ThrowsAsync<RuleBroken>(() => HandOverAsync(cast.Coordinator, to, cast.Patient));
        await Assert.ThrowsAsync<RuleBroken>(() => HandOverAsync(cast.Coordinator, ben));
        await Assert.ThrowsAsync<RuleBroken>(() =>
            HandOverAsync(cast.Coordinator, ben, [.. Enumerable.Range(0, PatientsHandedOver.Most + 1).Select(_ => Guid.CreateVersion7())])
        );
        await Assert.ThrowsAsync<RuleBroken>(() => HandOverAsync(cast.Coordinator, ben, cast.Patient, stranger.Patient));

        Assert.Equal(cast.Coordinator.AccountId, await HolderAsync(cast));
        Assert.Equal(["access.refused"], (await database.NotedAsync(dana.AccountId)).Select(n => n.Action));
    }

    [Theory]
    [InlineData("select app.hand_over(array[$1], $2)")]
    [InlineData(
        "insert into caseload_assignments select patient_id, gen_random_uuid(), $2, now(), null from caseload_assignments where patient_id = $1"
    )]
    [InlineData("update caseload_assignments set until = now() where patient_id = $1 and $2 is not null")]
    public async Task The_database_refuses_it_past_the_product(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(cast.Provider, sql, cast.Patient, ben.AccountId)
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Two_at_once_hand_somebody_over_once_and_the_other_is_told_and_moves_nobody()
    {
        var dana = new Actor(await world.AccountAsync("Dana", Hat.Coordinator), Hat.Coordinator);
        var walter = await OwnedAsync("Walter");

        var both = await Task.WhenAll(TryAsync(ben, cast.Patient, walter.Patient), TryAsync(dana, cast.Patient));

        Assert.Single(both, sentence => sentence is null);
        Assert.Contains("not on your own caseload any more", both.Single(sentence => sentence is not null));
        var first = both[0] is null ? ben : dana;
        Assert.Equal(first.AccountId, await HolderAsync(cast));
        Assert.Equal(both[0] is null ? ben.AccountId : cast.Coordinator.AccountId, await HolderAsync(walter));
        Assert.Equal(
            1,
            await database.AsOwnerAsync<long>(
                "select count(*) from caseload_assignments where patient_id = $1 and until is null",
                cast.Patient
            )
        );
    }

    [Fact]
    public async Task A_task_that_is_assigned_meanwhile_goes_with_the_patient()
    {
        var assigning = Enumerable
            .Range(0, 6)
            .Select(async _ =>
            {
                try
                {
                    await database
                        .Get<AssignCareTask>()
                        .RunAsync(
                            cast.Coordinator,
                            new(
                                [cast.Patient],
                                new("Call her", "Her sugar is high.", TaskAbout.General, null, Priority.Routine, null, 3),
                                new(cast.Coordinator.AccountId),
                                [],
                                []
                            ),
                            default
                        );
                }
                catch (Exception refused) when (refused is NotFound or RuleBroken)
                {
                    // It came after the hand-over.
                }
            });

        await Task.WhenAll(assigning.Append(HandOverAsync(cast.Coordinator, ben, cast.Patient)));

        Assert.Equal(
            0,
            await database.AsOwnerAsync<long>(
                "select count(*) from care_tasks where patient_id = $1 and $2 in (owner_account_id, coordinator_account_id)",
                cast.Patient,
                cast.Coordinator.AccountId
            )
        );
    }

    [Fact]
    public async Task A_whole_caseload_of_300_goes_in_one_go()
    {
        var people = new List<Guid>();
        for (var at = 0; at < 300; at++)
        {
            var id = await world.PatientAsync($"Person {at}");
            await world.AssignCaseloadAsync(id, cast.Coordinator.AccountId);
            await world.JoinTeamAsync(id, cast.Coordinator.AccountId, null, "coordinator");
            await world.TaskAsync(id, cast.Coordinator.AccountId, cast.Provider.AccountId);
            await world.TaskAsync(id, cast.Coordinator.AccountId, cast.Provider.AccountId, "Another");
            await world.TransitionAsync(id, cast.Coordinator.AccountId);
            people.Add(id);
        }

        var before = await ThingsAsync([.. people]);
        await HandOverAsync(cast.Coordinator, ben, [.. people]);

        Assert.Equal(before, await ThingsAsync([.. people]));
        Assert.Equal((1, 300), ((await DeskAsync(cast.Coordinator)).Counts.People, (await DeskAsync(ben)).Counts.People));
        Assert.Equal(
            600,
            await database.AsOwnerAsync<long>(
                "select count(*) from care_tasks where owner_account_id = $1 and coordinator_account_id = $1",
                ben.AccountId
            )
        );
        Assert.Equal(
            600,
            await database.AsOwnerAsync<long>(
                "select count(*) from care_task_entries where action = 'coordinator_changed' and owner_account_id = $1",
                ben.AccountId
            )
        );
        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from notifications where account_id = $1", ben.AccountId));
    }

    [Fact]
    public async Task The_choice_says_what_would_move_and_to_whom()
    {
        await world.TransitionAsync(cast.Patient, cast.Coordinator.AccountId);
        var task = await world.TaskAsync(cast.Patient, cast.Coordinator.AccountId, cast.Provider.AccountId);
        await database.AsOwnerAsync("update care_tasks set due_at = $2 where id = $1", task.Task, database.Clock.GetUtcNow().AddHours(-1));
        var stranger = await Cast.PlayAsync(world, database, "Stranger");
        var dana = await world.AccountAsync("Dana", Hat.Coordinator);
        await world.AbsenceAsync(ben, dana);

        var choice = await database.Get<HandOverQueries>().ChoiceAsync(cast.Coordinator, [cast.Patient, stranger.Patient], default);

        Assert.Equal("Denise Example", Assert.Single(choice.People).Name);
        Assert.Equal((1, 1, 1, 1), (choice.OpenTasks, choice.LateTasks, choice.Transitions, choice.Activities));
        Assert.DoesNotContain(
            choice.Coordinators,
            c => c.AccountId == cast.Coordinator.AccountId || c.AccountId == cast.Provider.AccountId
        );
        var away = choice.Coordinators.Single(c => c.AccountId == ben.AccountId);
        Assert.Equal((0, "Dana"), (away.Patients, away.Deputy));
        Assert.Equal(1, choice.Coordinators.Single(c => c.AccountId == stranger.Coordinator.AccountId).Patients);
        await Assert.ThrowsAsync<NotFound>(() => database.Get<HandOverQueries>().ChoiceAsync(cast.Provider, null, default));
        Assert.Equal(0, await database.AsAppAsync<long>(cast.Provider, "select count(*) from app.coordinators()"));
    }

    private async Task<Cast> OwnedAsync(string name)
    {
        var owned = await Cast.PlayAsync(world, database, name);
        await database.AsOwnerAsync(
            "update caseload_assignments set coordinator_account_id = $2 where id = $1",
            owned.Assignment,
            cast.Coordinator.AccountId
        );
        return owned;
    }

    private Task HandOverAsync(Actor actor, Actor to, params Guid[] patients) =>
        database.Get<HandOverPatients>().RunAsync(actor, new(patients, to.AccountId), default);

    private async Task<string?> TryAsync(Actor to, params Guid[] patients)
    {
        try
        {
            await HandOverAsync(cast.Coordinator, to, patients);
            return null;
        }
        catch (RuleBroken rule)
        {
            return rule.Message;
        }
    }

    private async Task<string> ThingsAsync(params Guid[] patients) => (await database.AsOwnerAsync<string>(Things, patients))!;

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

    private Task<CaseloadDesk> DeskAsync(Actor actor) =>
        database.Get<CaseloadDeskQueries>().DeskAsync(actor, new(CaseloadSort.Need), default);

    private async Task<Guid> HolderAsync(Cast of) =>
        await database.AsOwnerAsync<Guid>(
            "select coordinator_account_id from caseload_assignments where patient_id = $1 and until is null",
            of.Patient
        );
}
