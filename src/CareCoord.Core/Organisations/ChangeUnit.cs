using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Organisations;

/// <summary>Another name or phone of a unit.</summary>
public sealed record UnitChanged(Guid UnitId, string Name, string? Phone);

/// <summary>Renames a unit or gives it another phone number.</summary>
public sealed class ChangeUnit(ActorDbs databases)
{
    /// <summary>Throws <see cref="NotFound"/> for anybody but an administrator, and where there is no such unit.</summary>
    public async Task RunAsync(Actor asker, UnitChanged request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        await ClinicAccess.PassAsync(db, ClinicAccess.ChangeUnit, "unit", request.UnitId, new { Name = OneLine.Of(request.Name) }, cancel);
        var unit = await db.Set<OrganisationUnit>().SingleOrDefaultAsync(u => u.Id == request.UnitId, cancel) ?? throw new NotFound();
        unit.Change(request.Name, request.Phone);
        await db.SaveAsync("There is a unit of that name already. Choose another name.", cancel);
        await db.CommitAsync(cancel);
    }
}
