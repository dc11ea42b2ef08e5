using CareCoord.CareTasks;
using CareCoord.CareTeams;
using CareCoord.Core.Tests.Data;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>
/// One task for many patients at once. Each gets their own, or nobody gets any, and it is to be done in the clinic's days.
/// </summary>
public sealed class TaskBatchTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private readonly World world = new(database);
    private TaskStage stage = null!;

    public async Task InitializeAsync()
    {
        database.Clock.Set(Monday);
        stage = await TaskStage.PlayAsync(database);
        await world.HolidayAsync(new(2026, 11, 26), "Thanksgiving");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Each_patient_gets_a_task_of_their_own_with_its_checklist_and_all_are_one_entry_of_the_audit()
    {
        Guid[] patients = [stage.Patient, await PatientAsync("Ann", true), await PatientAsync("Bob", true)];

        var tasks = await AssignAsync([.. patients, patients[1]], new(Role: TeamRole.Nutritionist));

        Assert.Equal(3, tasks.Distinct().Count());
        Assert.Equal(
            patients,
            await database.AsOwnerAsync<Guid[]>(
                "select array(select t.patient_id from unnest($1) with ordinality u (id, n) join care_tasks t on t.id = u.id order by n)",
                tasks.ToArray()
            )
        );
        Assert.Equal(
            "1 batch, 3 asked, 6 steps, 3 acts",
            await database.AsOwnerAsync<string>(
                """
                select count(distinct batch_id) || ' batch, ' || count(*) filter (where asked_account_id = $2) || ' asked, '
                    || (select count(*) from care_task_steps where task_id = any ($1)) || ' steps, '
                        || (select count(*) from care_task_entries where task_id = any ($1)) || ' acts'
                from care_tasks where id = any ($1)
                """,
                tasks.ToArray(),
                stage.Mia.AccountId
            )
        );
        var noted = Assert.Single(await database.NotedAsync(stage.Coordinator.AccountId));
        Assert.Equal(("care-task.assigned", "care_task_batch"), (noted.Action, noted.SubjectKind));
        Assert.Equal(patients.Order(), noted.Patients.Order());
    }

    [Fact]
    public async Task Where_one_of_them_cannot_have_it_nobody_gets_it()
    {
        var (ann, alone) = (await PatientAsync("Ann", true), await PatientAsync("Alone", false));
        var stranger = await world.PatientAsync("Stranger");

        Assert.StartsWith(
            "Nobody has that role",
            (await Assert.ThrowsAsync<RuleBroken>(() => AssignAsync([stage.Patient, ann, alone], new(Role: TeamRole.Nutritionist)))).Message
        );
        await Assert.ThrowsAsync<NotFound>(() => AssignAsync([stage.Patient, ann, stranger], new(Role: TeamRole.Nutritionist)));
        Assert.StartsWith(
            "A task for many patients cannot be about one thing",
            (
                await Assert.ThrowsAsync<RuleBroken>(() =>
                    AssignAsync(
                        [stage.Patient, ann],
                        new(Role: TeamRole.Nutritionist),
                        TaskStage.Work(about: TaskAbout.Appointment, aboutId: stage.Cast.Visit)
                    )
                )
            ).Message
        );

        Assert.Equal(
            0,
            await database.AsOwnerAsync<long>(
                "select count(*) from care_tasks where coordinator_account_id = $1",
                stage.Coordinator.AccountId
            )
        );
        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from notifications where account_id = $1", stage.Mia.AccountId));
        Assert.Contains(await database.NotedAsync(stage.Coordinator.AccountId), n => n.Action == "access.refused");
    }

    [Theory]
    [InlineData(0, "Choose at least one patient.")]
    [InlineData(501, "Choose at most 500 patients at once.")]
    public async Task Nobody_and_too_many_are_refused(int patients, string sentence) =>
        Assert.Equal(
            sentence,
            (
                await Assert.ThrowsAsync<RuleBroken>(() =>
                    AssignAsync([.. Enumerable.Range(0, patients).Select(_ => Guid.CreateVersion7())], new(Role: TeamRole.Nutritionist))
                )
            ).Message
        );

    [Fact]
    public async Task It_asks_the_database_as_often_for_twelve_patients_as_for_two()
    {
        var patients = new List<Guid> { stage.Patient };
        for (var one = 0; one < 11; one++)
            patients.Add(await PatientAsync($"Given{one}", true));
        await AssignAsync(patients[..2], new(Role: TeamRole.Nutritionist));

        var two = await RoundTrips.OfAsync(() => AssignAsync(patients[..2], new(Role: TeamRole.Nutritionist)));
        var twelve = await RoundTrips.OfAsync(() => AssignAsync(patients, new(Role: TeamRole.Nutritionist)));

        Assert.InRange(two.Count, 1, 12);
        Assert.Equal(two.Count, twelve.Count);
    }

    // Thursday is a holiday; the clinic in Chicago is open from Monday to Friday until 5.
    [Theory]
    [InlineData(0, "2026-11-23T23:00Z")]
    [InlineData(1, "2026-11-24T23:00Z")]
    [InlineData(2, "2026-11-25T23:00Z")]
    [InlineData(3, "2026-11-27T23:00Z")]
    [InlineData(4, "2026-11-30T23:00Z")]
    public async Task Business_days_leave_out_the_holiday_and_the_weekend(int days, string due)
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId), TaskStage.Work(inDays: days));

        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), (await stage.TaskAsync(task)).DueAt);
        Assert.Equal(
            days,
            (await database.Get<CareTaskQueries>().TaskAsync(stage.Mia, stage.Patient, task, null, default)).DueInBusinessDays
        );
    }

    private async Task<IReadOnlyList<Guid>> AssignAsync(IReadOnlyList<Guid> patients, AssigneeChoice whom, CareTaskDraft? work = null)
    {
        stage.Tick();
        return await database
            .Get<AssignCareTask>()
            .RunAsync(stage.Coordinator, new(patients, work ?? TaskStage.Work(), whom, ["Call", "Write it down"], []), default);
    }

    // Somebody of the same caseload, with or without the nutritionist on their team.
    private async Task<Guid> PatientAsync(string given, bool withNutritionist)
    {
        var patient = await world.PatientAsync(given);
        await world.AssignCaseloadAsync(patient, stage.Coordinator.AccountId);
        if (withNutritionist)
            await world.JoinTeamAsync(
                patient,
                stage.Mia.AccountId,
                await database.AsOwnerAsync<Guid>("select id from providers where account_id = $1", stage.Mia.AccountId),
                "nutritionist"
            );
        return patient;
    }
}
