using CareCoord.Access;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.TreatmentPlans;

/// <summary>Which days of which activities may be ticked, and by whom.</summary>
public sealed class TickRulesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private readonly World world = new(database);

    [Theory]
    [InlineData("weekdays = 2", 0, true)]
    [InlineData("weekdays = 2", -1, false)]
    [InlineData("weekdays = 1", -1, true)]
    [InlineData("weekdays = 64", -2, true)]
    [InlineData("weekdays = 0", 0, false)]
    [InlineData("weekdays = 127", 1, false)]
    [InlineData("starts_on = '2026-11-23'", 0, true)]
    [InlineData("starts_on = '2026-11-23'", -1, false)]
    [InlineData("starts_on = '2026-11-01', ends_on = '2026-11-22'", -1, true)]
    [InlineData("starts_on = '2026-11-01', ends_on = '2026-11-22'", 0, false)]
    [InlineData("done_by = 'caregiver'", 0, true)]
    public async Task A_day_is_ticked_when_it_is_planned_and_has_come(string activity, int day, bool ticked)
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await database.AsOwnerAsync($"update activities set {activity} where patient_id = $1", cast.Patient);

        var refused = await Record.ExceptionAsync(() => TickAsync(cast, cast.Self, Monday.AddDays(day)));

        Assert.Equal(ticked, refused is null);
        Assert.True(refused is null or RuleBroken);
        Assert.Equal(ticked ? 1 : 0, await CountAsync(cast));
    }

    [Fact]
    public async Task What_the_care_team_does_is_not_the_patients_to_tick()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await database.AsOwnerAsync(
            "update activities set done_by = 'member', owner_member_id = $2 where patient_id = $1",
            cast.Patient,
            cast.Member
        );

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => TickAsync(cast, cast.Self, Monday));

        Assert.Contains("care team", refused.Message);
    }

    [Fact]
    public async Task Twice_is_as_good_as_once_and_taking_back_what_is_not_there_is_harmless()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        await TickAsync(cast, cast.Self, Monday);
        await TickAsync(cast, cast.Caregiver, Monday);
        Assert.Equal(1, await CountAsync(cast));
        await TickAsync(cast, cast.Self, Monday, done: false);
        await TickAsync(cast, cast.Self, Monday, done: false);
        Assert.Equal(0, await CountAsync(cast));
    }

    [Fact]
    public async Task Many_ticks_at_once_leave_one()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => TickAsync(cast, i % 2 == 0 ? cast.Self : cast.Caregiver, Monday)));

        Assert.Equal(1, await CountAsync(cast));
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("superseded")]
    public async Task An_activity_of_another_version_is_not_there(string state)
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await database.AsOwnerAsync($"update treatment_plans set state = '{state}' where patient_id = $1", cast.Patient);

        await Assert.ThrowsAsync<NotFound>(() => TickAsync(cast, cast.Self, Monday));
    }

    [Fact]
    public async Task An_activity_of_another_patient_is_not_there_even_for_somebody_who_may_see_both()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var other = await Cast.PlayAsync(world, database, "Denise");
        await world.GrantAsync(other.Patient, cast.Caregiver.AccountId, Category.Everything, Category.Everything);

        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<TickActivity>().RunAsync(cast.Caregiver, new(cast.Patient, other.Plan.Activity, Monday, Done: true), default)
        );
    }

    [Fact]
    public async Task A_tick_goes_on_over_versions_by_its_lineage()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await TickAsync(cast, cast.Self, Monday);
        await database.AsOwnerAsync("update treatment_plans set state = 'superseded' where patient_id = $1", cast.Patient);
        var (plan, activity) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await database.SeedAsync<TreatmentPlan>(
            new
            {
                PatientId = cast.Patient,
                Id = plan,
                Version = 2,
                State = PlanState.Published,
                PublishedAt = database.Clock.GetUtcNow(),
                PublishedBy = cast.Coordinator.AccountId,
            }
        );
        await database.AsOwnerAsync(
            """
            insert into activities (patient_id, id, lineage_id, plan_id, title, done_by, how_often, weekdays, part_of_day, starts_on,
                                    labels, position)
            select patient_id, $2, lineage_id, $3, title, done_by, how_often, weekdays, part_of_day, starts_on, labels, position
            from activities where patient_id = $1
            """,
            cast.Patient,
            activity,
            plan
        );

        await database.Get<TickActivity>().RunAsync(cast.Self, new(cast.Patient, activity, Monday, Done: false), default);

        Assert.Equal(0, await CountAsync(cast));
    }

    [Theory]
    [InlineData("Asia/Tokyo", 1, true)]
    [InlineData("America/Los_Angeles", 1, false)]
    [InlineData("America/Los_Angeles", 0, true)]
    [InlineData("Pacific/Kiritimati", 1, true)]
    public async Task Today_is_the_patients_own_day(string timeZone, int day, bool ticked)
    {
        // 15:00 UTC on Monday: midnight of Tuesday in Tokyo, morning in Los Angeles.
        var cast = await Cast.PlayAsync(world, database, "Kenji", timeZone: timeZone);

        Assert.Equal(ticked, await Record.ExceptionAsync(() => TickAsync(cast, cast.Self, Monday.AddDays(day))) is null);
    }

    [Theory]
    [InlineData(Hat.Coordinator)]
    [InlineData(Hat.Provider)]
    public async Task Those_who_do_not_live_the_day_are_told_that_they_only_read(Hat hat)
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        await Assert.ThrowsAsync<RuleBroken>(() => TickAsync(cast, cast.All.Single(a => a.Hat == hat), Monday));
    }

    private Task TickAsync(Cast cast, Actor actor, DateOnly day, bool done = true) =>
        database.Get<TickActivity>().RunAsync(actor, new(cast.Patient, cast.Plan.Activity, day, done), default);

    private Task<long> CountAsync(Cast cast) =>
        database.AsOwnerAsync<long>("select count(*) from activity_ticks where patient_id = $1", cast.Patient);
}
