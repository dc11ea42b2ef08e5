using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Patients;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.TreatmentPlans;

/// <summary>The published plan as people read it.</summary>
public sealed class TreatmentPlanQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task It_tells_problems_goals_activities_and_the_team()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await world.ProblemAsync(cast.Patient, cast.Plan.Plan, "New hip");
        await world.JoinTeamAsync(cast.Patient, cast.Caregiver.AccountId, null, "caregiver");
        await world.JoinTeamAsync(cast.Patient, cast.Coordinator.AccountId, null, "coordinator");

        var plan = await PlanAsync(cast);

        Assert.Equal(
            (1, "Walk more", "Coordinator of Walter", database.Clock.GetUtcNow().AddDays(-3)),
            (plan.Version!.Number, plan.Version.ChangeNote, plan.Version.PublishedBy, plan.Version.PublishedAt)
        );
        Assert.Equal("New hip", Assert.Single(plan.Problems).Name);
        Assert.Equal(("Walk to church", "Walk 20 minutes"), (Assert.Single(plan.Goals).OwnWords, plan.Goals[0].Statement));
        Assert.Equal(cast.Plan.Goal, Assert.Single(plan.Activities).GoalId);
        Assert.Equal([TeamRole.Coordinator, TeamRole.Nurse, TeamRole.Caregiver], plan.Team.Select(m => m.Role));
        Assert.Equal(
            ("Walter Example", "Walter", 71, "My garden"),
            (plan.Patient.Name, plan.Patient.CalledBy, Patient.AgeOn(plan.Patient.BirthDate, plan.Patient.Today), plan.Patient.MattersToMe)
        );
    }

    [Fact]
    public async Task The_latest_reading_counts_over_all_versions()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await world.ReadingAsync(cast.Patient, cast.Plan.Goal, 15);
        await database.SeedAsync<GoalReading>(
            new
            {
                PatientId = cast.Patient,
                LineageId = cast.Plan.Goal,
                TakenAt = database.Clock.GetUtcNow().AddDays(-2),
                Value = 5m,
                Labels = Category.None,
            }
        );

        Assert.Equal(
            (15m, 75),
            ((await PlanAsync(cast)).Goals[0].Progress!.Latest!.Value, (await PlanAsync(cast)).Goals[0].Progress!.Percent)
        );
    }

    [Fact]
    public async Task The_last_seven_days_say_what_was_done_and_only_days_on_which_it_was_meant_to_be()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await database.AsOwnerAsync("update activities set starts_on = '2026-11-01' where patient_id = $1", cast.Patient);
        await world.TickAsync(cast.Patient, cast.Plan.Activity, new(2026, 11, 22), cast.Self.AccountId);
        await world.TickAsync(cast.Patient, cast.Plan.Activity, new(2026, 11, 16), cast.Self.AccountId);

        var week = (await PlanAsync(cast)).Week;

        Assert.Equal(Enumerable.Range(17, 7).Select(day => (cast.Plan.Activity, new DateOnly(2026, 11, day), day == 22)), Days(week));
        await database.AsOwnerAsync(
            "update activities set starts_on = '2026-11-19', ends_on = '2026-11-22', weekdays = 127 - 64 where patient_id = $1",
            cast.Patient
        );
        Assert.Equal([19, 20, 22], (await PlanAsync(cast)).Week.Select(one => one.Day.Day));
        await database.AsOwnerAsync("update activities set weekdays = 0 where patient_id = $1", cast.Patient);
        Assert.Empty((await PlanAsync(cast)).Week);
    }

    [Fact]
    public async Task Without_a_published_version_there_is_a_record_but_no_plan()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await database.AsOwnerAsync("update treatment_plans set state = 'draft' where patient_id = $1", cast.Patient);

        var plan = await PlanAsync(cast);

        Assert.Null(plan.Version);
        Assert.Empty(plan.Goals);
        Assert.Empty(plan.Activities);
        Assert.Single(plan.Team);
    }

    [Fact]
    public async Task The_team_is_who_is_on_it_now()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var now = database.Clock.GetUtcNow();
        var later = await world.AccountAsync("Later", CareCoord.Access.Hat.Provider);
        await world.JoinTeamAsync(cast.Patient, later, await world.ProviderAsync(later), since: now.AddDays(1));
        await database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", cast.Member, now);

        Assert.Empty((await PlanAsync(cast)).Team);
    }

    [Fact]
    public async Task An_owner_who_has_left_is_named_as_such()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await database.AsOwnerAsync(
            "update activities set done_by = 'member', owner_member_id = $2 where patient_id = $1",
            cast.Patient,
            cast.Member
        );
        await database.AsOwnerAsync("update goals set owner_member_id = $2 where patient_id = $1", cast.Patient, cast.Member);
        Assert.Equal(new Owner("Nurse of Walter", TeamRole.Nurse, HasLeft: false), (await PlanAsync(cast)).Activities[0].Owner);

        await database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", cast.Member, database.Clock.GetUtcNow());

        Assert.Equal(new Owner("Nurse of Walter", TeamRole.Nurse, HasLeft: true), (await PlanAsync(cast)).Activities[0].Owner);
        Assert.True((await PlanAsync(cast)).Goals[0].Owner!.HasLeft);
    }

    private static IEnumerable<(Guid Activity, DateOnly Day, bool Done)> Days(IEnumerable<ActivityDay> week) =>
        week.Select(one => (one.ActivityId, one.Day, one.Done));

    private Task<PlanView> PlanAsync(Cast cast) => database.Get<TreatmentPlanQueries>().PlanAsync(cast.Self, cast.Patient, default);
}
