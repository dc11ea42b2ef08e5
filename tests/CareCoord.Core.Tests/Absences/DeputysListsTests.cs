using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.Caseloads;
using CareCoord.MyPatients;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Absences;

/// <summary>A deputy's own lists show the absent colleague's patients too, and say for whom; the patient sees who stands in.</summary>
public sealed class DeputysListsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task A_deputys_caseload_marks_the_absent_coordinators_patients()
    {
        var walter = await Cast.PlayAsync(world, database, "Walter");
        var denise = await Cast.PlayAsync(world, database, "Denise");
        await world.AbsenceAsync(walter.Coordinator, denise.Coordinator.AccountId);

        var rows = (await database.Get<CaseloadQueries>().CaseloadAsync(denise.Coordinator, null, default)).Rows.Items;

        Assert.Equal(
            [("Denise Example", null), ("Walter Example", "Coordinator of Walter")],
            rows.Select(r => (r.Name, r.StandsInFor)).Order()
        );
        Assert.Null(
            Assert.Single((await database.Get<CaseloadQueries>().CaseloadAsync(walter.Coordinator, null, default)).Rows.Items).StandsInFor
        );
    }

    [Fact]
    public async Task A_patient_who_is_theirs_too_or_twice_stands_once_and_without_a_mark_where_theirs()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa");
        var deputy = new Actor(await world.AccountAsync("Deputy", Hat.Coordinator), Hat.Coordinator);
        await world.AbsenceAsync(cast.Coordinator, deputy.AccountId);
        await database.AsAppAsync<Guid?>(
            Actor.Portal,
            "select app.stand_in($1, $2, $3, $4, $5)",
            cast.Patient,
            deputy.AccountId,
            cast.Coordinator.AccountId,
            database.Clock.GetUtcNow().AddDays(1),
            Guid.CreateVersion7()
        );
        var row = Assert.Single((await database.Get<CaseloadQueries>().CaseloadAsync(deputy, null, default)).Rows.Items);
        Assert.Equal("Coordinator of Rosa", row.StandsInFor);

        var nurse = new Actor(await world.AccountAsync("Second nurse", Hat.Provider), Hat.Provider);
        await world.JoinTeamAsync(cast.Patient, nurse.AccountId, await world.ProviderAsync(nurse.AccountId));
        await world.AbsenceAsync(cast.Provider, nurse.AccountId);
        Assert.Null(Assert.Single((await database.Get<MyPatientQueries>().MyPatientsAsync(nurse, default)).Patients).StandsInFor);
    }

    [Fact]
    public async Task A_deputy_provider_sees_patients_visits_and_late_goals_of_the_absent_one()
    {
        var cast = await Cast.PlayAsync(world, database, "Samuel");
        var nurse = new Actor(await world.AccountAsync("Second nurse", Hat.Provider), Hat.Provider);
        await world.ProviderAsync(nurse.AccountId);
        await database.AsOwnerAsync(
            "update goals set owner_member_id = $2, due_on = '2026-11-01' where patient_id = $1",
            cast.Patient,
            cast.Member
        );
        var absence = await world.AbsenceAsync(cast.Provider, nurse.AccountId, until: database.Clock.GetUtcNow().AddHours(1));

        var view = await database.Get<MyPatientQueries>().MyPatientsAsync(nurse, default);

        Assert.Equal(("Samuel Example", "Nurse of Samuel"), (Assert.Single(view.Patients).Name, view.Patients[0].StandsInFor));
        Assert.Equal((cast.Visit, "Nurse of Samuel"), (Assert.Single(view.Visits).VisitId, view.Visits[0].StandsInFor));
        Assert.Equal("Nurse of Samuel", Assert.Single(view.LateGoals).StandsInFor);
        var own = await database.Get<MyPatientQueries>().MyPatientsAsync(cast.Provider, default);
        Assert.Equal(
            (null, null, null),
            (Assert.Single(own.Patients).StandsInFor, Assert.Single(own.Visits).StandsInFor, Assert.Single(own.LateGoals).StandsInFor)
        );

        await database.AsOwnerAsync("update absences set until = $2 where id = $1", absence, database.Clock.GetUtcNow().AddMinutes(1));
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        var over = await database.Get<MyPatientQueries>().MyPatientsAsync(nurse, default);
        Assert.Empty(over.Patients);
        Assert.Empty(over.Visits);
        Assert.Empty(over.LateGoals);
    }

    [Fact]
    public async Task The_patient_sees_who_stands_in_for_whom_from_when_and_until_when()
    {
        var cast = await Cast.PlayAsync(world, database, "Linh");
        var now = database.Clock.GetUtcNow();
        var deputy = await world.AccountAsync("Deputy", Hat.Coordinator);
        var nurse = await world.AccountAsync("Second nurse", Hat.Provider);
        await world.AbsenceAsync(cast.Coordinator, deputy, now.AddDays(1), now.AddDays(2));
        await world.AbsenceAsync(cast.Provider, nurse, now, now.AddDays(2));

        var may = (await database.Get<AccessHistoryQueries>().WhoCanSeeAsync(cast.Self, cast.Patient, null, default)).May;

        var coordinators = Assert.Single(may, m => m.AccountId == deputy);
        Assert.Equal(
            (Basis.Caseload, "Coordinator of Linh", null, now.AddDays(1), now.AddDays(2)),
            (coordinators.Basis, coordinators.StandsInFor, coordinators.Detail, coordinators.From, coordinators.Until)
        );
        var nurses = Assert.Single(may, m => m.AccountId == nurse);
        Assert.Equal((Basis.CareTeam, "Nurse of Linh", "nurse"), (nurses.Basis, nurses.StandsInFor, nurses.Detail));
        Assert.All(may.Where(m => m.AccountId != deputy && m.AccountId != nurse), m => Assert.Null(m.StandsInFor));
        database.Clock.Set(now);
    }
}
