using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Organisations;

/// <summary>Somebody works in a unit from now on.</summary>
public sealed record UnitMemberAdded(Guid UnitId, Guid AccountId);

/// <summary>Adds a coordinator or provider to a unit.</summary>
public sealed class AddUnitMember(ActorDbs databases, TimeProvider clock)
{
    /// <summary>Throws <see cref="NotFound"/> for anybody but an administrator, and where there is no such unit.</summary>
    public async Task RunAsync(Actor asker, UnitMemberAdded request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        await ClinicAccess.PassAsync(db, ClinicAccess.AddMember, "unit", request.UnitId, new { request.AccountId }, cancel);
        if (!await db.Set<OrganisationUnit>().AnyAsync(u => u.Id == request.UnitId, cancel))
            throw new NotFound();
        if (
            !await db.Set<AccountHat>()
                .AnyAsync(h => h.AccountId == request.AccountId && (h.Hat == Hat.Coordinator || h.Hat == Hat.Provider), cancel)
        )
            throw new RuleBroken("Only coordinators and providers work in units. Choose somebody from the list.");
        db.Set<UnitMember>().Add(UnitMember.Join(request.UnitId, request.AccountId, clock.GetUtcNow()));
        await db.SaveAsync("They work in this unit already. Choose somebody else.", cancel);
        await db.CommitAsync(cancel);
    }
}
