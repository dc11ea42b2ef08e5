using CareCoord.Access;
using CareCoord.Providers;
using CareCoord.Shared;

namespace CareCoord.Organisations;

/// <summary>What the administrator sets for the clinic: opening hours, holidays from today on, units, and who may work in them.</summary>
/// <param name="Hours">The hours of each weekday; the usual ones where none were set.</param>
public sealed record ClinicView(string TimeZone, IReadOnlyDictionary<DayOfWeek, OpeningHours> Hours, IReadOnlyList<HolidayView> Holidays,
    IReadOnlyList<UnitView> Units, IReadOnlyList<StaffName> Staff);

/// <summary>A day on which the clinic is closed.</summary>
public sealed record HolidayView(DateOnly Date, string Name);

/// <summary>A unit and who works there now.</summary>
public sealed record UnitView(Guid Id, string Name, string? Phone, IReadOnlyList<UnitMemberView> Members);

/// <summary>Somebody who works in a unit, and since when.</summary>
public sealed record UnitMemberView(Guid Id, Guid AccountId, string Name, DateTimeOffset Since);

/// <summary>A coordinator or provider, under one of their hats.</summary>
public sealed record StaffName(Guid AccountId, string Name, Hat Hat, Discipline? Discipline);

/// <summary>Reads the clinic's settings, for administrators.</summary>
public sealed class ClinicQueries(RecordReader records)
{
    private const string Place = "select time_zone from organisations order by id limit 1";

    private const string Hours =
        "select weekday, opens, closes from business_hours where organisation_id = (select id from organisations order by id limit 1) order by weekday";

    private const string Holidays =
        """
        select h.on_date as date, h.name from holidays h join organisations o on o.id = h.organisation_id
        where o.id = (select id from organisations order by id limit 1) and h.on_date >= ((select app.actor_moment()) at time zone o.time_zone)::date
        order by h.on_date
        """;

    private const string Units = "select id, name, phone from organisation_units order by name, id";

    private const string Members =
        """
        select m.unit_id, m.id as member_id, m.account_id as member_account_id, c.display_name as member_name, m.since as member_since
        from unit_members m join accounts c on c.id = m.account_id
        where m.since <= (select app.actor_moment()) and (m.until is null or m.until > (select app.actor_moment()))
        order by c.display_name, m.id
        """;

    private const string Staff =
        """
        select c.id as account_id, c.display_name as name, h.hat, p.discipline
        from account_hats h join accounts c on c.id = h.account_id left join providers p on p.account_id = c.id and h.hat = 'provider'
        where h.hat in ('coordinator', 'provider')
        order by h.hat, p.discipline, c.display_name, c.id
        """;

    /// <summary>Throws <see cref="NotFound"/> for anybody but an administrator, and until there is an organisation.</summary>
    public Task<ClinicView> ClinicAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.Hat != Hat.Administrator)
            throw new NotFound();
        Sql[] content = [new(Place), new(Hours), new(Holidays), new(Units), new(Members), new(Staff)];
        return records.ReadListAsync(actor, ClinicAccess.Read, content, async rows =>
        {
            var zone = await rows.FirstAsync(r => r.GetString(0), cancel) ?? throw new NotFound();
            var hours = (await rows.ListAsync(r => (Day: (DayOfWeek)r.GetInt32(0), Open: new OpeningHours(r.GetFieldValue<TimeOnly>(1), r.GetFieldValue<TimeOnly>(2))), cancel))
                .ToDictionary(h => h.Day, h => h.Open);
            var holidays = await rows.ListAsync(r => new HolidayView(r.Date(0), r.GetString(1)), cancel);
            var units = await rows.ListAsync(r => new UnitView(r.GetGuid(0), r.GetString(1), r.Text(2), []), cancel);
            var members = (await rows.ListAsync(r => (Unit: r.GetGuid(0), Member: new UnitMemberView(r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.Time(4))), cancel))
                .ToLookup(m => m.Unit, m => m.Member);
            var staff = await rows.ListAsync(r => new StaffName(r.GetGuid(0), r.GetString(1), r.Word<Hat>(2), r.MaybeWord<Discipline>(3)), cancel);
            return new ClinicView(zone, hours.Count == 0 ? BusinessCalendar.UsualHours : hours, holidays,
                [.. units.Select(u => u with { Members = [.. members[u.Id]] })], staff);
        }, cancel);
    }
}
