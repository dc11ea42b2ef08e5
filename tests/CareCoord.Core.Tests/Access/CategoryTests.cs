using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.Appointments;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.Today;
using CareCoord.TreatmentPlans;
using Npgsql;

namespace CareCoord.Core.Tests.Access;

/// <summary>A proxy sees the parts of the record that were ticked, and changes those that were ticked for that.</summary>
public sealed class CategoryTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const Category Nothing = Category.None;
    private readonly World world = new(database);

    private DateOnly Today => DateOnly.FromDateTime(database.Clock.GetUtcNow().Date);

    public static TheoryData<string, Category> Tables()
    {
        var data = new TheoryData<string, Category>();
        foreach (var table in Feature.All.SelectMany(feature => feature.Tables).Where(table => table.Name != "patients"))
        {
            // A table of several parts shows the rows of each with that part.
            foreach (var part in table.PartColumn is null ? [table.Part] : table.Parts)
                data.Add(table.PartColumn is null ? table.Name : $"{table.Name} where {table.PartColumn} = {(int)part}", part);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_table_shows_with_its_part_and_not_with_all_the_others(string table, Category part)
    {
        var with = await world.EverythingAsync(await Cast.PlayAsync(world, database, "With", part, Nothing));
        var without = await world.EverythingAsync(await Cast.PlayAsync(world, database, "Without", Category.Everything & ~part, Nothing));

        Assert.NotEqual(0, await database.AsAppAsync<long>(with.Caregiver, $"select count(*) from {table}"));
        Assert.Equal(0, await database.AsAppAsync<long>(without.Caregiver, $"select count(*) from {table}"));
        Assert.Equal(1, await database.AsAppAsync<long>(without.Caregiver, "select count(*) from patients"));
    }

    [Fact]
    public async Task Every_table_of_records_is_declared_by_a_feature()
    {
        var guarded = await database.AsOwnerAsync<string[]>(
            """
            select array(select distinct tablename::text from pg_policies where policyname = 'view' and tablename <> 'patients' order by 1)
            """
        );
        Assert.Equal(Tables().Select(row => ((string)row[0]).Split(' ')[0]).Distinct().Order(), guarded);
    }

    [Fact]
    public async Task A_proxy_for_appointments_only_reads_no_plan_no_team_and_no_access_history()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa", Category.Appointments, Nothing);

        Assert.Single((await database.Get<AppointmentQueries>().AppointmentsAsync(cast.Caregiver, cast.Patient, null, default)).Upcoming);
        await Assert.ThrowsAsync<NotFound>(() => database.Get<TreatmentPlanQueries>().PlanAsync(cast.Caregiver, cast.Patient, default));
        await Assert.ThrowsAsync<NotFound>(() => database.Get<TodayQueries>().TodayAsync(cast.Caregiver, cast.Patient, default));
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<AccessHistoryQueries>().WhoCanSeeAsync(cast.Caregiver, cast.Patient, null, default)
        );
        await Assert.ThrowsAsync<NotFound>(() => TickAsync(cast, cast.Caregiver));
        var listed = Assert.Single(await database.Get<CaregiverQueries>().CaredForAsync(cast.Caregiver, default));
        Assert.Equal((null, null, "Check"), (listed.PlanPublishedAt, listed.PlanChangeNote, listed.NextTitle));
        Assert.Equal(0, await database.AsAppAsync<long>(cast.Caregiver, "select count(*) from app.who_may_see($1)", cast.Patient));
        Assert.Equal(
            0,
            await database.AsAppAsync<long>(
                cast.Caregiver,
                "select count(*) from app.who_has_seen($1, 'UTC', '{}', '{}', null, null, null, null, null, null, 10)",
                cast.Patient
            )
        );
    }

    [Fact]
    public async Task A_proxy_for_the_plan_only_reads_no_visit()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa", Category.Plan, Nothing);

        Assert.NotNull((await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Caregiver, cast.Patient, default)).Version);
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<AppointmentQueries>().AppointmentsAsync(cast.Caregiver, cast.Patient, null, default)
        );
        Assert.Null(Assert.Single(await database.Get<CaregiverQueries>().CaredForAsync(cast.Caregiver, default)).NextTitle);
    }

    [Fact]
    public async Task A_grant_of_nothing_does_not_even_say_who_the_patient_is()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa", Nothing, Nothing);

        Assert.Empty(await database.Get<CaregiverQueries>().CaredForAsync(cast.Caregiver, default));
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<AppointmentQueries>().AppointmentsAsync(cast.Caregiver, cast.Patient, null, default)
        );
    }

    [Fact]
    public async Task To_view_is_not_to_manage_in_the_product_and_in_the_database()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa", Category.Everything, Category.Everything & ~Category.Plan);
        await world.TickAsync(cast.Patient, cast.Plan.Activity, Today.AddDays(-1), cast.Self.AccountId);

        await Assert.ThrowsAsync<RuleBroken>(() => TickAsync(cast, cast.Caregiver));
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(
                cast.Caregiver,
                "insert into activity_ticks values ($1, $2, $3, '2026-11-23', now(), $4, 0)",
                cast.Patient,
                Guid.CreateVersion7(),
                cast.Plan.Activity,
                cast.Caregiver.AccountId
            )
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Equal(
            0,
            await database.AsAppAsync<long>(
                cast.Caregiver,
                "with gone as (delete from activity_ticks returning 1) select count(*) from gone"
            )
        );
        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from activity_ticks where patient_id = $1", cast.Patient));
    }

    [Fact]
    public async Task Nobody_can_be_given_more_to_manage_than_to_view()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            Cast.PlayAsync(world, database, "Rosa", Category.Plan, Category.Appointments)
        );

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    private Task TickAsync(Cast cast, Actor actor) =>
        database.Get<TickActivity>().RunAsync(actor, new(cast.Patient, cast.Plan.Activity, Today, Done: true), default);
}
