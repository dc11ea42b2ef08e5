using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.Appointments;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.Today;
using CareCoord.TreatmentPlans;
using Npgsql;

namespace CareCoord.Core.Tests.Access;

/// <summary>A row with a sensitivity label is there only for those whose access includes the label.</summary>
public sealed class LabelTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const Category Ordinary = Category.Everything & ~Category.Labels;
    private readonly World world = new(database);

    private DateOnly Today => DateOnly.FromDateTime(database.Clock.GetUtcNow().Date);

    [Theory]
    [InlineData(Category.Behavioural)]
    [InlineData(Category.Reproductive)]
    [InlineData(Category.SubstanceUse)]
    [InlineData(Category.Hiv)]
    public async Task A_proxy_without_the_label_sees_nothing_of_it_on_any_page(Category label)
    {
        var cast = await LabelledAsync(label, Category.Everything & ~label);

        var plan = await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Caregiver, cast.Patient, default);
        Assert.NotNull(plan.Version);
        Assert.Empty(plan.Problems);
        Assert.Empty(plan.Goals);
        Assert.Empty(plan.Activities);
        Assert.Empty((await database.Get<AppointmentQueries>().AppointmentsAsync(cast.Caregiver, cast.Patient, null, default)).Upcoming);
        var today = await database.Get<TodayQueries>().TodayAsync(cast.Caregiver, cast.Patient, default);
        Assert.Null(today.Next);
        Assert.Empty(today.Todos);
        Assert.DoesNotContain(today.Changes, c => c.VisitAt is not null);
        Assert.Null(Assert.Single(await database.Get<CaregiverQueries>().CaredForAsync(cast.Caregiver, default)).NextTitle);
        foreach (var table in new[] { "problems", "goals", "goal_readings", "activities", "activity_ticks", "appointments" })
            Assert.Equal(0, await database.AsAppAsync<long>(cast.Caregiver, $"select count(*) from {table}"));
    }

    [Fact]
    public async Task With_the_label_it_is_shown()
    {
        var cast = await LabelledAsync(Category.Behavioural, Ordinary | Category.Behavioural);

        var plan = await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Caregiver, cast.Patient, default);
        Assert.Single(plan.Problems);
        Assert.Equal(10, Assert.Single(plan.Goals).Progress!.Latest);
        Assert.Single(plan.Activities);
        Assert.Single((await database.Get<AppointmentQueries>().AppointmentsAsync(cast.Caregiver, cast.Patient, null, default)).Upcoming);
        var today = await database.Get<TodayQueries>().TodayAsync(cast.Caregiver, cast.Patient, default);
        Assert.NotNull(today.Next);
        Assert.NotNull(Assert.Single(today.Todos).TickedAt);
        Assert.Equal("Check", Assert.Single(await database.Get<CaregiverQueries>().CaredForAsync(cast.Caregiver, default)).NextTitle);
    }

    [Fact]
    public async Task A_row_with_two_labels_needs_both()
    {
        var one = await LabelledAsync(Category.Hiv | Category.SubstanceUse, Ordinary | Category.Hiv);
        var both = await LabelledAsync(Category.Hiv | Category.SubstanceUse, Ordinary | Category.Hiv | Category.SubstanceUse);

        Assert.Empty((await database.Get<TreatmentPlanQueries>().PlanAsync(one.Caregiver, one.Patient, default)).Goals);
        Assert.Single((await database.Get<TreatmentPlanQueries>().PlanAsync(both.Caregiver, both.Patient, default)).Goals);
    }

    [Fact]
    public async Task A_labelled_reading_or_tick_is_hidden_under_a_goal_or_activity_that_is_not()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa", Ordinary);
        await world.ReadingAsync(cast.Patient, cast.Plan.Goal, 12, Category.Hiv);
        await world.TickAsync(cast.Patient, cast.Plan.Activity, Today, cast.Self.AccountId, Category.Hiv);

        Assert.Null(
            Assert
                .Single((await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Caregiver, cast.Patient, default)).Goals)
                .Progress!.Latest
        );
        Assert.Null(Assert.Single((await database.Get<TodayQueries>().TodayAsync(cast.Caregiver, cast.Patient, default)).Todos).TickedAt);
        Assert.Equal(
            12,
            Assert.Single((await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Self, cast.Patient, default)).Goals).Progress!.Latest
        );
        Assert.NotNull(Assert.Single((await database.Get<TodayQueries>().TodayAsync(cast.Self, cast.Patient, default)).Todos).TickedAt);
    }

    [Fact]
    public async Task The_care_team_sees_labels_but_not_the_access_history()
    {
        var cast = await LabelledAsync(Category.Labels, Ordinary);

        Assert.Single((await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Provider, cast.Patient, default)).Goals);
        Assert.Single((await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Coordinator, cast.Patient, default)).Goals);
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<AccessHistoryQueries>().WhoCanSeeAsync(cast.Provider, cast.Patient, null, default)
        );
        Assert.NotEmpty((await database.Get<AccessHistoryQueries>().WhoCanSeeAsync(cast.Coordinator, cast.Patient, null, default)).May);
    }

    [Fact]
    public async Task A_labelled_activity_is_not_ticked_by_somebody_who_may_not_see_it()
    {
        var cast = await LabelledAsync(Category.Behavioural, Ordinary);
        var day = Today.AddDays(-1);

        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<TickActivity>().RunAsync(cast.Caregiver, new(cast.Patient, cast.Plan.Activity, day, Done: true), default)
        );
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(
                cast.Caregiver,
                "insert into activity_ticks values ($1, $2, $3, '2026-11-20', now(), $4, $5)",
                cast.Patient,
                Guid.CreateVersion7(),
                cast.Plan.Activity,
                cast.Caregiver.AccountId,
                (int)Category.Behavioural
            )
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_tick_carries_the_labels_of_its_activity()
    {
        var cast = await LabelledAsync(Category.Behavioural, Ordinary);

        await database
            .Get<TickActivity>()
            .RunAsync(cast.Self, new(cast.Patient, cast.Plan.Activity, Today.AddDays(-1), Done: true), default);

        Assert.Equal(
            (int)Category.Behavioural,
            await database.AsOwnerAsync<int>(
                "select labels from activity_ticks where patient_id = $1 and on_date = $2",
                cast.Patient,
                Today.AddDays(-1)
            )
        );
    }

    private async Task<Cast> LabelledAsync(Category label, Category caregiverSees)
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa", caregiverSees, labels: label);
        await world.ProblemAsync(cast.Patient, cast.Plan.Plan, "Low mood", label);
        await world.ReadingAsync(cast.Patient, cast.Plan.Goal, 10, label);
        await world.TickAsync(cast.Patient, cast.Plan.Activity, Today, cast.Self.AccountId, label);
        return cast;
    }
}
