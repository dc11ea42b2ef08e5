using System.Text.Json;
using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Organisations;

/// <summary>The clinic's hours, holidays and units are the administrator's to change.</summary>
internal static class ClinicAccess
{
    public static readonly AuditedAction Read = new("clinic.read", "opened the clinic’s settings");
    public static readonly AuditedAction ReadUnits = new("units.read", "looked at the units of the clinic");
    public static readonly AuditedAction ChangeHours = new("clinic.hours-changed", "changed the opening hours");
    public static readonly AuditedAction AddHoliday = new("clinic.holiday-added", "added a holiday");
    public static readonly AuditedAction RemoveHoliday = new("clinic.holiday-removed", "removed a holiday");
    public static readonly AuditedAction AddUnit = new("unit.added", "added a unit");
    public static readonly AuditedAction ChangeUnit = new("unit.changed", "changed a unit’s name or phone");
    public static readonly AuditedAction AddMember = new("unit.member-added", "added somebody to a unit");
    public static readonly AuditedAction EndMember = new("unit.member-ended", "ended somebody’s work in a unit");

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// Lets an administrator's write pass and writes it to the audit; throws <see cref="NotFound"/>, and keeps that somebody tried, for
    /// others.
    /// </summary>
    public static async Task PassAsync(
        ActorDb db,
        AuditedAction action,
        string kind,
        Guid subject,
        object details,
        CancellationToken cancel
    )
    {
        if (db.Actor.Hat == Hat.Administrator)
        {
            var said = JsonSerializer.Serialize(details, Written);
            await db.ExecuteAsync($"select app.audit({action.Action}, '{{}}', {kind}, {subject}, {said}::jsonb)", cancel);
            return;
        }

        await db.AuditAsync(AccessGate.Refused, [], kind, subject, cancel);
        await db.CommitAsync(cancel);
        throw new NotFound();
    }

    /// <summary>The same for a write about the organisation as a whole, which it answers with.</summary>
    public static async Task<Organisation> PassAsync(ActorDb db, AuditedAction action, object details, CancellationToken cancel)
    {
        var organisation = await db.Set<Organisation>().AsNoTracking().OrderBy(o => o.Id).FirstOrDefaultAsync(cancel);
        await PassAsync(db, action, "organisation", organisation?.Id ?? Guid.Empty, details, cancel);
        return organisation ?? throw new NotFound();
    }
}
