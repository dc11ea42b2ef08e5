using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Accounts;

/// <summary>The time zone in which somebody is, by its IANA name.</summary>
public sealed record TimeZoneChanged(string? TimeZone);

/// <summary>
/// Changes the zone in which somebody reads times. Where a patient lives, and so what "today" is in their plan, stays as it is.
/// </summary>
public sealed class ChangeTimeZone(ActorDbs databases)
{
    /// <summary>Changes the asker's own account. Throws <see cref="NotFound"/> where there is none.</summary>
    public async Task RunAsync(Actor asker, TimeZoneChanged request, CancellationToken cancel)
    {
        // Neither the portal itself nor who holds a card has an account of their own.
        if (asker.Hat is Hat.System or Hat.Card)
            throw new NotFound();
        await using var db = await databases.OpenAsync(asker, cancel);
        db.DemandActs();
        await db.AuditAsync(AccountAccess.ChangeTimeZone, [], "account", asker.AccountId, cancel);
        var zone = TimeZones.Chosen(request.TimeZone);
        if (!await db.AnswerAsync<bool>($"select app.change_time_zone({zone}) as \"Value\"", cancel))
            throw new NotFound();
        await db.CommitAsync(cancel);
    }
}
