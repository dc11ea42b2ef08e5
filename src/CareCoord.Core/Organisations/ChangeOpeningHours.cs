using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Organisations;

/// <summary>The opening hours of each weekday; a weekday that is not among them is closed.</summary>
public sealed record OpeningHoursChanged(IReadOnlyDictionary<DayOfWeek, OpeningHours> Hours);

/// <summary>Sets when the clinic is open; deadlines that were reckoned before stay as they are.</summary>
public sealed class ChangeOpeningHours(ActorDbs databases, BusinessCalendarQueries calendars)
{
    /// <summary>Throws <see cref="NotFound"/> for anybody but an administrator.</summary>
    public async Task RunAsync(Actor asker, OpeningHoursChanged request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        var said = request.Hours.ToDictionary(h => h.Key.Snake(), h => $"{h.Value.Opens:HH\\:mm}-{h.Value.Closes:HH\\:mm}");
        var organisation = await ClinicAccess.PassAsync(db, ClinicAccess.ChangeHours, said, cancel);
        if (request.Hours.Count == 0)
            throw new RuleBroken("The clinic is open on one weekday at least. Enter the hours of one.");
        var hours = request.Hours.Select(h => WeekdayHours.On(organisation.Id, h.Key, h.Value)).ToList();
        await db.Set<WeekdayHours>().Where(h => h.OrganisationId == organisation.Id).ExecuteDeleteAsync(cancel);
        db.Set<WeekdayHours>().AddRange(hours);
        await db.SaveAsync(LostRace.Overtaken, cancel);
        await db.CommitAsync(cancel);
        calendars.Forget();
    }
}
