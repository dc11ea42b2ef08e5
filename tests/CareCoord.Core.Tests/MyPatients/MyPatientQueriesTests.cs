using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.MyPatients;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.MyPatients;

/// <summary>The provider's home: their patients, and what waits for them.</summary>
public sealed class MyPatientQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task It_shows_the_patients_of_ones_teams_with_what_waits()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await world.ProblemAsync(cast.Patient, cast.Plan.Plan, "New hip");
        await database.AsOwnerAsync(
            "update activities set done_by = 'member', owner_member_id = $2 where patient_id = $1",
            cast.Patient,
            cast.Member
        );
        await database.AsOwnerAsync(
            "update goals set owner_member_id = $2, due_on = '2026-11-22' where patient_id = $1",
            cast.Patient,
            cast.Member
        );

        var home = await HomeAsync(cast.Provider);

        Assert.Equal(
            (cast.Patient, "Walter Example", TeamRole.Nurse, "New hip", database.Clock.GetUtcNow().AddDays(1), 1),
            Told(Assert.Single(home.Patients))
        );
        Assert.Equal("Check", Assert.Single(home.Visits).Title);
        Assert.Equal("Walk 20 minutes", Assert.Single(home.LateGoals).Statement);
        Assert.Equal("Walk more", Assert.Single(home.NewPlans).ChangeNote);
        Assert.False(home.MoreThanShown);
    }

    [Fact]
    public async Task Who_has_left_the_team_sees_nothing_of_it()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", cast.Member, database.Clock.GetUtcNow());

        var home = await HomeAsync(cast.Provider);

        Assert.Equal((0, 0, 0, 0), (home.Patients.Count, home.Visits.Count, home.LateGoals.Count, home.NewPlans.Count));
    }

    [Fact]
    public async Task A_visit_of_somebody_elses_and_one_after_a_week_do_not_wait()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var colleague = await world.ProviderAsync(await world.AccountAsync("Colleague", Hat.Provider));
        await world.VisitAsync(cast.Patient, colleague, database.Clock.GetUtcNow().AddDays(2));
        await world.VisitAsync(cast.Patient, cast.ProviderId, database.Clock.GetUtcNow().AddDays(8));

        Assert.Single((await HomeAsync(cast.Provider)).Visits);
    }

    [Fact]
    public async Task More_patients_than_fit_are_said_and_only_those_shown_are_noted()
    {
        var nurse = new Actor(await world.AccountAsync("Nora", Hat.Provider), Hat.Provider);
        var provider = await world.ProviderAsync(nurse.AccountId);
        for (var i = 0; i <= MyPatientQueries.Shown; i++)
            await world.JoinTeamAsync(await world.PatientAsync($"Person {i:00}"), nurse.AccountId, provider);

        var home = await HomeAsync(nurse);

        Assert.Equal((MyPatientQueries.Shown, true), (home.Patients.Count, home.MoreThanShown));
        var noted = Assert.Single(await database.NotedAsync(nurse.AccountId), e => e.Action == "my-patients.read");
        Assert.Equal(home.Patients.Select(p => p.PatientId).Order(), noted.Patients.Order());
    }

    [Fact]
    public async Task One_entry_notes_everyone_whom_the_parts_of_the_page_show()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var later = await world.PatientAsync("Later");
        await world.JoinTeamAsync(later, cast.Provider.AccountId, cast.ProviderId);

        await HomeAsync(cast.Provider);

        var noted = Assert.Single(await database.NotedAsync(cast.Provider.AccountId));
        Assert.Equal("my-patients.read", noted.Action);
        Assert.Equal(new[] { cast.Patient, later }.Order(), noted.Patients.Order());
    }

    private static (Guid, string, TeamRole, string?, DateTimeOffset?, int) Told(MyPatient p) =>
        (p.PatientId, p.Name, p.MyRole, p.MainProblem, p.NextWithMe, p.MyActivities);

    private Task<MyPatientsView> HomeAsync(Actor actor) => database.Get<MyPatientQueries>().MyPatientsAsync(actor, default);
}
