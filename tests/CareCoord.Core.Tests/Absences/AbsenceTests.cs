using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Absences;

/// <summary>Planning, shortening and ending absences: who may, what is refused, and what the audit keeps.</summary>
public sealed class AbsenceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private readonly World world = new(database);
    private Actor carla = null!;
    private Actor priya = null!;
    private Actor admin = null!;

    public async Task InitializeAsync()
    {
        database.Clock.Set(Start);
        carla = new(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);
        priya = new(await world.AccountAsync("Priya", Hat.Coordinator, Hat.Administrator), Hat.Coordinator);
        admin = new(await world.AccountAsync("Alex", Hat.Administrator), Hat.Administrator);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task One_plans_ones_own_and_it_is_audited()
    {
        var id = await PlanAsync(carla, Planned(note: "Call  me\0 if\u202E it burns <script>"));

        var mine = await Queries.AbsencesAsync(carla, carla.AccountId, Hat.Coordinator, default);
        Assert.Equal(
            new AbsenceView(
                id,
                carla.AccountId,
                "Carla",
                Hat.Coordinator,
                priya.AccountId,
                "Priya",
                Start.AddDays(1),
                Start.AddDays(3),
                "Call me if it burns <script>"
            ),
            Assert.Single(mine.Absences)
        );
        var noted = Assert.Single(await database.NotedAsync(carla.AccountId), n => n.Action == "absence.planned");
        Assert.Equal(("coordinator", "account", carla.AccountId), (noted.Hat, noted.SubjectKind, noted.SubjectId));
    }

    [Fact]
    public async Task An_administrator_plans_and_ends_anybodys()
    {
        var id = await PlanAsync(admin, Planned());
        await database.Get<EndAbsence>().RunAsync(admin, new(id, null), default);

        Assert.Empty((await Queries.AbsencesAsync(admin, carla.AccountId, Hat.Coordinator, default)).Absences);
        Assert.Equal(["absence.ended", "absence.planned"], await DoneByAsync(admin));
    }

    [Fact]
    public async Task Nobody_else_plans_shortens_ends_or_reads_it_and_the_attempt_is_kept()
    {
        var id = await PlanAsync(carla, Planned());
        var nurse = await world.AccountAsync("Nurse", Hat.Provider, Hat.Patient);
        Actor[] others =
        [
            priya,
            carla with
            {
                Hat = Hat.Provider,
            },
            carla with
            {
                Hat = Hat.Patient,
            },
            new(nurse, Hat.Provider),
            new(nurse, Hat.Patient),
            new(nurse, Hat.Caregiver),
            Actor.Portal,
        ];
        foreach (var other in others)
        {
            await Assert.ThrowsAsync<NotFound>(() =>
                PlanAsync(other, Planned() with { Since = Start.AddDays(10), Until = Start.AddDays(11) })
            );
            await Assert.ThrowsAsync<NotFound>(() => database.Get<EndAbsence>().RunAsync(other, new(id, null), default));
            await Assert.ThrowsAsync<NotFound>(() => database.Get<EndAbsence>().RunAsync(other, new(id, Start.AddDays(2)), default));
            await Assert.ThrowsAsync<NotFound>(() =>
                database.Get<ChooseDeputy>().RunAsync(other, new(carla.AccountId, Hat.Coordinator, priya.AccountId), default)
            );
            await Assert.ThrowsAsync<NotFound>(() => Queries.AbsencesAsync(other, carla.AccountId, Hat.Coordinator, default));
        }

        Assert.Equal(4, (await database.NotedAsync(priya.AccountId)).Count(n => n.Action == "access.refused"));
        await Assert.ThrowsAsync<NotFound>(() => database.Get<EndAbsence>().RunAsync(admin, new(Guid.CreateVersion7(), null), default));
        Assert.Equal(
            1,
            await database.AsOwnerAsync<long>("select count(*) from absences where account_id = $1 and ended_at is null", carla.AccountId)
        );
    }

    [Fact]
    public async Task The_database_refuses_what_the_product_does()
    {
        const string Insert = """
            insert into absences (id, account_id, hat, deputy_account_id, since, until, planned_by, planned_at)
            values ($1, $2, 'coordinator', $3, now() + interval '1 year', now() + interval '2 years', $2, now())
            """;
        foreach (
            var actor in new[]
            {
                priya,
                carla with
                {
                    Hat = Hat.Provider,
                },
                carla with
                {
                    Hat = Hat.Patient,
                },
                priya with
                {
                    Hat = Hat.Administrator,
                },
                null,
            }
        )
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                database.AsAppAsync<object>(actor, Insert, Guid.CreateVersion7(), carla.AccountId, priya.AccountId)
            );
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        var id = await PlanAsync(carla, Planned());
        Assert.Equal(
            0,
            await database.AsAppAsync<long>(
                priya,
                "with done as (update absences set until = until + interval '1 day' where id = $1 returning 1) select count(*) from done",
                id
            )
        );
        Assert.Equal(0, await database.AsAppAsync<long>(carla with { Hat = Hat.Patient }, "select count(*) from absences"));
        var nurse = await world.AccountAsync("Nurse", Hat.Provider);
        var otherHat = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(carla, Insert, Guid.CreateVersion7(), carla.AccountId, nurse)
        );
        Assert.Equal(PostgresErrorCodes.CheckViolation, otherHat.SqlState);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_with_a_sentence()
    {
        var nurse = await world.AccountAsync("Nurse", Hat.Provider);
        (AbsencePlanned Asked, string Says)[] wrong =
        [
            (Planned() with { Until = Start }, "over already"),
            (Planned() with { Since = Start.AddDays(5) }, "before the beginning"),
            (Planned() with { Until = Start.AddYears(5) }, "at most a year"),
            (Planned() with { Since = Start.AddYears(2), Until = Start.AddYears(2).AddDays(1) }, "at most a year"),
            (Planned() with { DeputyAccountId = carla.AccountId }, "own deputy"),
            (Planned() with { DeputyAccountId = nurse }, "from the list"),
            (Planned() with { DeputyAccountId = Guid.CreateVersion7() }, "from the list"),
            (Planned(note: new string('x', 10_240)), "too long"),
            (Planned() with { Since = DateTimeOffset.MinValue, Until = DateTimeOffset.MaxValue }, "at most a year"),
        ];
        foreach (var (asked, says) in wrong)
            Assert.Contains(says, (await Assert.ThrowsAsync<RuleBroken>(() => PlanAsync(carla, asked))).Message);

        Assert.Contains(
            "cannot make yourself",
            (await Assert.ThrowsAsync<RuleBroken>(() => PlanAsync(priya with { Hat = Hat.Administrator }, Planned()))).Message
        );
        Assert.Empty((await Queries.AbsencesAsync(carla, carla.AccountId, Hat.Coordinator, default)).Absences);
    }

    [Fact]
    public async Task There_is_one_absence_at_a_time_and_the_deputy_is_there()
    {
        var third = await world.AccountAsync("Third", Hat.Coordinator);
        await PlanAsync(carla, Planned());

        Assert.Contains(
            "Another absence",
            (await Assert.ThrowsAsync<RuleBroken>(() => PlanAsync(carla, Planned() with { Since = Start.AddDays(2) }))).Message
        );
        Assert.Contains(
            "away then, too",
            (
                await Assert.ThrowsAsync<RuleBroken>(() =>
                    PlanAsync(priya, Planned() with { AccountId = priya.AccountId, DeputyAccountId = carla.AccountId })
                )
            ).Message
        );
        await PlanAsync(carla, Planned() with { Since = Start.AddDays(3), Until = Start.AddDays(4), DeputyAccountId = third });

        var mine = (await Queries.AbsencesAsync(carla, carla.AccountId, Hat.Coordinator, default)).Absences;
        Assert.Equal(["Priya", "Third"], mine.Select(a => a.DeputyName));
    }

    [Fact]
    public async Task An_absence_that_was_to_begin_earlier_begins_now()
    {
        await PlanAsync(carla, Planned() with { Since = Start.AddHours(-9) });

        Assert.Equal(Start, Assert.Single((await Queries.AbsencesAsync(carla, carla.AccountId, Hat.Coordinator, default)).Absences).Since);
    }

    [Fact]
    public async Task It_can_be_shortened_once_begun_or_before_but_not_prolonged_nor_ended_twice()
    {
        var id = await PlanAsync(carla, Planned());
        var end = database.Get<EndAbsence>();
        await end.RunAsync(carla, new(id, Start.AddDays(2)), default);

        Assert.Contains(
            "not earlier",
            (await Assert.ThrowsAsync<RuleBroken>(() => end.RunAsync(carla, new(id, Start.AddDays(3)), default))).Message
        );
        Assert.Contains(
            "still to come",
            (await Assert.ThrowsAsync<RuleBroken>(() => end.RunAsync(carla, new(id, Start.AddHours(1)), default))).Message
        );
        await end.RunAsync(carla, new(id, null), default);
        Assert.Contains("over already", (await Assert.ThrowsAsync<RuleBroken>(() => end.RunAsync(carla, new(id, null), default))).Message);
        Assert.Equal(["absence.ended", "absence.planned", "absence.shortened"], await DoneByAsync(carla));
    }

    [Fact]
    public async Task Two_who_end_it_at_once_end_it_once()
    {
        var id = await PlanAsync(carla, Planned());
        var ends = Enumerable
            .Range(0, 4)
            .Select(_ => Record.ExceptionAsync(() => database.Get<EndAbsence>().RunAsync(carla, new(id, null), default)));

        var failures = await Task.WhenAll(ends);

        Assert.Single(failures, f => f is null);
        Assert.All(failures.OfType<Exception>(), f => Assert.IsType<RuleBroken>(f));
    }

    private AbsenceQueries Queries => database.Get<AbsenceQueries>();

    private AbsencePlanned Planned(string? note = null) =>
        new(carla.AccountId, Hat.Coordinator, Start.AddDays(1), Start.AddDays(3), priya.AccountId, note);

    // In one moment of the test's clock the audit has no order.
    private async Task<IEnumerable<string>> DoneByAsync(Actor actor) =>
        (await database.NotedAsync(actor.AccountId))
            .Select(n => n.Action)
            .Where(a => !a.EndsWith(".read", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private Task<Guid> PlanAsync(Actor asker, AbsencePlanned planned) => database.Get<PlanAbsence>().RunAsync(asker, planned, default);
}
