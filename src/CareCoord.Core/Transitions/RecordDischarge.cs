using System.ComponentModel.DataAnnotations;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Transitions;

/// <summary>A discharge as the coordinator heard of it; day and time are those of the clinic's clock.</summary>
public sealed record DischargeRecorded(
    Guid PatientId,
    DateOnly LeftOn,
    TimeOnly LeftAt,
    [property: Sentence("Say from where: the hospital and the ward.", DischargeRecorded.PlaceLength)] string FromPlace,
    [property: EnumDataType(typeof(Complexity), ErrorMessage = "Choose how complex the way home is.")] Complexity Complexity
)
{
    public const int PlaceLength = 200;

    /// <summary>How long ago a discharge may be that is recorded: as long as its longest clock runs.</summary>
    public const int MostDaysAgo = TransitionWork.MedicinesDays;
}

/// <summary>Records that somebody came home, and assigns their coordinator what has to follow, in one transaction.</summary>
public sealed class RecordDischarge(CareTaskTools tools)
{
    /// <summary>
    /// The id of the transition. Throws <see cref="NotFound"/> where the asker may not see the patient, <see cref="RuleBroken"/> where the
    /// moment cannot be or the discharge is recorded already.
    /// </summary>
    public async Task<Guid> RunAsync(Actor asker, DischargeRecorded request, CancellationToken cancel)
    {
        Checked.Of(request);
        var calendar = await tools.Calendars.CalendarAsync(cancel);
        var now = tools.Clock.GetUtcNow();
        var (patient, leftAt) = (request.PatientId, MomentOf(request, calendar.Zone, now));
        var transition = new Transition(patient, leftAt, request.FromPlace.Trim(), request.Complexity, asker.AccountId, now);
        await using var db = await tools.Databases.OpenAsync(asker, cancel);
        await tools.Gate.PassAsync(db, TransitionAccess.Record, patient, "transition", transition.Id, cancel);
        // Two people who hear of it at once record it once: whoever is second waits, and sees the first.
        await db.ExecuteAsync($"select pg_advisory_xact_lock(hashtextextended('discharge of ' || {patient}, 14))", cancel);
        var (from, to) = (leftAt.AddHours(-12), leftAt.AddHours(12));
        if (await db.Set<Transition>().AnyAsync(t => t.PatientId == patient && t.LeftAt > from && t.LeftAt < to, cancel))
            throw new RuleBroken(
                "This discharge is recorded already, and its tasks are assigned. Look at it below before you record another."
            );

        db.Set<Transition>().Add(transition);
        var by = await db.WorkerAsync(now, cancel);
        var self = new AssigneeChoice(asker.AccountId);
        var people = await Assignees.ForPatientsAsync(db, [patient], self, now, cancel);
        var coordinator = people.Find(patient, self, asker);
        var tasks = new NewCareTasks(db, calendar, by);
        foreach (var (content, steps) in TransitionWork.Of(transition.Id, leftAt, request.Complexity, calendar))
            tasks.Add(
                new(patient, Guid.CreateVersion7(now), people.Coordinator(patient), null, Category.None),
                content,
                coordinator,
                steps,
                []
            );
        await tasks.KeepAsync(cancel);
        await db.CommitAsync(cancel);
        return transition.Id;
    }

    private static DateTimeOffset MomentOf(DischargeRecorded request, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = zone.DateThere(now);
        if (request.LeftOn < today.AddDays(-DischargeRecorded.MostDaysAgo))
            throw new RuleBroken(
                $"That is more than {DischargeRecorded.MostDaysAgo} days ago. Assign care tasks for what is still to be done."
            );
        if (request.LeftOn > today || zone.FirstShowing(request.LeftOn, request.LeftAt) is var leftAt && leftAt > now)
            throw new RuleBroken("That moment has not come yet. Record the discharge when the person has left.");
        return leftAt;
    }
}
