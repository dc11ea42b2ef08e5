using System.Text.Json;
using CareCoord.Access;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Caseloads;

/// <summary>Reads a coordinator's caseload, with those for whom they stand in, in one round trip.</summary>
public sealed class CaseloadQueries(RecordReader records)
{
    private const int PageSize = 50;

    private const string Mine =
        """
        with held as (
            select distinct on (a.patient_id) a.patient_id, c.display_name as stands_in_for
            from patient_access a
            left join stand_ins s on s.patient_id = a.patient_id and s.id = a.basis_id
            left join accounts c on c.id = s.for_account_id
            where a.basis = 'caseload'
            order by a.patient_id, s.id is not null
        ), mine as (
            select p.id, p.given_name || ' ' || p.family_name as name, p.birth_date, p.time_zone, t.id as plan_id, t.version, t.published_at,
                   t.review_due, d.today, a.stands_in_for
            from held a
            join patients p on p.id = a.patient_id
            cross join lateral (select (app.actor_moment() at time zone p.time_zone)::date as today) d
            left join treatment_plans t on t.patient_id = p.id and t.state = 'published'
        ), reasons as (
            select m.id, 0 as rank, 'missed_visit' as kind, v.title as about, (v.starts_at at time zone m.time_zone)::date as since
            from mine m join appointments v on v.patient_id = m.id
            where v.state = 'missed' and v.starts_at > app.actor_moment() - interval '30 days'
              and not exists (select from appointments b where b.patient_id = m.id and b.provider_id = v.provider_id
                                                           and b.state = 'booked' and b.starts_at > v.starts_at)
            union all
            select m.id, 1, 'nobody_does', c.title, (l.until at time zone m.time_zone)::date
            from mine m join activities c on c.patient_id = m.id and c.plan_id = m.plan_id
            join care_team_members l on l.patient_id = c.patient_id and l.id = c.owner_member_id
            where l.until <= app.actor_moment()
            union all
            select m.id, 2, 'no_plan', null, null from mine m where m.plan_id is null
            union all
            select m.id, 3, 'goal_late', g.statement, g.due_on
            from mine m join goals g on g.patient_id = m.id and g.plan_id = m.plan_id
            left join lateral (select r.value from goal_readings r where r.patient_id = g.patient_id and r.lineage_id = g.lineage_id
                               order by r.taken_at desc limit 1) r on true
            where g.due_on < m.today and g.target_value is not null
              and (r.value is null or case g.target_is when 'at_most' then r.value > g.target_value else r.value < g.target_value end)
            union all
            select m.id, 4, 'review_late', null, m.review_due from mine m where m.review_due < m.today
            union all
            select m.id, 5, 'no_visit', null, null
            from mine m
            where not exists (select from appointments v where v.patient_id = m.id and v.state = 'booked' and v.ends_at > app.actor_moment()
                                                           and v.starts_at < app.actor_moment() + interval '60 days')
        ), ranked as (
            select m.*, coalesce(min(r.rank), 9) as urgency,
                   coalesce(jsonb_agg(jsonb_build_array(r.kind, r.about, r.since) order by r.rank, r.since) filter (where r.id is not null), '[]') as reasons
            from mine m left join reasons r on r.id = m.id
            group by m.id, m.name, m.birth_date, m.time_zone, m.plan_id, m.version, m.published_at, m.review_due, m.today,
                     m.stands_in_for
        )
        """;

    private const string Counts = Mine +
        """
        select count(*)::integer, (count(*) filter (where urgency < 9))::integer,
               (select count(*) from appointments v join mine on mine.id = v.patient_id
                where v.state = 'booked' and (v.starts_at at time zone mine.time_zone)::date = mine.today)::integer,
               (count(*) filter (where review_due < today))::integer
        from ranked
        """;

    private const string Rows = Mine +
        """
        , shown as (
            select r.* from ranked r
            where $1::uuid is null or (r.urgency, r.name, r.id) > (select k.urgency, k.name, k.id from ranked k where k.id = $1::uuid)
            order by r.urgency, r.name, r.id limit $2 + 1
        )
        select s.id, s.name, s.birth_date, b.name, s.reasons, n.title, n.starts_at, n.display_name, s.version, s.published_at, s.time_zone,
               s.stands_in_for
        from shown s
        left join lateral (select q.name from problems q where q.patient_id = s.id and q.plan_id = s.plan_id order by q.position limit 1) b on true
        left join lateral (select v.title, v.starts_at, c.display_name
                           from appointments v join providers d on d.id = v.provider_id join accounts c on c.id = d.account_id
                           where v.patient_id = s.id and v.state = 'booked' and v.ends_at > app.actor_moment()
                           order by v.starts_at limit 1) n on true
        order by s.urgency, s.name, s.id
        offset (select app.show(array(select id from shown order by urgency, name, id limit $2)))
        """;

    /// <summary>The caseload; <paramref name="after"/> is the last person of the page before, or null for those who need attention most.</summary>
    public Task<CaseloadView> CaseloadAsync(Actor actor, string? after, CancellationToken cancel)
    {
        Guid? key = Guid.TryParse(after, out var id) ? id : null;
        Sql[] content = [new(Counts), new(Rows, key, PageSize)];
        return records.ReadListAsync(actor, "caseload.read", content, async rows =>
        {
            await rows.ReadAsync(cancel);
            var (people, need, visits, reviews) = (rows.GetInt32(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetInt32(3));
            await rows.NextResultAsync(cancel);
            var page = Page<CaseloadRow>.Of(await rows.ListAsync(Read, cancel), PageSize, last => last.PatientId.ToString());
            return new CaseloadView(people, need, visits, reviews, page);
        }, cancel);
    }

    private static CaseloadRow Read(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetString(1), r.Date(2), r.Text(3), Reasons(r.GetString(4)), r.Text(5),
        r.Maybe<DateTimeOffset>(6), r.Text(7), r.Maybe<int>(8), r.Maybe<DateTimeOffset>(9), r.GetString(10), r.Text(11));

    private static List<Reason> Reasons(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(reason => new Reason(Words.FromSnake<ReasonKind>(reason[0].GetString()!),
            reason[1].GetString(), reason[2].GetString() is { } since ? DateOnly.Parse(since, System.Globalization.CultureInfo.InvariantCulture) : null))];
    }
}
