using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.Accounts;
using CareCoord.Appointments;
using CareCoord.Caseloads;
using CareCoord.Testing;
using CareCoord.Today;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.Audit;

/// <summary>Each reading and each write leaves one entry: who, under which hat, for whom, what, and about which patients.</summary>
public sealed class AuditEntryTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task A_reading_of_a_record_is_one_entry_about_the_patient()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        foreach (var actor in cast.All)
        {
            await ReadingIsAsync(
                "treatment-plan.read",
                actor,
                cast,
                () => database.Get<TreatmentPlanQueries>().PlanAsync(actor, cast.Patient, default)
            );
            await ReadingIsAsync(
                "appointments.read",
                actor,
                cast,
                () => database.Get<AppointmentQueries>().AppointmentsAsync(actor, cast.Patient, null, default)
            );
            if (actor.Hat == Hat.Provider)
                continue;
            await ReadingIsAsync("today.read", actor, cast, () => database.Get<TodayQueries>().TodayAsync(actor, cast.Patient, default));
            await ReadingIsAsync(
                "access-history.read",
                actor,
                cast,
                () => database.Get<AccessHistoryQueries>().WhoCanSeeAsync(actor, cast.Patient, null, default)
            );
        }
    }

    [Fact]
    public async Task A_refused_reading_is_one_entry_that_names_what_was_asked_and_tells_the_patient_nothing()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var stranger = (await Cast.PlayAsync(world, database, "Stranger")).Caregiver;

        await Assert.ThrowsAnyAsync<Exception>(() => database.Get<TreatmentPlanQueries>().PlanAsync(stranger, cast.Patient, default));

        var entry = Assert.Single(await database.NotedAsync(stranger.AccountId));
        Assert.Equal(
            ("access.refused", "caregiver", cast.Patient, "patient", cast.Patient),
            (entry.Action, entry.Hat, entry.ActingFor, entry.SubjectKind, entry.SubjectId)
        );
        Assert.Equal("""{"asked": "treatment-plan.read"}""", entry.Details);
        Assert.Empty(entry.Patients);
    }

    [Theory]
    [InlineData(true, "activity.ticked")]
    [InlineData(false, "activity.unticked")]
    public async Task A_write_is_one_entry_that_names_its_subject(bool done, string action)
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        await database
            .Get<TickActivity>()
            .RunAsync(cast.Caregiver, new(cast.Patient, cast.Plan.Activity, new(2026, 11, 23), done), default);

        var entry = Assert.Single(await database.NotedAsync(cast.Caregiver.AccountId));
        Assert.Equal(
            (action, "caregiver", cast.Patient, "activity", cast.Plan.Activity),
            (entry.Action, entry.Hat, entry.ActingFor, entry.SubjectKind, entry.SubjectId)
        );
        Assert.Equal([cast.Patient], entry.Patients);
    }

    [Fact]
    public async Task A_list_is_one_entry_about_the_people_it_shows_and_no_others()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var second = await world.PatientAsync("Second");
        var third = await world.PatientAsync("Third");
        await world.AssignCaseloadAsync(second, cast.Coordinator.AccountId);
        await world.AssignCaseloadAsync(third, cast.Coordinator.AccountId, until: database.Clock.GetUtcNow());
        await world.GrantAsync(third, cast.Caregiver.AccountId, Category.Plan);
        await world.GrantAsync(second, cast.Caregiver.AccountId, Category.Plan, until: database.Clock.GetUtcNow());

        await database.Get<CaseloadQueries>().CaseloadAsync(cast.Coordinator, null, default);
        await database.Get<CaregiverQueries>().CaredForAsync(cast.Caregiver, default);

        await IsOneEntryAsync(cast.Coordinator, "caseload.read", cast.Patient, second);
        await IsOneEntryAsync(cast.Caregiver, "cared-for.read", cast.Patient, third);
    }

    [Fact]
    public async Task An_empty_list_is_one_entry_about_nobody()
    {
        var coordinator = new Actor(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);
        var caregiver = new Actor(await world.AccountAsync("Ana", Hat.Caregiver), Hat.Caregiver);
        var administrator = new Actor(await world.AccountAsync("Ada", Hat.Administrator), Hat.Administrator);

        await database.Get<CaseloadQueries>().CaseloadAsync(coordinator, null, default);
        await database.Get<CaregiverQueries>().CaredForAsync(caregiver, default);
        await database.Get<AccountQueries>().AccountsAsync(administrator, null, default);

        await IsOneEntryAsync(coordinator, "caseload.read");
        await IsOneEntryAsync(caregiver, "cared-for.read");
        await IsOneEntryAsync(administrator, "accounts.read");
    }

    [Fact]
    public async Task A_caseload_of_more_than_a_page_notes_the_page()
    {
        var coordinator = new Actor(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);
        for (var i = 0; i < 51; i++)
            await world.AssignCaseloadAsync(await world.PatientAsync($"Person {i:00}"), coordinator.AccountId);

        var shown = (await database.Get<CaseloadQueries>().CaseloadAsync(coordinator, null, default))
            .Rows.Items.Select(r => r.PatientId)
            .ToArray();

        Assert.Equal(5, shown.Length);
        await IsOneEntryAsync(coordinator, "caseload.read", shown);
    }

    [Fact]
    public async Task An_entry_bears_the_moment_of_the_portals_clock()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Self, cast.Patient, default);

        Assert.Equal(
            database.Clock.GetUtcNow(),
            await database.AsOwnerAsync<DateTimeOffset>("select at from audit_entries where account_id = $1", cast.Self.AccountId)
        );
    }

    private async Task ReadingIsAsync(string action, Actor actor, Cast cast, Func<Task> read)
    {
        var before = (await database.NotedAsync(actor.AccountId)).Count;
        await read();
        var after = await database.NotedAsync(actor.AccountId);
        Assert.Equal(before + 1, after.Count);
        var entry = Assert.Single(after, e => e.Action == action);
        Assert.Equal(actor.Hat.ToString(), entry.Hat, ignoreCase: true);
        Assert.Equal(actor.Hat == Hat.Caregiver ? cast.Patient : null, entry.ActingFor);
        Assert.Equal([cast.Patient], entry.Patients);
    }

    private async Task IsOneEntryAsync(Actor actor, string action, params Guid[] patients)
    {
        var entry = Assert.Single(await database.NotedAsync(actor.AccountId));
        Assert.Equal((action, null), (entry.Action, entry.ActingFor));
        Assert.Equal(actor.Hat.ToString(), entry.Hat, ignoreCase: true);
        Assert.Equal(patients.Order(), entry.Patients.Order());
    }
}
