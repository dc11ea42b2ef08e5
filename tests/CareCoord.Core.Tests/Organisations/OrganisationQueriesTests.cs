using CareCoord.Organisations;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Organisations;

/// <summary>What every page says of the organisation.</summary>
public sealed class OrganisationQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task It_is_unnamed_until_there_is_one_then_kept_for_five_minutes()
    {
        var queries = database.Get<OrganisationQueries>();
        Assert.Equal("CareCoord", (await queries.CardAsync(default)).Name);

        await new World(database).OrganisationAsync("+1 555 0100");
        Assert.Equal(new OrganisationCard("Riverside", "America/Chicago", "911", "+1 555 0100"), await queries.CardAsync(default));

        await database.AsOwnerAsync("update organisations set name = 'Lakeside'");
        database.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Equal("Riverside", (await queries.CardAsync(default)).Name);
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Lakeside", (await queries.CardAsync(default)).Name);
    }
}
