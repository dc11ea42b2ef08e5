using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.SavedViews;
using CareCoord.Shared;

namespace CareCoord.Caseloads;

/// <summary>Whom a coordinator can hand over, and to whom.</summary>
public sealed record HandOverChoice(IReadOnlyList<HandOverPerson> People, IReadOnlyList<HandOverTo> Coordinators)
{
    public int OpenTasks => People.Sum(person => person.OpenTasks);

    public int LateTasks => People.Sum(person => person.LateTasks);

    public int Transitions => People.Count(person => person.InTransition);

    public int Activities => People.Sum(person => person.Activities);
}

/// <summary>
/// A patient of the asker's own caseload, with what would move with them: open tasks, and activities of the plan that the asker does.
/// </summary>
public sealed record HandOverPerson(
    Guid PatientId,
    string Name,
    DateOnly BirthDate,
    long? Number,
    int OpenTasks,
    int LateTasks,
    bool InTransition,
    int Activities
);

/// <summary>A coordinator who can take patients over: how many they have, and until when they are away.</summary>
public sealed record HandOverTo(Guid AccountId, string Name, int Patients, DateTimeOffset? AwayUntil, string? Deputy);

/// <summary>Reads what a hand-over needs, in one round trip.</summary>
public sealed class HandOverQueries(RecordReader records)
{
    private static readonly string People = $"""
        with own as (
            select p.id, p.given_name || ' ' || p.family_name as name, {PatientOrder.Names} as names, p.birth_date
            from caseload_assignments c join patients p on p.id = c.patient_id
            where c.coordinator_account_id = (select app.actor_id()) and {Lasting.Now("c.since", "c.until")}
              and ($1::uuid[] is null or p.id = any ($1))
            order by names, p.birth_date, p.id limit $2
        )
        select o.id as patient_id, o.name, o.birth_date, {RecordNumber.WhereEqual("o.id")} as number,
               w.tasks as open_tasks, w.late as late_tasks,
               exists (select from transitions t where t.patient_id = o.id and t.ended_at is null) as in_transition,
               (select count(*) from care_team_members m
                join activities a on a.patient_id = m.patient_id and a.owner_member_id = m.id
                join treatment_plans t on t.patient_id = a.patient_id and t.id = a.plan_id and t.state = 'published'
                where m.patient_id = o.id and m.account_id = (select app.actor_id()) and m.role = 'coordinator')::integer as activities
        from own o
        cross join lateral (select count(*)::integer as tasks,
                                   (count(*) filter (where c.due_key < (select app.actor_moment())))::integer as late
                            from care_tasks c where c.patient_id = o.id and c.closed_at is null) w
        order by o.names, o.birth_date, o.id
        offset (select app.show(array(select id from own)))
        """;

    private const string Coordinators = """
        select c.account_id, c.name, c.patients, b.ends_at as away_until, d.display_name as deputy
        from app.coordinators() c
        left join absences b on b.account_id = c.account_id and b.hat = 'coordinator' and b.since <= (select app.actor_moment())
            and b.ends_at > (select app.actor_moment())
        left join accounts d on d.id = b.deputy_account_id
        where c.account_id <> (select app.actor_id())
        order by c.name, c.account_id
        """;

    /// <summary>
    /// Of the patients named those on the asker's own caseload, or all of it where none are named. Throws <see cref="NotFound"/> for anyone
    /// but a coordinator.
    /// </summary>
    public Task<HandOverChoice> ChoiceAsync(Actor actor, IReadOnlyList<Guid>? patients, CancellationToken cancel)
    {
        actor.MustBeAt(Desk.Caseload);
        Sql[] content = [new(People, patients?.ToArray(), PatientsHandedOver.Most), new(Coordinators)];
        return records.ReadListAsync(
            actor,
            CaseloadAccess.Read,
            content,
            async rows => new HandOverChoice(await rows.ListAsync<HandOverPerson>(cancel), await rows.ListAsync<HandOverTo>(cancel)),
            cancel
        );
    }
}
