using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>
/// Whoever is away has a deputy who hears what is meant for them; and the coordinator's deputy gets to see what they are told of.
/// </summary>
public sealed class LadderDeputyTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);

    private readonly LadderStage stage = new(database);
    private Guid deputy;

    public async Task InitializeAsync()
    {
        await stage.OpenAsync(Nine);
        // The administrators of the test before are none of this one's.
        await database.AsOwnerAsync("delete from account_hats where hat = 'administrator'");
        deputy = await stage.World.AccountAsync("Dora", Hat.Coordinator, Hat.Provider);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_owner_who_is_away_is_reminded_and_so_is_their_deputy()
    {
        var task = await stage.AssignAsync(Priority.Asap, Nine.AddHours(2));
        await stage.ActAsync(stage.Nurse, task, new AcceptCareTask());
        await AwayAsync(stage.Nurse, deputy);

        await stage.ClimbAtAsync(Nine.AddHours(1));

        Assert.Equal(["task_reminder: Dora, provider", "task_reminder: Nurse of Rosa, provider"], await stage.ToldAsync(task));
        Assert.Equal(["reminded: person, Nurse of Rosa, Dora"], await stage.FiredAsync(task));
    }

    [Fact]
    public async Task A_coordinator_who_is_away_hears_of_it_with_their_deputy_who_then_hears_it_as_the_deputy()
    {
        var task = await stage.AssignAsync(Priority.Asap);
        await AwayAsync(stage.Coordinator, deputy);

        await stage.ClimbAtAsync(Nine.AddHours(2));
        await stage.ClimbAtAsync(Nine.AddHours(4));

        Assert.Equal(
            [
                "task_reminder: Nurse of Rosa, provider",
                "task_late: Coordinator of Rosa, coordinator",
                "task_late: Dora, coordinator",
                "task_late_deputy: Dora, coordinator",
            ],
            (await stage.ToldAsync(task)).OrderBy(told =>
                Array.IndexOf(["task_reminder", "task_late", "task_late_deputy"], told.Split(':')[0])
            )
        );
        Assert.Equal("escalated_to_deputy: stand_in, Dora, of Coordinator of Rosa", (await stage.FiredAsync(task))[^1]);
        Assert.Equal(
            0,
            await database.AsOwnerAsync<long>(
                "select count(*) from stand_ins where source = 'escalation' and patient_id = $1",
                stage.Cast.Patient
            )
        );
    }

    [Fact]
    public async Task The_standing_deputy_of_a_coordinator_sees_the_patient_for_a_week_and_watches_the_task()
    {
        await ChooseAsync(stage.Coordinator, deputy);
        var task = await stage.AssignAsync(Priority.Asap);
        var dora = new Actor(deputy, Hat.Coordinator);
        var queries = database.Get<CareTaskQueries>();
        await stage.ClimbAtAsync(Nine.AddHours(2));
        await Assert.ThrowsAsync<NotFound>(() => queries.TaskAsync(dora, stage.Cast.Patient, task, null, default));

        await stage.ClimbAtAsync(Nine.AddHours(4));

        Assert.Equal("Look at the bandage", (await queries.TaskAsync(dora, stage.Cast.Patient, task, null, default)).Row.Title);
        Assert.Equal("escalated_to_deputy: deputy, Dora, of Coordinator of Rosa", (await stage.FiredAsync(task))[^1]);
        Assert.Equal(
            1,
            await database.AsAppAsync<long>(
                dora,
                "select count(*) from notifications where kind = 'task_late_deputy' and subject_id = $1",
                task
            )
        );
        Assert.Equal(
            1,
            await database.AsOwnerAsync<long>(
                "select count(*) from care_task_watchers where task_id = $1 and account_id = $2",
                task,
                deputy
            )
        );
        await stage.ActAsync(dora, task, new ReassignCareTask(new(Person: stage.Nurse.AccountId), "Please look today."));
        await stage.ActAsync(stage.Nurse, task, new AcceptCareTask());
        Assert.Equal(
            1,
            await database.AsAppAsync<long>(
                dora,
                "select count(*) from notifications where kind = 'task_accepted' and subject_id = $1",
                task
            )
        );

        database.Clock.Set(Nine.AddHours(4).AddDays(7));
        await Assert.ThrowsAsync<NotFound>(() => queries.TaskAsync(dora, stage.Cast.Patient, task, null, default));
        Assert.Contains(
            "stand-in.given",
            (await database.NotedAsync(Actor.Portal.AccountId)).Where(n => n.Patients.Contains(stage.Cast.Patient)).Select(n => n.Action)
        );
    }

    [Fact]
    public async Task A_second_task_that_is_late_in_another_month_lets_the_deputy_in_again_and_makes_them_no_second_watcher()
    {
        await ChooseAsync(stage.Coordinator, deputy);
        var task = await stage.AssignAsync(Priority.Stat, Nine.AddHours(3));
        await stage.ClimbAtAsync(Nine.AddHours(1));
        Assert.Equal(1, await StandInsAsync());

        await stage.ClimbAtAsync(Nine.AddDays(30));

        Assert.Equal(2, await StandInsAsync());
        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from care_task_watchers where task_id = $1", task));
        Assert.Equal(
            1,
            await database.AsAppAsync<long>(new(deputy, Hat.Coordinator), "select count(*) from care_tasks where id = $1", task)
        );
    }

    [Fact]
    public async Task A_standing_deputy_who_is_away_hears_it_with_whoever_stands_in_for_them()
    {
        var third = await stage.World.AccountAsync("Theo", Hat.Coordinator);
        await ChooseAsync(stage.Coordinator, deputy);
        await AwayAsync(new(deputy, Hat.Coordinator), third);
        var task = await stage.AssignAsync(Priority.Stat);

        await stage.ClimbAtAsync(Nine.AddHours(1));

        Assert.Equal(
            ["task_late_deputy: Dora, coordinator", "task_late_deputy: Theo, coordinator"],
            (await stage.ToldAsync(task)).Where(t => t.StartsWith("task_late_deputy", StringComparison.Ordinal))
        );
        Assert.Equal(
            1,
            await database.AsAppAsync<long>(new(third, Hat.Coordinator), "select count(*) from care_tasks where id = $1", task)
        );
    }

    [Fact]
    public async Task Where_the_coordinator_no_longer_has_the_patient_no_deputy_is_let_in_and_the_coordinator_hears_it_again()
    {
        await ChooseAsync(stage.Coordinator, deputy);
        var task = await stage.AssignAsync(Priority.Stat);
        await database.AsOwnerAsync(
            "update caseload_assignments set until = $2 where patient_id = $1",
            stage.Cast.Patient,
            Nine.AddMinutes(1)
        );

        await stage.ClimbAtAsync(Nine.AddHours(1));

        Assert.StartsWith("escalated_to_deputy: again", (await stage.FiredAsync(task))[^1], StringComparison.Ordinal);
        Assert.Equal(0, await StandInsAsync());
    }

    [Fact]
    public async Task A_task_in_the_queue_of_a_unit_reminds_all_its_members_and_does_not_name_the_patient()
    {
        var (unit, members) = await UnitAsync("Home nursing", "Ina", "Jo");
        var task = await stage.AssignAsync(Priority.Asap, whom: new(Unit: unit));

        await stage.ClimbAtAsync(Nine.AddHours(1));

        Assert.Equal(["task_reminder: Ina, provider", "task_reminder: Jo, provider"], await stage.ToldAsync(task));
        Assert.Equal(["reminded: unit, Home nursing"], await stage.FiredAsync(task));
        Assert.Equal(
            2,
            await database.AsOwnerAsync<long>(
                "select count(*) from notifications where subject_id = $1 and kind = 'task_reminder' and patient_id is null",
                task
            )
        );
        Assert.Contains(
            await database.AsOwnerAsync<Guid>("select told from care_task_rungs where task_id = $1 and fired_at is not null", task),
            members
        );
    }

    [Fact]
    public async Task Where_nobody_of_the_unit_is_there_the_coordinator_hears_the_reminder_too()
    {
        var (unit, members) = await UnitAsync("Pharmacy", "Kim");
        var task = await stage.AssignAsync(Priority.Asap, whom: new(Unit: unit));
        await AwayAsync(new(members[0], Hat.Provider), deputy);

        await stage.ClimbAtAsync(Nine.AddHours(1));

        Assert.Equal(["task_reminder: Coordinator of Rosa, coordinator", "task_reminder: Kim, provider"], await stage.ToldAsync(task));
        Assert.Equal(["reminded: nobody_of_unit, Coordinator of Rosa, Pharmacy"], await stage.FiredAsync(task));
    }

    private Task<long> StandInsAsync() =>
        database.AsOwnerAsync<long>(
            "select count(*) from stand_ins where source = 'escalation' and patient_id = $1 and account_id = $2",
            stage.Cast.Patient,
            deputy
        );

    private Task AwayAsync(Actor who, Guid standsIn) => stage.World.AbsenceAsync(who, standsIn, Nine.AddHours(-1), Nine.AddDays(9));

    private Task ChooseAsync(Actor who, Guid chosen) => stage.World.DeputyAsync(who, chosen);

    private async Task<(Guid Unit, Guid[] Members)> UnitAsync(string name, params string[] people)
    {
        var unit = await stage.World.UnitAsync(name);
        await database.AsOwnerAsync(
            "update organisation_units set name = $2 where id = $1 and not exists (select from organisation_units where name = $2)",
            unit,
            name
        );
        var members = new List<Guid>();
        foreach (var person in people)
        {
            var account = await stage.World.AccountAsync(person, Hat.Provider);
            await stage.World.ProviderAsync(account);
            await stage.World.JoinUnitAsync(unit, account);
            members.Add(account);
        }

        return (unit, [.. members]);
    }
}
