using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.Data;
using CareCoord.Organisations;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>To whom a task is offered: one person, a role of the patient's care team, or the queue of a unit; exactly one of them is said.</summary>
public sealed record AskWhom(Guid? Person = null, TeamRole? Role = null, Guid? Unit = null)
{
    /// <summary>Finds them for one patient. Throws <see cref="RuleBroken"/> where there is nobody to ask.</summary>
    internal async Task<Asked> FindAsync(ActorDb db, Guid patientId, DateTimeOffset now, CancellationToken cancel) => this switch
    {
        { Person: { } person, Role: null, Unit: null } => await PersonAsync(db, patientId, person, now, cancel),
        { Person: null, Role: { } role, Unit: null } => await RoleAsync(db, patientId, role, now, cancel),
        { Person: null, Role: null, Unit: { } unit } => await UnitAsync(db, unit, now, cancel),
        _ => throw new RuleBroken("Choose whom to ask: a person, a role of the care team, or a unit."),
    };

    private static async Task<Asked> PersonAsync(ActorDb db, Guid patientId, Guid person, DateTimeOffset now, CancellationToken cancel)
    {
        if (await Members(db, patientId, now).AnyAsync(m => m.AccountId == person && m.ProviderId != null, cancel))
            return new(person, Hat.Provider, null, null);
        if (person == db.Actor.AccountId && db.Actor.Hat == Hat.Coordinator || await CoordinatorAsync(db, patientId, now, cancel) == person)
            return new(person, Hat.Coordinator, null, null);
        throw new RuleBroken("They are not on the care team of this patient. Add them to the team first, or ask somebody who is on it.");
    }

    private static async Task<Asked> RoleAsync(ActorDb db, Guid patientId, TeamRole role, DateTimeOffset now, CancellationToken cancel)
    {
        if (role == TeamRole.Coordinator && await CoordinatorAsync(db, patientId, now, cancel) is { } coordinator)
            return new(coordinator, Hat.Coordinator, null, role);
        // Where several have the role, the one who has had it longest.
        var member = await Members(db, patientId, now).Where(m => m.Role == role && m.ProviderId != null).OrderBy(m => m.Since).ThenBy(m => m.Id)
            .FirstOrDefaultAsync(cancel);
        return member is null
            ? throw new RuleBroken("Nobody has that role in the care team. Add somebody to the team first, or ask a person or a unit.")
            : new(member.AccountId, Hat.Provider, null, role);
    }

    private static async Task<Asked> UnitAsync(ActorDb db, Guid unit, DateTimeOffset now, CancellationToken cancel) =>
        await db.Set<UnitMember>().AnyAsync(m => m.UnitId == unit && m.Since <= now && (m.Until == null || m.Until > now), cancel)
            ? new(null, null, unit, null)
            : throw new RuleBroken("Nobody works in that unit just now, so nobody would see it. Choose another.");

    internal static Task<Guid?> CoordinatorAsync(ActorDb db, Guid patientId, DateTimeOffset now, CancellationToken cancel) =>
        db.Set<CaseloadAssignment>().Where(a => a.PatientId == patientId && a.Since <= now && (a.Until == null || a.Until > now))
            .Select(a => (Guid?)a.CoordinatorAccountId).SingleOrDefaultAsync(cancel);

    private static IQueryable<CareTeamMember> Members(ActorDb db, Guid patientId, DateTimeOffset now) =>
        db.Set<CareTeamMember>().AsNoTracking().Where(m => m.PatientId == patientId && m.Since <= now && (m.Until == null || m.Until > now));
}
