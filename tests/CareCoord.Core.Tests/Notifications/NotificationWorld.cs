using CareCoord.Access;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>Puts care tasks into a test database for notifications to be about, past the product.</summary>
internal sealed class NotificationWorld(TestDatabase database)
{
    /// <summary>A task that the coordinator asks the nurse to take on.</summary>
    public async Task<Guid> TaskAsync(Cast cast, string title, Category labels = Category.None) =>
        (await new World(database).TaskAsync(cast.Patient, cast.Coordinator.AccountId, cast.Provider.AccountId, title, labels)).Task;

    /// <summary>A task in the queue of a unit with one member.</summary>
    public async Task<(Guid Unit, Guid Task)> QueueAsync(Cast cast, Actor member, string title)
    {
        var (world, id) = (new World(database), await TaskAsync(cast, title));
        await world.ProviderAsync(member.AccountId);
        var unit = await world.UnitAsync("Home nursing");
        await world.JoinUnitAsync(unit, member.AccountId);
        await database.AsOwnerAsync(
            "update care_tasks set asked_account_id = null, asked_hat = null, asked_unit_id = $2 where id = $1",
            id,
            unit
        );
        return (unit, id);
    }
}
