using CareCoord.Access;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>Puts care tasks into a test database for notifications to be about, past the product.</summary>
internal sealed class NewsWorld(TestDatabase database)
{
    /// <summary>A task that the coordinator asks the nurse to take on.</summary>
    public async Task<Guid> TaskAsync(Cast cast, string title, Category labels = Category.None) =>
        (await new World(database).TaskAsync(cast.Patient, cast.Coordinator.AccountId, cast.Provider.AccountId, title, labels)).Task;

    /// <summary>A task in the queue of a unit with one member.</summary>
    public async Task<(Guid Unit, Guid Task)> QueueAsync(Cast cast, Actor member, string title)
    {
        var (organisation, unit, id) = (Guid.CreateVersion7(), Guid.CreateVersion7(), await TaskAsync(cast, title));
        await new World(database).ProviderAsync(member.AccountId);
        await database.AsOwnerAsync("insert into organisations values ($1, 'Riverside', 'America/Chicago', '911', '555')", organisation);
        await database.AsOwnerAsync("insert into organisation_units values ($1, $2, 'Home nursing', null)", unit, organisation);
        await database.AsOwnerAsync("insert into unit_members values ($1, $2, $3, $4, null)", unit, Guid.CreateVersion7(), member.AccountId, database.Clock.GetUtcNow().AddDays(-1));
        await database.AsOwnerAsync("update care_tasks set asked_account_id = null, asked_hat = null, asked_unit_id = $2 where id = $1", id, unit);
        return (unit, id);
    }
}
