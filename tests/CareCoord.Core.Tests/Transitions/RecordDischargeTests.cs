using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Caseloads;
using CareCoord.Coordination;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.Transitions;
using CareCoord.TreatmentPlans;
using Npgsql;

namespace CareCoord.Core.Tests.Transitions;

/// <summary>
/// A discharge is recorded with what has to follow it, and lasts until that is done. It is Monday 23 November 2026, 9 in the morning in
/// Chicago.
/// </summary>
public sealed class RecordDischargeTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateOnly Friday = new(2026, 11, 20);
    private readonly World world = new(database);

    public async Task InitializeAsync()
    {
        database.Clock.Set(new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero));
        await world.HolidayAsync(new(2026, 11, 26), "Thanksgiving");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(
        Complexity.Moderate,
        "2026-11-24T23:00Z First contact after the discharge|"
            + "2026-12-05T05:59Z Follow-up visit after the discharge|2026-12-21T05:59Z Medicines compared after the discharge"
    )]
    [InlineData(
        Complexity.High,
        "2026-11-24T23:00Z First contact after the discharge|"
            + "2026-11-28T05:59Z Follow-up visit after the discharge|2026-12-21T05:59Z Medicines compared after the discharge"
    )]
    public async Task The_coordinator_gets_three_tasks_with_their_clocks(Complexity complexity, string expected)
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        var id = await RecordAsync(cast.Coordinator, cast, Friday, complexity: complexity);

        var tasks = (await database.Get<CoordinateQueries>().CoordinateAsync(cast.Coordinator, cast.Patient, default))
            .Transitions.Single(t => t.Id == id)
            .Tasks;
        Assert.Equal(expected.Split('|'), tasks.Select(t => $"{t.DueAt!.Value.UtcDateTime:yyyy-MM-ddTHH:mm}Z {t.Title}"));
        Assert.All(tasks, t => Assert.Equal((TaskState.Accepted, "Coordinator of Walter"), (t.State, t.Owner)));
        Assert.Equal(
            3,
            (
                await database
                    .Get<CareTaskQueries>()
                    .TasksAsync(
                        cast.Coordinator,
                        new(TaskList.Mine, TaskSort.Due, cast.Patient, TaskAbout.Transition, null, null, TimeZoneInfo.Utc, null),
                        default
                    )
            )
                .Rows
                .Items
                .Count
        );
        Assert.NotEqual(
            0,
            await database.AsOwnerAsync<long>(
                "select count(*) from care_task_rungs where patient_id = $1 and clock = 'finish'",
                cast.Patient
            )
        );
    }

    [Fact]
    public async Task Two_business_days_go_over_a_holiday()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        database.Clock.Set(new(2026, 11, 25, 20, 0, 0, TimeSpan.Zero));

        await RecordAsync(cast.Coordinator, cast, new(2026, 11, 25));

        // Thanksgiving is closed: Friday, Monday.
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.Zero), await DueAsync(cast, "First contact%"));
    }

    [Fact]
    public async Task What_is_recorded_late_is_late_from_the_beginning()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        await RecordAsync(cast.Coordinator, cast, new(2026, 11, 12));

        Assert.True(await DueAsync(cast, "First contact%") < database.Clock.GetUtcNow());
        var row = Assert.Single(
            (await database.Get<CaseloadDeskQueries>().DeskAsync(cast.Coordinator, new(CaseloadSort.Need), null, default)).Rows.Items
        );
        Assert.Equal((1, "First contact after the discharge", true), (row.Late, row.Clock!.Task, row.Clock.IsLate));
    }

    [Fact]
    public async Task The_clock_is_the_task_that_is_due_first_and_stops_with_the_last()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await RecordAsync(cast.Coordinator, cast, Friday);

        foreach (
            var title in new[]
            {
                "First contact after the discharge",
                "Follow-up visit after the discharge",
                "Medicines compared after the discharge",
            }
        )
        {
            var clock = (await BannerAsync(cast.Coordinator, cast)).Clock!;
            Assert.Equal(("Riverside Hospital, ward 4", title, false), (clock.FromPlace, clock.Task, clock.IsLate));
            Assert.Equal(clock, (await BannerAsync(cast.Provider, cast)).Clock);
            Assert.Null((await BannerAsync(cast.Self, cast)).Clock);
            Assert.Null((await BannerAsync(cast.Caregiver, cast)).Clock);
            var task = await database.AsOwnerAsync<Guid>(
                "select id from care_tasks where patient_id = $1 and title = $2",
                cast.Patient,
                title
            );
            await database
                .Get<RunCareTaskCommand>()
                .RunAsync(cast.Coordinator, new(cast.Patient, task, 1, new CompleteCareTask("All is well.")), default);
        }

        Assert.Null((await BannerAsync(cast.Coordinator, cast)).Clock);
        Assert.Equal(
            database.Clock.GetUtcNow(),
            await database.AsOwnerAsync<DateTimeOffset>("select ended_at from transitions where patient_id = $1", cast.Patient)
        );
    }

    [Fact]
    public async Task It_is_audited_and_refused_to_all_but_the_coordinator()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var other = await Cast.PlayAsync(world, database, "Other");

        foreach (var actor in new[] { cast.Provider, cast.Self, cast.Caregiver })
            await Assert.ThrowsAsync<RuleBroken>(() => RecordAsync(actor, cast, Friday));
        foreach (var actor in other.All)
            await Assert.ThrowsAsync<NotFound>(() => RecordAsync(actor, cast, Friday));
        Assert.Equal(0, await CountAsync(cast));

        var id = await RecordAsync(cast.Coordinator, cast, Friday);
        var noted = Assert.Single(await database.NotedAsync(cast.Coordinator.AccountId));
        Assert.Equal(
            ("transition.recorded", "transition", id, cast.Patient),
            (noted.Action, noted.SubjectKind, noted.SubjectId, noted.Patients.Single())
        );
        Assert.Equal("access.refused", Assert.Single(await database.NotedAsync(cast.Provider.AccountId)).Action);
    }

    [Fact]
    public async Task The_same_discharge_is_recorded_once_also_by_two_at_once()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        var both = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(async _ =>
                {
                    try
                    {
                        await RecordAsync(cast.Coordinator, cast, Friday);
                        return true;
                    }
                    catch (RuleBroken)
                    {
                        return false;
                    }
                })
        );

        Assert.Single(both, done => done);
        await Assert.ThrowsAsync<RuleBroken>(() => RecordAsync(cast.Coordinator, cast, Friday));
        Assert.Equal(1, await CountAsync(cast));
        Assert.Equal(3, await database.AsOwnerAsync<long>("select count(*) from care_tasks where patient_id = $1", cast.Patient));
        await RecordAsync(cast.Coordinator, cast, new(2026, 11, 22));
        Assert.Equal(2, await CountAsync(cast));
    }

    [Theory]
    [InlineData("2026-11-23", "9:01")]
    [InlineData("2026-11-24", "8:00")]
    [InlineData("2026-10-23", "8:00")]
    [InlineData("0001-01-01", "0:00")]
    [InlineData("9999-12-31", "23:59")]
    public async Task A_moment_that_cannot_be_is_refused(string day, string time)
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        await Assert.ThrowsAsync<RuleBroken>(() =>
            RecordAsync(cast.Coordinator, cast, DateOnly.Parse(day, null), TimeOnly.Parse(time, null))
        );
        Assert.Equal(0, await CountAsync(cast));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("ward\0")]
    [InlineData("\u202Eward")]
    public async Task A_place_is_words_that_can_be_read(string place)
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        await Assert.ThrowsAsync<RuleBroken>(() => RecordAsync(cast.Coordinator, cast, Friday, place: place));
        await Assert.ThrowsAsync<RuleBroken>(() => RecordAsync(cast.Coordinator, cast, Friday, place: new string('x', 10_240)));
        await Assert.ThrowsAsync<RuleBroken>(() => RecordAsync(cast.Coordinator, cast, Friday, complexity: (Complexity)7));
        await RecordAsync(cast.Coordinator, cast, Friday, place: "<script>");
    }

    [Fact]
    public async Task The_patient_reads_it_and_only_the_coordinator_writes_it_in_the_database_too()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await RecordAsync(cast.Coordinator, cast, Friday);

        Assert.Equal(1, await database.AsAppAsync<long>(cast.Self, "select count(*) from transitions"));
        foreach (var actor in new[] { cast.Self, cast.Caregiver, cast.Provider, cast.Coordinator with { Hat = Hat.Provider } })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                database.AsAppAsync<object>(
                    actor,
                    "insert into transitions values ($1, $2, $3, 'Elsewhere', 'high', $4, $3, null)",
                    cast.Patient,
                    Guid.CreateVersion7(),
                    database.Clock.GetUtcNow(),
                    actor.AccountId
                )
            );
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    private Task<Guid> RecordAsync(
        Actor actor,
        Cast cast,
        DateOnly day,
        TimeOnly? time = null,
        string place = "Riverside Hospital, ward 4",
        Complexity complexity = Complexity.Moderate
    ) => database.Get<RecordDischarge>().RunAsync(actor, new(cast.Patient, day, time ?? new TimeOnly(14, 0), place, complexity), default);

    private async Task<CareCoord.Patients.PatientBanner> BannerAsync(Actor actor, Cast cast) =>
        (await database.Get<TreatmentPlanQueries>().PlanAsync(actor, cast.Patient, default)).Patient;

    private async Task<DateTimeOffset> DueAsync(Cast cast, string title) =>
        await database.AsOwnerAsync<DateTimeOffset>(
            "select due_at from care_tasks where patient_id = $1 and title like $2",
            cast.Patient,
            title
        );

    private async Task<long> CountAsync(Cast cast) =>
        await database.AsOwnerAsync<long>("select count(*) from transitions where patient_id = $1", cast.Patient);
}
