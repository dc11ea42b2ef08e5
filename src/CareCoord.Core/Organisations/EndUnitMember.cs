using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Organisations;

/// <summary>Somebody no longer works in a unit.</summary>
public sealed record UnitMemberEnded(Guid UnitId, Guid MemberId);

/// <summary>Ends somebody's work in a unit.</summary>
public sealed class EndUnitMember(ActorDbs databases, TimeProvider clock)
{
    /// <summary>Throws <see cref="NotFound"/> for anybody but an administrator, and where there is no such member.</summary>
    public async Task RunAsync(Actor asker, UnitMemberEnded request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        await ClinicAccess.PassAsync(db, ClinicAccess.EndMember, "unit", request.UnitId, new { request.MemberId }, cancel);
        var member =
            await db.Set<UnitMember>().SingleOrDefaultAsync(m => m.UnitId == request.UnitId && m.Id == request.MemberId, cancel)
            ?? throw new NotFound();
        member.End(clock.GetUtcNow());
        await db.SaveAsync(cancel);
        await db.CommitAsync(cancel);
    }
}
