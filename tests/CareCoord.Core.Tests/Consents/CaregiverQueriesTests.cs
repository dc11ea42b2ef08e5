using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Consents;

/// <summary>The caregiver's home: the people they care for, as far as each grant goes.</summary>
public sealed class CaregiverQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task It_names_each_with_what_the_grant_says_and_who_is_next_stands_first()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa");
        var ends = database.Clock.GetUtcNow().AddDays(9);
        await database.AsOwnerAsync("update patients set preferred_name = 'Mamá' where id = $1", cast.Patient);
        var other = await world.PatientAsync("Ada");
        await world.GrantAsync(other, cast.Caregiver.AccountId, Category.Messages, until: ends);

        var people = await CaredForAsync(cast.Caregiver);

        Assert.Equal([cast.Patient, other], people.Select(p => p.PatientId));
        Assert.Equal(("Rosa Example", "Mamá", "daughter", "Check", "Nurse of Rosa", "Walk more", null),
            (people[0].Name, people[0].CalledBy, people[0].Relationship, people[0].NextTitle, people[0].NextWith, people[0].PlanChangeNote, people[0].GrantEnds));
        Assert.Equal((Category.Messages, ends, null), (people[1].View, people[1].GrantEnds, people[1].NextTitle));
    }

    [Fact]
    public async Task A_grant_that_has_ended_or_not_begun_shows_nobody()
    {
        var now = database.Clock.GetUtcNow();
        var caregiver = new Actor(await world.AccountAsync("Ana", Hat.Caregiver), Hat.Caregiver);
        await world.GrantAsync(await world.PatientAsync("Ended"), caregiver.AccountId, Category.Plan, until: now);
        await world.GrantAsync(await world.PatientAsync("Later"), caregiver.AccountId, Category.Plan, since: now.AddDays(1));

        Assert.Empty(await CaredForAsync(caregiver));
    }

    [Fact]
    public async Task Another_hat_of_the_same_account_cares_for_nobody()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa");
        foreach (var hat in Enum.GetValues<Hat>().Where(h => h != Hat.Caregiver))
            Assert.Empty(await CaredForAsync(cast.Caregiver with { Hat = hat }));
    }

    private Task<List<CaredFor>> CaredForAsync(Actor actor) => database.Get<CaregiverQueries>().CaredForAsync(actor, default);
}
