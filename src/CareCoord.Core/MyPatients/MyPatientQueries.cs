using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.CareTeams;
using CareCoord.Patients;
using CareCoord.Shared;

namespace CareCoord.MyPatients;

/// <summary>The provider's home: their patients, and what waits for them.</summary>
public sealed record MyPatientsView(
    IReadOnlyList<MyPatient> Patients,
    bool MoreThanShown,
    IReadOnlyList<WaitingVisit> Visits,
    IReadOnlyList<WaitingGoal> LateGoals,
    IReadOnlyList<NewPlan> NewPlans
);

/// <summary>A patient on whose care team the provider is, or somebody for whom they stand in.</summary>
/// <param name="Number">The number of the record, where another patient of the asker's has that name and birth date too.</param>
public sealed record MyPatient(
    Guid PatientId,
    string Name,
    DateOnly BirthDate,
    long? Number,
    TeamRole MyRole,
    string? MainProblem,
    DateTimeOffset? NextWithMe,
    VisitWay? NextWay,
    int MyActivities,
    string? StandsInFor
);

/// <summary>A visit with the provider, or with somebody for whom they stand in, in the next seven days.</summary>
public sealed record WaitingVisit(
    Guid PatientId,
    Guid VisitId,
    string Name,
    string Title,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    VisitWay Way,
    string? Place,
    string? StandsInFor
);

/// <summary>
/// A goal that the provider or somebody for whom they stand in owns, whose day has passed without its target being reached.
/// </summary>
public sealed record WaitingGoal(Guid PatientId, string Name, string Statement, DateOnly DueOn, string? StandsInFor);

/// <summary>A plan that was published in the last seven days.</summary>
public sealed record NewPlan(Guid PatientId, string Name, int Version, DateTimeOffset PublishedAt, string? ChangeNote);

/// <summary>Reads a provider's home, in one round trip.</summary>
public sealed class MyPatientQueries(RecordReader records)
{
    /// <summary>The most patients that the home lists at once.</summary>
    public const int Shown = 60;

    private static readonly string Patients = $"""
        with held as (
            select distinct on (h.patient_id) h.*
            from (select m.patient_id, m.id, null as stands_in_for
                  from care_team_members m
                  where m.account_id = (select app.actor_id()) and m.provider_id is not null
                    and {Lasting.Now("m.since", "m.until")}
                  union all
                  select s.patient_id, s.relation_id, c.display_name
                  from stand_ins s join accounts c on c.id = s.for_account_id
                  where s.account_id = (select app.actor_id()) and s.basis = 'care_team'
                    and s.since <= (select app.actor_moment()) and s.until > (select app.actor_moment())) h
            order by h.patient_id, h.stands_in_for nulls first, h.id
        ), shown as (
            select p.id as patient_id, p.given_name || ' ' || p.family_name as name, p.birth_date,
                   {RecordNumber.WhereEqual("p.id")} as number, m.role as my_role,
                   b.name as main_problem, v.starts_at as next_with_me, v.way as next_way,
                   (select count(*) from activities c join treatment_plans t on t.patient_id = c.patient_id and t.id = c.plan_id
                    where c.patient_id = p.id and c.owner_member_id = m.id and t.state = 'published')::integer as my_activities,
                    h.stands_in_for
            from held h
            join care_team_members m on m.patient_id = h.patient_id and m.id = h.id
            join patients p on p.id = m.patient_id
            left join lateral (select q.name from problems q join treatment_plans t on t.patient_id = q.patient_id and t.id = q.plan_id
                               where q.patient_id = p.id and t.state = 'published' order by q.position limit 1) b on true
            left join lateral (select v.starts_at, v.way from appointments v
                               where v.patient_id = p.id and v.provider_id = m.provider_id and v.state = 'booked'
                                 and v.ends_at > (select app.actor_moment())
                               order by v.starts_at limit 1) v on true
            order by v.starts_at nulls last, name, p.id limit $1 + 1
        )
        select shown.* from shown order by shown.next_with_me nulls last, shown.name, shown.patient_id
        offset (select app.show(array(select patient_id from shown order by next_with_me nulls last, name, patient_id limit $1)))
        """;

    private const string Visits = """
        with shown as (
            select p.id as patient_id, v.id as visit_id, p.given_name || ' ' || p.family_name as name, v.title, v.starts_at, v.ends_at,
                   v.way, v.place,
                   case when d.account_id <> (select app.actor_id()) then c.display_name end as stands_in_for
            from appointments v
            join patients p on p.id = v.patient_id
            join providers d on d.id = v.provider_id
            join accounts c on c.id = d.account_id
            where d.account_id = any ((select app.actor_id()) || (select app.stood_in_for())) and v.state = 'booked'
              and v.ends_at > (select app.actor_moment()) and v.starts_at < (select app.actor_moment()) + interval '7 days'
            order by v.starts_at limit 12
        )
        select shown.* from shown order by shown.starts_at
        offset (select app.show(array(select patient_id from shown)))
        """;

    private const string LateGoals = """
        with shown as (
            select p.id as patient_id, p.given_name || ' ' || p.family_name as name, g.statement, g.due_on,
                   case when m.account_id <> (select app.actor_id()) then c.display_name end as stands_in_for
            from goals g
            join treatment_plans t on t.patient_id = g.patient_id and t.id = g.plan_id and t.state = 'published'
            join care_team_members m on m.patient_id = g.patient_id and m.id = g.owner_member_id
            join accounts c on c.id = m.account_id
            join patients p on p.id = g.patient_id
            left join lateral (select r.value from goal_readings r where r.patient_id = g.patient_id and r.lineage_id = g.lineage_id
                               order by r.taken_at desc limit 1) l on true
            where m.account_id = any ((select app.actor_id()) || (select app.stood_in_for()))
              and g.due_on < ((select app.actor_moment()) at time zone p.time_zone)::date
              and g.target_value is not null
              and (l.value is null or case g.target_is when 'at_most' then l.value > g.target_value else l.value < g.target_value end)
            order by g.due_on limit 8
        )
        select shown.* from shown order by shown.due_on
        offset (select app.show(array(select patient_id from shown)))
        """;

    private static readonly string NewPlans = $"""
        with shown as (
            select p.id as patient_id, p.given_name || ' ' || p.family_name as name, t.version, t.published_at, t.change_note
            from treatment_plans t
            join patients p on p.id = t.patient_id
            where t.patient_id = any ((select app.may_see({(int)Category.Plan}))::uuid[]) and t.state = 'published'
              and t.published_at > (select app.actor_moment()) - interval '7 days'
            order by t.published_at desc limit 8
        )
        select shown.* from shown order by shown.published_at desc
        offset (select app.show(array(select patient_id from shown)))
        """;

    /// <summary>
    /// The patients on whose care teams the asker, or somebody for whom they stand in, is now: next visit first, and what waits.
    /// </summary>
    public Task<MyPatientsView> MyPatientsAsync(Actor actor, CancellationToken cancel)
    {
        Sql[] content = [new(Patients, Shown), new(Visits), new(LateGoals), new(NewPlans)];
        return records.ReadListAsync(
            actor,
            MyPatientAccess.ReadPatients,
            content,
            async rows =>
            {
                var patients = await rows.ListAsync<MyPatient>(cancel);
                return new MyPatientsView(
                    [.. patients.Take(Shown)],
                    patients.Count > Shown,
                    await rows.ListAsync<WaitingVisit>(cancel),
                    await rows.ListAsync<WaitingGoal>(cancel),
                    await rows.ListAsync<NewPlan>(cancel)
                );
            },
            cancel
        );
    }
}
