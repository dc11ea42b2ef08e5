using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Organisations;

/// <summary>A day on which the clinic will be closed.</summary>
public sealed record HolidayAdded(DateOnly Date, string Name);

/// <summary>Adds a holiday.</summary>
public sealed class AddHoliday(ActorDbs databases, BusinessCalendarQueries calendars, TimeProvider clock)
{
    /// <summary>Throws <see cref="NotFound"/> for anybody but an administrator.</summary>
    public async Task RunAsync(Actor asker, HolidayAdded request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        var organisation = await ClinicAccess.PassAsync(
            db,
            ClinicAccess.AddHoliday,
            new { request.Date, Name = OneLine.Of(request.Name) },
            cancel
        );
        var today = TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone).DateThere(clock.GetUtcNow());
        db.Set<Holiday>().Add(Holiday.On(organisation.Id, request.Date, request.Name, today));
        await db.SaveAsync("That day is a holiday already. Choose another date.", cancel);
        await db.CommitAsync(cancel);
        calendars.Forget();
    }
}
