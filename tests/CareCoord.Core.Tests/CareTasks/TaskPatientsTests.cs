using System.Text.Json;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Core.Tests.Data;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>To whom a list of tasks can be narrowed: every patient of whom there is an open task in it, found by name.</summary>
public sealed class TaskPatientsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private TaskStage stage = null!;

    private static readonly DateOnly Born = new(1955, 3, 4);

    public async Task InitializeAsync() => stage = await TaskStage.PlayAsync(database);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Each_of_whom_there_is_an_open_task_in_the_list_stands_there_once_by_name()
    {
        var walter = await PatientAsync("Walter", tasks: 3);
        var abel = await PatientAsync("Abel", tasks: 1);
        await PatientAsync("Nobody", tasks: 0);
        var done = await stage.AcceptedByAsync(stage.Mia);
        await stage.DoAsync(stage.Mia, done, new CompleteCareTask("Done."));

        Assert.Equal(
            [new(abel, "Abel Example", Born, null), new(walter, "Walter Example", Born, null)],
            await PatientsAsync(stage.Mia, TaskList.Mine)
        );
        Assert.Equal(
            [new(abel, "Abel Example", Born, null), new(walter, "Walter Example", Born, null)],
            await PatientsAsync(stage.Coordinator, TaskList.Delegated)
        );
        Assert.Empty(await PatientsAsync(stage.Coordinator, TaskList.Mine));
        Assert.Empty(await PatientsAsync(stage.Nurse, TaskList.Mine));
    }

    [Fact]
    public async Task What_is_late_due_or_waiting_has_its_own_patients()
    {
        var late = await PatientAsync("Late", tasks: 1, due: database.Clock.GetUtcNow().AddHours(1));
        var today = await PatientAsync("Today", tasks: 1, due: database.Clock.GetUtcNow().AddHours(4));
        var week = await PatientAsync("Week", tasks: 1, due: database.Clock.GetUtcNow().AddDays(3));
        await PatientAsync("Someday", tasks: 1);
        var waiting = await stage.AcceptedByAsync(stage.Mia);
        await stage.DoAsync(stage.Mia, waiting, new WaitWithCareTask("on the lab"));
        database.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal([late], (await PatientsAsync(stage.Mia, TaskList.Late)).Select(p => p.Id));
        Assert.Equal([late, today], (await PatientsAsync(stage.Mia, TaskList.Today)).Select(p => p.Id));
        Assert.Equal([late, today, week], (await PatientsAsync(stage.Mia, TaskList.Week)).Select(p => p.Id));
        Assert.Equal([stage.Patient], (await PatientsAsync(stage.Mia, TaskList.Waiting)).Select(p => p.Id));
        Assert.Equal([stage.Patient], (await PatientsAsync(stage.Coordinator, TaskList.Waiting)).Select(p => p.Id));
    }

    [Fact]
    public async Task What_was_offered_to_somebody_and_what_stands_in_their_units_queue_counts_too()
    {
        var offered = await stage.AcceptedByAsync(stage.Mia);
        await stage.DoAsync(stage.Mia, offered, new HandOverCareTask(new(stage.Nurse.AccountId), null));
        await stage.AssignAsync(new(Unit: stage.Unit));

        Assert.Equal([stage.Patient], (await PatientsAsync(stage.Nurse, TaskList.Mine)).Select(p => p.Id));
        Assert.Equal([new(stage.Patient, "Denise Example", null, null)], await PatientsAsync(stage.Uma, TaskList.Units));
        Assert.Empty(await PatientsAsync(stage.Uma, TaskList.Mine));
        Assert.Contains(
            await database.NotedAsync(stage.Uma.AccountId),
            n => n.Action == "care-task-patients.read" && n.Patients.SequenceEqual([stage.Patient])
        );
    }

    [Fact]
    public async Task At_most_twenty_are_offered_and_the_others_are_found_by_name()
    {
        for (var one = 0; one < 23; one++)
            await PatientAsync($"Given{one:00}", tasks: 1);
        await PatientAsync("Zoë 100%_sure", tasks: 1);

        var all = await PatientsAsync(stage.Mia, TaskList.Mine);
        Assert.Equal(TaskPatientQueries.Most, all.Count);
        Assert.Equal("Given00 Example", all[0].Name);
        Assert.Equal(["Given22 Example"], await NamesAsync(" gIVEN22 "));
        Assert.Equal(["Zoë 100%_sure Example"], await NamesAsync("100%_"));
        Assert.Equal(["Zoë 100%_sure Example"], await NamesAsync("ZOË"));
        Assert.Empty(await NamesAsync("Given_1"));
        foreach (var hostile in new[] { "%", "'; drop table patients; --", "\0", "\u202E", new string('x', 100_000) })
            Assert.InRange((await NamesAsync(hostile)).Count(), 0, TaskPatientQueries.Most);
    }

    [Fact]
    public async Task A_task_that_one_may_not_see_names_nobody()
    {
        var task = await world.TaskAsync(stage.Patient, stage.Coordinator.AccountId, stage.Uma.AccountId);
        Assert.Empty(await PatientsAsync(stage.Uma, TaskList.Mine));

        await world.JoinTeamAsync(
            stage.Patient,
            stage.Uma.AccountId,
            await database.AsOwnerAsync<Guid>("select id from providers where account_id = $1", stage.Uma.AccountId)
        );
        Assert.Single(await PatientsAsync(stage.Uma, TaskList.Mine));
        await database.AsOwnerAsync(
            "update patient_access set view_bits = view_bits & 255, manage_bits = manage_bits & 255 where account_id = $1",
            stage.Uma.AccountId
        );
        await database.AsOwnerAsync("update care_tasks set labels = $2 where id = $1", task.Task, (int)Category.Behavioural);

        Assert.Empty(await PatientsAsync(stage.Uma, TaskList.Mine));
    }

    [Fact]
    public async Task It_is_one_round_trip_and_an_entry_of_the_audit_about_those_who_are_new_on_the_page()
    {
        var (walter, abel) = (await PatientAsync("Walter", tasks: 1), await PatientAsync("Abel", tasks: 1));
        await PatientsAsync(stage.Mia, TaskList.Mine);
        Assert.Single(await RoundTrips.OfAsync(() => PatientsAsync(stage.Mia, TaskList.Mine, known: [walter, abel])));
        await PatientsAsync(stage.Mia, TaskList.Mine, known: [walter]);

        var noted = (await database.NotedAsync(stage.Mia.AccountId))
            .Where(n => n.Action == "care-task-patients.read")
            .OrderByDescending(n => n.Patients.Length)
            .ToList();
        Assert.Equal(2, noted.Count);
        Assert.Equal(new[] { walter, abel }.Order(), noted[0].Patients.Order());
        Assert.Equal([abel], noted[1].Patients);
    }

    [Fact]
    public async Task It_costs_the_same_with_twenty_thousand_tasks_of_one_patient_as_with_a_thousand()
    {
        for (var one = 0; one < 5; one++)
            await PatientAsync($"Given{one}", tasks: 1);
        var patient = await PatientAsync("Many", tasks: 1);
        await CrowdAsync(patient, 1_000);
        var few = await CostAsync();
        await CrowdAsync(patient, 20_000);
        var many = await CostAsync();

        Assert.Equal(6, (await PatientsAsync(stage.Mia, TaskList.Mine)).Count);
        // An index that has grown has a level more, and what is visible of the table a page more. A walk past every task would read
        // hundreds.
        Assert.True(
            many.Buffers <= few.Buffers + 2 * many.Descents,
            $"{few.Buffers} buffers, and then {many.Buffers} in {many.Descents} descents"
        );
    }

    private Task CrowdAsync(Guid patient, int tasks) =>
        database.AsOwnerAsync(
            """
            insert into care_tasks (patient_id, id, title, why, about, priority, due_at, state, coordinator_account_id, owner_account_id,
                                    owner_hat, assigned_at, entry_count, labels)
            select $1, gen_random_uuid(), 'Call her', 'x', 'general', 'routine', $4::timestamptz + n * interval '1 minute', 'accepted', $2,
                   $3, 'provider', $4, 1, 0
            from generate_series(1, $5) n
            """,
            patient,
            stage.Coordinator.AccountId,
            stage.Mia.AccountId,
            database.Clock.GetUtcNow(),
            tasks
        );

    private async Task<(long Buffers, long Descents)> CostAsync()
    {
        await database.AsOwnerAsync("vacuum analyze care_tasks");
        var sql = TaskPatientQueries.Patients(TaskList.Mine, TimeZoneInfo.Utc, database.Clock.GetUtcNow(), "");
        // A session that has just learnt of the new figures reads the catalogue besides: the least of three counts.
        var costs = new List<(long Buffers, long Descents)>();
        for (var time = 0; time < 3; time++)
        {
            var plan = JsonDocument
                .Parse(
                    (
                        await database.AsAppAsync<string>(
                            stage.Mia,
                            "explain (analyze, buffers, timing off, format json) " + sql.Text,
                            [.. sql.Values]
                        )
                    )!
                )
                .RootElement[0]
                .GetProperty("Plan");
            costs.Add(
                (plan.GetProperty("Shared Hit Blocks").GetInt64() + plan.GetProperty("Shared Read Blocks").GetInt64(), Descents(plan))
            );
        }

        return costs.Min();

        static long Descents(JsonElement node) =>
            (
                node.GetProperty("Node Type").GetString()!.Contains("Index", StringComparison.Ordinal)
                    ? node.GetProperty("Actual Loops").GetInt64()
                    : 0
            ) + (node.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray().Sum(Descents) : 0);
    }

    private async Task<IEnumerable<string>> NamesAsync(string typed) =>
        (await PatientsAsync(stage.Mia, TaskList.Mine, typed)).Select(p => p.Name);

    private Task<List<PatientNamed>> PatientsAsync(Actor actor, TaskList list, string? name = null, IReadOnlyList<Guid>? known = null) =>
        database
            .Get<TaskPatientQueries>()
            .PatientsAsync(actor, new(list, TaskSort.Due, null, null, null, null, TimeZoneInfo.Utc, known), name, default);

    // Somebody of the same coordinator's caseload, with tasks for the nutritionist.
    private async Task<Guid> PatientAsync(string given, int tasks, DateTimeOffset? due = null)
    {
        var patient = await world.PatientAsync(given);
        await world.AssignCaseloadAsync(patient, stage.Coordinator.AccountId);
        await world.JoinTeamAsync(
            patient,
            stage.Mia.AccountId,
            await database.AsOwnerAsync<Guid>("select id from providers where account_id = $1", stage.Mia.AccountId),
            "nutritionist"
        );
        for (var task = 0; task < tasks; task++)
            await database
                .Get<AssignCareTask>()
                .RunAsync(stage.Coordinator, new([patient], TaskStage.Work(dueAt: due), new(stage.Mia.AccountId), [], []), default);
        return patient;
    }
}
