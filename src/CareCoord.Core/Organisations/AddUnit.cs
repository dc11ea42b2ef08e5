using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Organisations;

/// <summary>A unit that there is from now on.</summary>
public sealed record UnitAdded(string Name, string? Phone);

/// <summary>Adds a unit of the organisation.</summary>
public sealed class AddUnit(ActorDbs databases, TimeProvider clock)
{
    /// <summary>The new unit's id. Throws <see cref="NotFound"/> for anybody but an administrator.</summary>
    public async Task<Guid> RunAsync(Actor asker, UnitAdded request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        var organisation = await ClinicAccess.PassAsync(db, ClinicAccess.AddUnit, new { Name = OneLine.Of(request.Name) }, cancel);
        var unit = OrganisationUnit.Of(organisation.Id, request.Name, request.Phone, clock.GetUtcNow());
        db.Set<OrganisationUnit>().Add(unit);
        await db.SaveAsync("There is a unit of that name already. Choose another name.", cancel);
        await db.CommitAsync(cancel);
        return unit.Id;
    }
}
