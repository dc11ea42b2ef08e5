using CareCoord.Appointments;
using CareCoord.Caseloads;
using CareCoord.MyPatients;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;
using Npgsql;

namespace CareCoord.Core.Tests.Caseloads;

/// <summary>Opening a record is a look at it, by staff; a list is none.</summary>
public sealed class LastLookTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task A_page_of_the_record_is_a_look_and_a_list_is_none()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await database.Get<CaseloadDeskQueries>().DeskAsync(cast.Coordinator, new(CaseloadSort.Need), null, default);
        await database.Get<CaseloadQueries>().CaseloadAsync(cast.Coordinator, null, default);
        await database.Get<MyPatientQueries>().MyPatientsAsync(cast.Provider, default);
        await database.Get<HandOverQueries>().ChoiceAsync(cast.Coordinator, null, default);
        Assert.Equal(0, await LooksAsync(cast));

        await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Coordinator, cast.Patient, default);
        await database.Get<AppointmentQueries>().AppointmentsAsync(cast.Provider, cast.Patient, null, default);
        Assert.Equal(2, await LooksAsync(cast));

        database.Clock.Advance(TimeSpan.FromHours(1));
        await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Coordinator, cast.Patient, default);
        Assert.Equal(2, await LooksAsync(cast));
        Assert.Equal(
            database.Clock.GetUtcNow(),
            await database.AsOwnerAsync<DateTimeOffset>(
                "select looked_at from last_looks where account_id = $1",
                cast.Coordinator.AccountId
            )
        );
    }

    [Fact]
    public async Task Patients_and_caregivers_leave_no_look_and_who_may_not_see_it_none_either()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var other = await Cast.PlayAsync(world, database, "Other");

        await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Self, cast.Patient, default);
        await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Caregiver, cast.Patient, default);
        await Assert.ThrowsAsync<NotFound>(() => database.Get<TreatmentPlanQueries>().PlanAsync(other.Coordinator, cast.Patient, default));

        Assert.Equal(0, await LooksAsync(cast));
    }

    [Fact]
    public async Task Everybody_sees_their_own_looks_only_and_writes_none()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Coordinator, cast.Patient, default);
        await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Provider, cast.Patient, default);

        Assert.Equal(1, await database.AsAppAsync<long>(cast.Coordinator, "select count(*) from last_looks"));
        Assert.Equal(0, await database.AsAppAsync<long>(cast.Self, "select count(*) from last_looks"));
        foreach (
            var sql in new[]
            {
                "delete from last_looks",
                "update last_looks set looked_at = now()",
                "insert into last_looks select * from last_looks",
            }
        )
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => database.AsAppAsync<object>(cast.Coordinator, sql));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    private async Task<long> LooksAsync(Cast cast) =>
        await database.AsOwnerAsync<long>("select count(*) from last_looks where patient_id = $1", cast.Patient);
}
