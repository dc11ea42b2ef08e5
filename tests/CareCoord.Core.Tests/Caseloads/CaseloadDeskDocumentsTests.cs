using CareCoord.Access;
using CareCoord.Caseloads;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Caseloads;

/// <summary>The coordinator's desk says which legal documents are missing, which run out, and which wait for a review.</summary>
public sealed class CaseloadDeskDocumentsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task It_says_which_documents_are_missing_which_run_out_and_which_wait()
    {
        var today = DateOnly.FromDateTime(database.Clock.GetUtcNow().UtcDateTime);
        var carla = new Actor(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);
        var ana = new Actor(await world.AccountAsync("Ana", Hat.Caregiver), Hat.Caregiver);
        var people = new List<Guid>();
        foreach (var name in new[] { "Complete", "Soon", "None" })
        {
            var id = await world.PatientAsync(name, await world.AccountAsync(name, Hat.Patient));
            await world.AssignCaseloadAsync(id, carla.AccountId);
            people.Add(id);
        }

        var (complete, soon, none) = (people[0], people[1], people[2]);
        foreach (var kind in new[] { "advance_directive", "health_care_power_of_attorney" })
            await world.DocumentAsync(complete, ana, kind: kind, reviewedBy: carla.AccountId);
        await world.DocumentAsync(soon, ana, kind: "advance_directive", reviewedBy: carla.AccountId, expiresOn: today.AddDays(20));
        await world.DocumentAsync(soon, ana, "submitted", "health_care_power_of_attorney");
        await world.DocumentAsync(none, ana, "expired", "advance_directive", carla.AccountId, today.AddDays(-10));

        var rows = (await DeskAsync(carla, new(CaseloadSort.Documents))).Rows.Items;

        Assert.Equal([none, soon, complete], rows.Select(row => row.PatientId));
        Assert.Equal(
            [new(false, false, false, today.AddDays(-10)), new(true, false, true, today.AddDays(20)), new(true, true, false, null)],
            rows.Select(row => row.Documents)
        );
        Assert.Equal(
            [none, soon],
            (await DeskAsync(carla, new(CaseloadSort.Documents, Documents: true))).Rows.Items.Select(row => row.PatientId)
        );
    }

    private Task<CaseloadDeskView> DeskAsync(Actor actor, CaseloadFilter asked) =>
        database.Get<CaseloadDeskQueries>().DeskAsync(actor, asked, null, default);
}
