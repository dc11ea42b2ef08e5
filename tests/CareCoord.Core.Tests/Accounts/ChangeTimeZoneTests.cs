using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Accounts;

/// <summary>In which zone people read times, changed by themselves.</summary>
public sealed class ChangeTimeZoneTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Actor carla = null!;

    public async Task InitializeAsync() => carla = new(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task It_is_kept_and_audited_and_nobody_elses_changes()
    {
        var other = await world.AccountAsync("Other", Hat.Provider);

        await ChangeAsync(carla, "America/Denver");

        Assert.Equal("America/Denver", await ZoneAsync(carla.AccountId));
        Assert.Equal("America/Chicago", await ZoneAsync(other));
        Assert.Contains(
            await database.NotedAsync(carla.AccountId),
            n => n.Action == "account.time-zone-changed" && n.SubjectId == carla.AccountId && n.Patients.Length == 0
        );
    }

    [Fact]
    public async Task Where_a_patient_lives_stays_as_it_is()
    {
        var self = new Actor(await world.AccountAsync("Rosa", Hat.Patient), Hat.Patient);
        var patient = await world.PatientAsync("Rosa", self.AccountId);

        await ChangeAsync(self, "Europe/Berlin");

        Assert.Equal("America/Chicago", await database.AsOwnerAsync<string>("select time_zone from patients where id = $1", patient));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("UTC")]
    [InlineData("Nowhere/Land")]
    [InlineData("../../etc/passwd")]
    [InlineData("America/Denver'; drop table accounts --")]
    [InlineData("America/Denver\0")]
    public async Task What_is_no_zone_of_the_list_is_refused(string? zone)
    {
        await Assert.ThrowsAsync<RuleBroken>(() => ChangeAsync(carla, zone));

        Assert.Equal("America/Chicago", await ZoneAsync(carla.AccountId));
    }

    [Fact]
    public async Task Who_has_no_account_changes_nothing() =>
        await Assert.ThrowsAsync<NotFound>(() => ChangeAsync(Actor.Portal, "America/Denver"));

    private Task ChangeAsync(Actor who, string? zone) => database.Get<ChangeTimeZone>().RunAsync(who, new(zone), default);

    private async Task<string?> ZoneAsync(Guid account) =>
        await database.AsOwnerAsync<string>("select time_zone from accounts where id = $1", account);
}
