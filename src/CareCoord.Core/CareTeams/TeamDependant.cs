using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTeams;

/// <summary>What can depend on somebody's place on a care team.</summary>
public enum TeamDependantKind
{
    /// <summary>A booked visit with them that is still to come.</summary>
    Visit,

    /// <summary>An open care task that is theirs, or that they are asked to take.</summary>
    Task,

    /// <summary>An activity of the plan that they do.</summary>
    Activity,

    /// <summary>A goal of the plan that they look after.</summary>
    Goal,

    /// <summary>An open care task that they watch.</summary>
    Watched,

    /// <summary>A legal document that they are asked to read.</summary>
    Document,

    /// <summary>An absence of somebody on this team in which they stand in.</summary>
    StandIn,
}

/// <summary>
/// Something that depends on somebody's place on a care team: named before the place ends, as far as the asker may see it.
/// </summary>
/// <param name="About">Its title; of a legal document its kind, as the database writes it; of an absence who is away.</param>
/// <param name="At">When it is, is due, or ends.</param>
public sealed record TeamDependant(TeamDependantKind Kind, string About, DateTimeOffset? At)
{
    /// <summary>Those of one place, the soonest of each kind first.</summary>
    internal static Sql Statement(Guid patientId, Guid memberId) =>
        new(
            $"""
            with place as (
                select m.patient_id, m.id, m.account_id, m.provider_id from care_team_members m
                where m.patient_id = $1 and m.id = $2
            )
            select d.kind, d.about, d.at
            from (
                select 0 as place, 'visit' as kind, v.title as about, v.starts_at as at
                from place m join appointments v on v.patient_id = m.patient_id and v.provider_id = m.provider_id
                where v.state = 'booked' and v.starts_at > (select app.actor_moment())
                union all
                select 1, 'task', t.title, t.due_at
                from place m join care_tasks t on t.patient_id = m.patient_id and t.holder_account_id = m.account_id
                where t.closed_at is null and m.provider_id is not null
                union all
                select 2, 'activity', c.title, null
                from place m
                join activities c on c.patient_id = m.patient_id and c.owner_member_id = m.id
                join treatment_plans p on p.patient_id = c.patient_id and p.id = c.plan_id and p.state = 'published'
                union all
                select 3, 'goal', g.statement, null
                from place m
                join goals g on g.patient_id = m.patient_id and g.owner_member_id = m.id
                join treatment_plans p on p.patient_id = g.patient_id and p.id = g.plan_id and p.state = 'published'
                union all
                select 4, 'watched', t.title, null
                from place m
                join care_task_watchers w on w.patient_id = m.patient_id and w.account_id = m.account_id
                join care_tasks t on t.patient_id = w.patient_id and t.id = w.task_id
                where t.closed_at is null and m.provider_id is not null
                union all
                select 5, 'document', l.kind, null
                from place m
                join document_readings r on r.patient_id = m.patient_id and r.account_id = m.account_id and r.confirmed_at is null
                join legal_documents l on l.patient_id = r.patient_id and l.id = r.document_id and l.state = 'accepted'
                where m.provider_id is not null
                union all
                select 6, 'stand_in', a.display_name, b.ends_at
                from place m
                join absences b on b.deputy_account_id = m.account_id and b.hat = 'provider'
                    and b.ends_at > (select app.actor_moment()) and b.ends_at > b.since
                join accounts a on a.id = b.account_id
                where m.provider_id is not null
                  and exists (select from care_team_members o where o.patient_id = m.patient_id and o.account_id = b.account_id
                                and o.provider_id is not null and {Lasting.Now("o.since", "o.until")})) d
            order by d.place, d.at, d.about
            """,
            patientId,
            memberId
        );
}
