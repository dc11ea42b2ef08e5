using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.BreakTheGlass;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.BreakTheGlass;

/// <summary>What is told and seen of a record that was opened by breaking the glass, and by whom.</summary>
public sealed class BrokenGlassSeenTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Reason = "He lies unconscious in our emergency room.";
    private readonly World world = new(database);
    private Cast walter = null!;
    private Actor nurse = null!;

    public async Task InitializeAsync()
    {
        walter = await Cast.PlayAsync(world, database, $"Walter{Guid.CreateVersion7():N}", labels: Category.Behavioural);
        nurse = new(await world.AccountAsync("Nora", Hat.Provider, Hat.Caregiver, Hat.Coordinator), Hat.Provider);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Once_on_the_team_the_line_about_the_glass_is_gone()
    {
        await FindAndBreakAsync(nurse);
        await world.JoinTeamAsync(walter.Patient, nurse.AccountId, await world.ProviderAsync(nurse.AccountId));

        Assert.Null((await database.Get<TreatmentPlanQueries>().PlanAsync(nurse, walter.Patient, default)).Patient.GlassUntil);
        Assert.Null((await database.Get<TreatmentPlanQueries>().PlanAsync(walter.Self, walter.Patient, default)).Patient.GlassUntil);
    }

    [Fact]
    public async Task The_patient_their_coordinator_and_every_administrator_are_told_and_the_audit_has_it()
    {
        var admin = await world.AccountAsync("Alex", Hat.Administrator);
        await FindAndBreakAsync(nurse);

        var glass = await database.AsOwnerAsync<Guid>("select id from broken_glass where account_id = $1", nurse.AccountId);
        var told = await database.AsOwnerAsync<string[]>(
            """
            select array(select account_id || ' ' || hat || ' ' || coalesce(patient_id::text, '-') from notifications
                         where kind = 'glass_broken' and subject_id = $1 and caused_by = $2)
            """,
            glass,
            nurse.AccountId
        );
        Assert.Contains($"{walter.Self.AccountId} patient {walter.Patient}", told!);
        Assert.Contains($"{walter.Coordinator.AccountId} coordinator {walter.Patient}", told!);
        Assert.Contains($"{admin} administrator -", told!);
        Assert.DoesNotContain(
            told!,
            line => line.Contains("administrator", StringComparison.Ordinal) && !line.EndsWith(" -", StringComparison.Ordinal)
        );
        Assert.Equal(
            1,
            await database.AsAppAsync<long>(
                new(admin, Hat.Administrator),
                "select count(*) from notifications where subject_id = $1",
                glass
            )
        );

        var noted = (await database.NotedAsync(nurse.AccountId)).Single(entry => entry.Action == "glass.broken");
        Assert.Equal((glass, "broken-glass", "provider"), (noted.SubjectId, noted.SubjectKind, noted.Hat));
        Assert.Equal([walter.Patient], noted.Patients);
        Assert.DoesNotContain("unconscious", noted.Details);
    }

    [Fact]
    public async Task The_patient_sees_who_looked_for_them_who_broke_the_glass_and_until_when()
    {
        await FindAndBreakAsync(nurse);

        var seen = await database.Get<AccessHistoryQueries>().WhoCanSeeAsync(walter.Self, walter.Patient, null, default);

        var may = Assert.Single(seen.May, m => m.AccountId == nurse.AccountId);
        Assert.Equal((Basis.BrokenGlass, Category.None, database.Clock.GetUtcNow().AddHours(4)), (may.Basis, may.Manage, may.Until));
        Assert.Equal(
            ["glass.broken", "person.searched"],
            seen.Did.Items.Where(did => did.AccountId == nurse.AccountId).Select(did => did.Action).Order()
        );
    }

    [Fact]
    public async Task What_is_open_and_who_was_found_stand_on_the_page_and_are_noted()
    {
        await FindAndBreakAsync(nurse);

        var view = await database.Get<GlassQueries>().FindPersonAsync(nurse, default);

        Assert.Equal((walter.Patient, database.Clock.GetUtcNow().AddHours(4)), (view.Open.Single().PatientId, view.Open.Single().Until));
        Assert.True(Assert.Single(view.Found).HasAccess);
        Assert.Equal(
            [walter.Patient],
            (await database.NotedAsync(nurse.AccountId)).Single(entry => entry.Action == "find-person.read").Patients
        );
        Assert.Empty((await database.Get<GlassQueries>().FindPersonAsync(walter.Coordinator, default)).Found);
        foreach (var hat in new[] { Hat.Caregiver, Hat.Administrator, Hat.Patient })
            await Assert.ThrowsAsync<NotFound>(() => database.Get<GlassQueries>().FindPersonAsync(nurse with { Hat = hat }, default));
    }

    private async Task FindAndBreakAsync(Actor asker)
    {
        await FindAsync(asker);
        await BreakAsync(asker);
    }

    private async Task FindAsync(Actor asker)
    {
        var name = await database.AsOwnerAsync<string>("select given_name from patients where id = $1", walter.Patient);
        Assert.Single(await database.Get<FindPerson>().RunAsync(asker, new(name!, "Example", new DateOnly(1955, 3, 4)), default));
    }

    private Task BreakAsync(Actor asker, string reason = Reason, Guid? patient = null) =>
        database.Get<BreakGlass>().RunAsync(asker, new(patient ?? walter.Patient, GlassReason.EmergencyTreatment, reason), default);
}
