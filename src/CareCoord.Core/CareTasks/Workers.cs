using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Organisations;
using CareCoord.Providers;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>Asks the database who the actor is in the work: the units they work in, and the colleagues they stand in for.</summary>
internal static class Workers
{
    public static async Task<Worker> WorkerAsync(this ActorDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var standing = await db.AnswerAsync<Standing>($"select app.my_units() as \"Units\", app.stood_in_for() as \"Colleagues\"", cancel);
        return new Worker(db.Actor.AccountId, db.Actor.Hat, now, standing.Colleagues, standing.Units);
    }

    /// <summary>
    /// Those who work a unit's queue now: its members who are providers, for whoever takes a task joins the patient's care team as one.
    /// </summary>
    public static IQueryable<UnitMember> WhoWorksIn(this ActorDb db, Guid unit, DateTimeOffset now) =>
        db.Set<UnitMember>()
            .Where(m => m.UnitId == unit)
            .At(now, m => m.Since, m => m.Until)
            .Where(m =>
                db.Set<AccountHat>().Any(h => h.AccountId == m.AccountId && h.Hat == Hat.Provider)
                && db.Set<Provider>().Any(p => p.AccountId == m.AccountId)
            );

    /// <summary>
    /// Tells every provider who works in a unit of a task that stands in its queue. The task alone is named, for they may not know the
    /// patient.
    /// </summary>
    public static Task NotifyUnitAsync(this ActorDb db, Guid unit, CareTask task, NotificationKind kind, CancellationToken cancel) =>
        db.ExecuteAsync(
            $"""
            select app.add_notification(m.account_id, h.hat, {kind.Name}, {(Guid?)null}::uuid, {task.Id})
            from unit_members m join account_hats h on h.account_id = m.account_id and h.hat = 'provider'
            join providers d on d.account_id = m.account_id
            where m.unit_id = {unit} and m.since <= (select app.actor_moment())
              and (m.until is null or m.until > (select app.actor_moment()))
            """,
            cancel
        );

    private sealed record Standing(Guid[] Units, Guid[] Colleagues);
}
