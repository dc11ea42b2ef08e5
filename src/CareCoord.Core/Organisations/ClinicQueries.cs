using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Data;
using CareCoord.Providers;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Organisations;

/// <summary>What the administrator sets for the clinic: opening hours, holidays from today on, units, and who may work in them.</summary>
/// <param name="Hours">The hours of each weekday; the usual ones where none were set.</param>
public sealed record ClinicView(
    string TimeZone,
    IReadOnlyDictionary<DayOfWeek, OpeningHours> Hours,
    IReadOnlyList<HolidayView> Holidays,
    IReadOnlyList<UnitView> Units,
    IReadOnlyList<StaffName> Staff
);

/// <summary>A day on which the clinic is closed.</summary>
public sealed record HolidayView(DateOnly Date, string Name);

/// <summary>A unit and who works there now.</summary>
public sealed record UnitView(Guid Id, string Name, string? Phone, IReadOnlyList<UnitMemberView> Members);

/// <summary>Somebody who works in a unit, and since when.</summary>
public sealed record UnitMemberView(Guid Id, Guid AccountId, string Name, DateTimeOffset Since);

/// <summary>A coordinator or provider, under one of their hats.</summary>
public sealed record StaffName(Guid AccountId, string Name, Hat Hat, Discipline? Discipline);

/// <summary>Reads the clinic's settings, for administrators.</summary>
public sealed class ClinicQueries(ActorDbs databases, TimeProvider clock)
{
    /// <summary>Throws <see cref="NotFound"/> for anybody but an administrator, and until there is an organisation.</summary>
    public async Task<ClinicView> ClinicAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.Hat != Hat.Administrator)
            throw new NotFound();
        await using var db = await databases.OpenAsync(actor, cancel);
        var now = clock.GetUtcNow();
        var organisation =
            await db.Set<Organisation>().OrderBy(o => o.Id).Select(o => new { o.Id, o.TimeZone }).FirstOrDefaultAsync(cancel)
            ?? throw new NotFound();
        var today = TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone).DateThere(now);
        var hours = await db.Set<WeekdayHours>()
            .Where(h => h.OrganisationId == organisation.Id)
            .ToDictionaryAsync(h => h.Weekday, h => new OpeningHours(h.Opens, h.Closes), cancel);
        var holidays = await db.Set<Holiday>()
            .Where(h => h.OrganisationId == organisation.Id && h.OnDate >= today)
            .OrderBy(h => h.OnDate)
            .Select(h => new HolidayView(h.OnDate, h.Name))
            .ToListAsync(cancel);
        var units = await UnitsAsync(db, now, cancel);
        var staff = await StaffAsync(db, cancel);
        await db.AuditAsync(ClinicAccess.Read, cancel);
        await db.CommitAsync(cancel);
        return new(organisation.TimeZone, hours.Count == 0 ? BusinessCalendar.UsualHours : hours, holidays, units, staff);
    }

    private static async Task<List<UnitView>> UnitsAsync(ActorDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var members = (
            await db.Set<UnitMember>()
                .At(now, m => m.Since, m => m.Until)
                .Join(db.Set<Account>(), m => m.AccountId, a => a.Id, (m, a) => new { Member = m, Account = a })
                .OrderBy(at => at.Account.DisplayName)
                .ThenBy(at => at.Member.Id)
                .Select(at => new
                {
                    at.Member.UnitId,
                    View = new UnitMemberView(at.Member.Id, at.Account.Id, at.Account.DisplayName, at.Member.Since),
                })
                .ToListAsync(cancel)
        ).ToLookup(m => m.UnitId, m => m.View);
        var units = await db.Set<OrganisationUnit>()
            .OrderBy(u => u.Name)
            .ThenBy(u => u.Id)
            .Select(u => new
            {
                u.Id,
                u.Name,
                u.Phone,
            })
            .ToListAsync(cancel);
        return units.ConvertAll(u => new UnitView(u.Id, u.Name, u.Phone, [.. members[u.Id]]));
    }

    private static Task<List<StaffName>> StaffAsync(ActorDb db, CancellationToken cancel)
    {
        var staff =
            from hat in db.Set<AccountHat>()
            where hat.Hat == Hat.Coordinator || hat.Hat == Hat.Provider
            join account in db.Set<Account>() on hat.AccountId equals account.Id
            from provider in db.Set<Provider>().Where(p => p.AccountId == account.Id && hat.Hat == Hat.Provider).DefaultIfEmpty()
            orderby hat.Hat, provider.Discipline, account.DisplayName, account.Id
            select new StaffName(account.Id, account.DisplayName, hat.Hat, provider == null ? null : provider.Discipline);
        return staff.ToListAsync(cancel);
    }
}
