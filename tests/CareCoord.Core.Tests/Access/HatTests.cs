using CareCoord.Access;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Access;

/// <summary>One human with several hats sees only what belongs to the one they wear.</summary>
public sealed class HatTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Theory]
    [InlineData(Hat.Patient, "self")]
    [InlineData(Hat.Caregiver, "proxy")]
    [InlineData(Hat.Coordinator, "caseload")]
    [InlineData(Hat.Provider, "team")]
    [InlineData(Hat.Administrator, "")]
    [InlineData(Hat.Preview, "")]
    [InlineData(Hat.System, "")]
    public async Task Each_hat_shows_its_own_people(Hat hat, string sees)
    {
        var account = await world.AccountAsync("Nora", Hat.Patient, Hat.Caregiver, Hat.Coordinator, Hat.Provider, Hat.Administrator);
        await world.PatientAsync("self", account);
        await world.GrantAsync(await world.PatientAsync("proxy"), account, Category.Everything);
        await world.AssignCaseloadAsync(await world.PatientAsync("caseload"), account);
        await world.JoinTeamAsync(await world.PatientAsync("team"), account, await world.ProviderAsync(account));

        var names = await database.AsAppAsync<string>(new(account, hat), "select coalesce(string_agg(given_name, ' '), '') from patients");

        Assert.Equal(sees, names);
    }

    [Fact]
    public async Task Two_reasons_for_the_same_patient_count_one_hat_at_a_time()
    {
        var account = await world.AccountAsync("Nora", Hat.Caregiver, Hat.Provider);
        var mother = await world.PatientAsync("Mother");
        await world.GrantAsync(mother, account, Category.Appointments);
        await world.JoinTeamAsync(mother, account, await world.ProviderAsync(account));
        await world.PlanAsync(mother, account);

        Assert.Equal(0, await database.AsAppAsync<long>(new(account, Hat.Caregiver), "select count(*) from treatment_plans"));
        Assert.Equal(1, await database.AsAppAsync<long>(new(account, Hat.Provider), "select count(*) from treatment_plans"));
        Assert.Equal(
            "proxy_grant",
            await database.AsAppAsync<string>(new(account, Hat.Caregiver), "select string_agg(basis, ' ') from patient_access")
        );
        Assert.Equal(
            "care_team",
            await database.AsAppAsync<string>(new(account, Hat.Provider), "select string_agg(basis, ' ') from patient_access")
        );
    }

    [Fact]
    public async Task A_broken_glass_shows_while_it_lasts_and_to_the_hat_that_broke_it()
    {
        var account = await world.AccountAsync("Nora", Hat.Caregiver, Hat.Provider);
        var patient = await world.PatientAsync("Walter");
        var now = database.Clock.GetUtcNow();
        await world.BrokenGlassAsync(
            patient,
            account,
            Category.Plan | Category.Appointments | Category.Medications,
            until: now.AddHours(4)
        );
        const string Count = "select count(*) from patients";

        Assert.Equal(1, await database.AsAppAsync<long>(new(account, Hat.Provider), Count));
        Assert.Equal(0, await database.AsAppAsync<long>(new(account, Hat.Caregiver), Count));
        database.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Equal(0, await database.AsAppAsync<long>(new(account, Hat.Provider), Count));
    }
}
