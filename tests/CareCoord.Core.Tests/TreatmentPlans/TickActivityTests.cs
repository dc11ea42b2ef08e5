using CareCoord.Access;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.TreatmentPlans;

/// <summary>Ticking what was done today.</summary>
public sealed class TickActivityTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    private TickActivity Tick => database.Get<TickActivity>();

    private DateOnly Today => DateOnly.FromDateTime(database.Clock.GetUtcNow().Date);

    [Fact]
    public async Task The_patient_ticks_an_activity_and_the_audit_says_so()
    {
        var account = await world.AccountAsync("Walter", Hat.Patient);
        var patient = await world.PatientAsync("Walter", account);
        var plan = await world.PlanAsync(patient, account);

        await Tick.RunAsync(new(account, Hat.Patient), new(patient, plan.Activity, Today, Done: true), default);

        Assert.Equal(
            1,
            await database.AsOwnerAsync<long>(
                "select count(*) from activity_ticks where patient_id = $1 and ticked_by = $2",
                patient,
                account
            )
        );
        Assert.Equal(
            "activity.ticked",
            await database.AsOwnerAsync<string>(
                """
                select e.action from audit_entries e join audit_subjects s on s.audit_id = e.id
                where s.patient_id = $1 and e.subject_id = $2
                """,
                patient,
                plan.Activity
            )
        );
    }

    [Fact]
    public async Task Somebody_without_access_finds_nothing_and_the_attempt_is_kept()
    {
        var stranger = await world.AccountAsync("Stranger", Hat.Patient);
        var patient = await world.PatientAsync("Walter", await world.AccountAsync("Walter", Hat.Patient));
        var plan = await world.PlanAsync(patient, stranger);

        await Assert.ThrowsAsync<NotFound>(() =>
            Tick.RunAsync(new(stranger, Hat.Patient), new(patient, plan.Activity, Today, Done: true), default)
        );

        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from activity_ticks where patient_id = $1", patient));
        Assert.Equal(
            "access.refused",
            await database.AsOwnerAsync<string>("select action from audit_entries where account_id = $1", stranger)
        );
    }
}
