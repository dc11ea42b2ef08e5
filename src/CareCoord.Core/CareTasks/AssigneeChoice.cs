using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>
/// To whom a task is offered. Exactly one is said of a person, a role of the patient's care team, and the queue of a unit.
/// </summary>
public sealed record AssigneeChoice(Guid? Person = null, TeamRole? Role = null, Guid? Unit = null);

/// <summary>Who can be asked to work for some patients at one moment, read once for all of them.</summary>
internal sealed class Assignees
{
    private readonly Dictionary<Guid, Guid> coordinators;
    private readonly ILookup<Guid, CareTeamMember> providers;
    private readonly HashSet<Guid> units;

    private Assignees(Dictionary<Guid, Guid> coordinators, ILookup<Guid, CareTeamMember> providers, HashSet<Guid> units) =>
        (this.coordinators, this.providers, this.units) = (coordinators, providers, units);

    /// <summary>For patients whose caseload the asker sees.</summary>
    public static async Task<Assignees> ForPatientsAsync(
        ActorDb db,
        IReadOnlyCollection<Guid> patients,
        AssigneeChoice whom,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        await LoadAsync(
            db,
            await db.Set<CaseloadAssignment>()
                .AsNoTracking()
                .Where(a => patients.Contains(a.PatientId))
                .At(now, a => a.Since, a => a.Until)
                .ToDictionaryAsync(a => a.PatientId, a => a.CoordinatorAccountId, cancel),
            whom,
            now,
            cancel
        );

    /// <summary>For the patient of a task, which knows its coordinator.</summary>
    public static Task<Assignees> ForAsync(ActorDb db, CareTask task, AssigneeChoice whom, DateTimeOffset now, CancellationToken cancel) =>
        LoadAsync(db, new() { [task.PatientId] = task.CoordinatorAccountId }, whom, now, cancel);

    private static async Task<Assignees> LoadAsync(
        ActorDb db,
        Dictionary<Guid, Guid> coordinators,
        AssigneeChoice whom,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var members = await db.Set<CareTeamMember>()
            .AsNoTracking()
            .Where(m => coordinators.Keys.Contains(m.PatientId) && m.ProviderId != null)
            .At(now, m => m.Since, m => m.Until)
            .OrderBy(m => m.Since)
            .ThenBy(m => m.Id)
            .ToListAsync(cancel);
        var works = whom.Unit is { } unit && await db.WhoWorksIn(unit, now).AnyAsync(cancel);
        return new(coordinators, members.ToLookup(m => m.PatientId), works ? [whom.Unit!.Value] : []);
    }

    /// <summary>The coordinator of a patient.</summary>
    public Guid Coordinator(Guid patient) =>
        coordinators.TryGetValue(patient, out var coordinator)
            ? coordinator
            : throw new RuleBroken(
                "This patient is on nobody's caseload, so nobody could follow it up. Ask an administrator to assign a coordinator first."
            );

    /// <summary>Whom that is for one patient. Throws <see cref="RuleBroken"/> where there is nobody to ask.</summary>
    public Assignee Find(Guid patient, AssigneeChoice whom, Actor asker) =>
        whom switch
        {
            { Person: { } person, Role: null, Unit: null } => OfPerson(patient, person, asker),
            { Person: null, Role: { } role, Unit: null } => OfRole(patient, role),
            { Person: null, Role: null, Unit: { } unit } => units.Contains(unit)
                ? new(null, null, unit, null)
                : throw new RuleBroken("Nobody works in that unit just now, so nobody would see it. Choose another."),
            _ => throw new RuleBroken("Choose whom to ask: a person, a role of the care team, or a unit."),
        };

    private Assignee OfPerson(Guid patient, Guid person, Actor asker)
    {
        // Whoever coordinates in the coordinator's place takes for the coordinator what they take.
        var asCoordinator = person == Coordinator(patient) || (person == asker.AccountId && asker.Hat == Hat.Coordinator);
        return asCoordinator ? new(Coordinator(patient), Hat.Coordinator, null, null)
            : providers[patient].Any(m => m.AccountId == person) ? new(person, Hat.Provider, null, null)
            : throw new RuleBroken(
                "They are not on the care team of this patient. Add them to the team first, or ask somebody who is on it."
            );
    }

    private Assignee OfRole(Guid patient, TeamRole role)
    {
        if (role == TeamRole.Coordinator)
            return new(Coordinator(patient), Hat.Coordinator, null, role);
        // Where several have the role, the one who has had it longest.
        var member =
            providers[patient].FirstOrDefault(m => m.Role == role)
            ?? throw new RuleBroken("Nobody has that role in the care team. Add somebody to the team first, or ask a person or a unit.");
        return new(member.AccountId, Hat.Provider, null, role);
    }
}
