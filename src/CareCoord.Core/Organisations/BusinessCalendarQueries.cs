using CareCoord.Data;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Organisations;

/// <summary>Reads when the clinic is open, and keeps it for five minutes; it holds nothing of any patient.</summary>
public sealed class BusinessCalendarQueries(IDbContextFactory<CareCoordDb> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private volatile Fresh? kept;
    private volatile int changes;

    /// <summary>The organisation's calendar; the usual hours in UTC until there is an organisation.</summary>
    public async Task<BusinessCalendar> CalendarAsync(CancellationToken cancel)
    {
        if (kept is { } fresh && fresh.Until > clock.GetUtcNow())
            return fresh.Calendar;
        var changesBefore = changes;
        var calendar = await ReadAsync(cancel);
        // What was changed while it was read is not kept.
        if (changesBefore == changes)
            kept = new(calendar, clock.GetUtcNow() + Kept);
        return calendar;
    }

    /// <summary>Makes the next reading ask the database again.</summary>
    internal void Forget()
    {
        Interlocked.Increment(ref changes);
        kept = null;
    }

    private async Task<BusinessCalendar> ReadAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var organisation = await db.Set<Organisation>()
            .AsNoTracking()
            .OrderBy(o => o.Id)
            .Select(o => new { o.Id, o.TimeZone })
            .FirstOrDefaultAsync(cancel);
        if (organisation is null)
            return BusinessCalendar.Usual(TimeZoneInfo.Utc);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone);
        var hours = await db.Set<WeekdayHours>()
            .Where(h => h.OrganisationId == organisation.Id)
            .ToDictionaryAsync(h => h.Weekday, h => new OpeningHours(h.Opens, h.Closes), cancel);
        var holidays = await db.Set<Holiday>().Where(h => h.OrganisationId == organisation.Id).Select(h => h.OnDate).ToListAsync(cancel);
        return hours.Count == 0 ? BusinessCalendar.Usual(zone, holidays) : new(zone, hours, holidays);
    }

    private sealed record Fresh(BusinessCalendar Calendar, DateTimeOffset Until);
}
