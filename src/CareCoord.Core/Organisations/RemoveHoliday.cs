using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Organisations;

/// <summary>A day that is no holiday after all.</summary>
public sealed record HolidayRemoved(DateOnly Date);

/// <summary>Removes a holiday.</summary>
public sealed class RemoveHoliday(ActorDbs databases, BusinessCalendarQueries calendars)
{
    /// <summary>Throws <see cref="NotFound"/> for anybody but an administrator, and where that day is none.</summary>
    public async Task RunAsync(Actor asker, HolidayRemoved request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        var organisation = await ClinicAccess.PassAsync(db, ClinicAccess.RemoveHoliday, new { request.Date }, cancel);
        var removed = await db.Set<Holiday>()
            .Where(h => h.OrganisationId == organisation.Id && h.OnDate == request.Date)
            .ExecuteDeleteAsync(cancel);
        if (removed == 0)
            throw new NotFound();
        await db.CommitAsync(cancel);
        calendars.Forget();
    }
}
