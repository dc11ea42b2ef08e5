using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Data;
using CareCoord.Organisations;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>Gives the open tasks of a provider who leaves a care team back to the coordinator.</summary>
internal sealed class TasksOfLeaver(BusinessCalendarQueries calendars) : TeamDuties
{
    /// <summary>
    /// Returns what they own or are asked to do, and ends their watching. Nothing is dropped: the coordinator owns it, and is told.
    /// </summary>
    public override async Task GiveBackAsync(ActorDb db, Guid patientId, Guid accountId, DateTimeOffset now, CancellationToken cancel)
    {
        var calendar = await calendars.CalendarAsync(cancel);
        var found = await db.Set<CareTask>()
            .Where(t =>
                t.PatientId == patientId
                && t.ClosedAt == null
                && (
                    (t.OwnerAccountId == accountId && t.OwnerHat == Hat.Provider)
                    || (t.AskedAccountId == accountId && t.AskedHat == Hat.Provider)
                )
            )
            .Select(t => new
            {
                Task = t,
                Watchers = db.Set<CareTaskWatcher>()
                    .Where(w => w.PatientId == t.PatientId && w.TaskId == t.Id && w.AccountId != accountId)
                    .ToList(),
            })
            .ToListAsync(cancel);
        var by = new Worker(db.Actor.AccountId, db.Actor.Hat, now, [], []);
        var changes = found.ConvertAll(one => TaskChange.Before(one.Task, one.Watchers));
        foreach (var change in changes)
            change.Entry = change.Task.ReturnFrom(accountId, by);
        await db.Set<CareTaskWatcher>()
            .Where(w => w.PatientId == patientId && w.AccountId == accountId && w.Hat == Hat.Provider)
            .ExecuteDeleteAsync(cancel);
        try
        {
            await TaskChange.KeepAsync(db, changes, calendar, now, cancel);
        }
        catch (Exception race) when (TaskChange.IsRace(race))
        {
            throw new RuleBroken("Somebody did something with one of their tasks in the same moment. Try again.");
        }
    }
}
