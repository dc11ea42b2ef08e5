using CareCoord.Access;
using CareCoord.LegalDocuments;
using CareCoord.Patients;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Patients;

/// <summary>The line at the head of a record that says what is in effect of the patient's will.</summary>
public sealed class DirectiveStripTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync() => cast = await Cast.PlayAsync(world, database, "Rosa");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Clinicians_read_what_is_in_effect_and_who_is_asked_first()
    {
        var directive = await DocumentAsync("advance_directive");
        var attorney = await DocumentAsync("health_care_power_of_attorney");
        await world.AgentAsync(cast.Patient, attorney, "Second Agent", rank: 2);
        await world.AgentAsync(cast.Patient, attorney, "Ana Reyes");
        await DocumentAsync("release");

        foreach (var clinician in new[] { cast.Provider, cast.Coordinator })
        {
            var strip = (await StripAsync(clinician))!;
            Assert.Equal([directive, attorney], strip.InEffect.Select(one => one.Id).Order());
            var agent = strip.InEffect.Single(one => one.Id == attorney);
            Assert.Equal(("health_care_power_of_attorney", "Ana Reyes", "(773) 555-0104"), (agent.Kind, agent.Agent, agent.Phone));
            Assert.Equal("no", strip.InEffect.Single(one => one.Id == directive).Cpr);
            Assert.Null(strip.Waiting);
        }
    }

    [Fact]
    public async Task It_says_when_nothing_is_in_effect_and_what_waits()
    {
        await DocumentAsync("advance_directive", "revoked");
        await DocumentAsync("dnr_polst", expiresOn: DateOnly.FromDateTime(database.Clock.GetUtcNow().UtcDateTime).AddDays(-3));
        await DocumentAsync("guardianship_order", "draft");
        Assert.Equal((0, null), ((await StripAsync(cast.Provider))!.InEffect.Count, (await StripAsync(cast.Provider))!.Waiting));

        var waiting = await DocumentAsync("health_care_power_of_attorney", "submitted");

        Assert.Equal((0, waiting), ((await StripAsync(cast.Provider))!.InEffect.Count, (await StripAsync(cast.Provider))!.Waiting));
    }

    [Fact]
    public async Task Patients_and_caregivers_have_no_such_line_and_other_patients_nothing_in_it()
    {
        var directive = await DocumentAsync("advance_directive");
        var other = await Cast.PlayAsync(world, database, "Other");
        await world.DocumentAsync(other.Patient, other.Caregiver, kind: "dnr_polst", reviewedBy: other.Coordinator.AccountId);

        Assert.Null(await StripAsync(cast.Self));
        Assert.Null(await StripAsync(cast.Caregiver));
        Assert.Equal(directive, (await StripAsync(cast.Provider))!.InEffect.Single().Id);
    }

    private Task<Guid> DocumentAsync(string kind, string state = "accepted", DateOnly? expiresOn = null) =>
        world.DocumentAsync(cast.Patient, cast.Caregiver, state, kind, cast.Coordinator.AccountId, expiresOn);

    private async Task<DirectiveStrip?> StripAsync(Actor who) =>
        (await database.Get<LegalDocumentQueries>().DocumentsAsync(who, cast.Patient, default)).Patient.Directive;
}
