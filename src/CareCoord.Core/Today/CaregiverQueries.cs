using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.Consents;

namespace CareCoord.Today;

/// <summary>Somebody whom the asker cares for: what the grant lets the asker see, what is next, and what to do for them today.</summary>
/// <param name="RestsOn">The document on which the grant rests; null where on none.</param>
public sealed record CaredFor(
    Guid PatientId,
    string Name,
    string CalledBy,
    DateOnly BirthDate,
    string Relationship,
    Category View,
    Category Manage,
    DateTimeOffset? GrantEnds,
    string? NextTitle,
    DateTimeOffset? NextAt,
    VisitWay? NextWay,
    string? NextWith,
    DateTimeOffset? PlanPublishedAt,
    string? PlanChangeNote,
    RestsOn? RestsOn
)
{
    /// <summary>Today, where they live.</summary>
    public DateOnly Day { get; init; }

    /// <summary>What the caregiver does for them today.</summary>
    public IReadOnlyList<TodoToday> Todos { get; init; } = [];

    /// <summary>Their visits in the next <see cref="Days"/> days, the earliest first.</summary>
    public IReadOnlyList<VisitAhead> Visits { get; init; } = [];

    /// <summary>How many days are looked ahead.</summary>
    public const int Days = 7;
}

/// <summary>A visit of somebody whom the asker cares for.</summary>
public sealed record VisitAhead(Guid PatientId, Guid Id, string Title, DateTimeOffset At, VisitWay Way, string With);

/// <summary>Reads the people whom a caregiver cares for, in one round trip.</summary>
public sealed class CaregiverQueries(RecordReader records)
{
    // What the grant leaves out (visits, plan) comes back empty: row security hides those rows.
    private const string CaredFor = """
        with shown as (
            select a.patient_id, p.given_name || ' ' || p.family_name as name, coalesce(p.preferred_name, p.given_name) as called_by,
                   p.birth_date,
                   app.my_relationship(a.patient_id, a.basis_id) as relationship, a.view_bits as view,
                   coalesce(v.manage_bits, a.manage_bits) as manage,
                   case when a.basis = 'preview' then v.grant_ends_at else a.valid_until end as grant_ends,
                   n.title as next_title, n.starts_at as next_at, n.way as next_way, n.display_name as next_with,
                   t.published_at as plan_published_at,
                   t.change_note as plan_change_note,
                   h.document_id as rests_on_document_id, d.kind as rests_on_kind,
                   coalesce(d.state = 'accepted', false) as rests_on_is_in_effect,
                   coalesce(d.springing, false) as rests_on_springing
            from patient_access a
            cross join lateral (select app.my_grant_rests_on(a.patient_id, a.basis_id) as document_id) h
            left join legal_documents d on d.patient_id = a.patient_id and d.id = h.document_id
            join patients p on p.id = a.patient_id
            left join lateral app.previewed(a.patient_id) v on a.basis = 'preview'
            left join lateral (select v.title, v.starts_at, v.way, c.display_name
                               from appointments v join providers d on d.id = v.provider_id join accounts c on c.id = d.account_id
                               where v.patient_id = a.patient_id and v.state = 'booked' and v.ends_at > (select app.actor_moment())
                               order by v.starts_at limit 1) n on true
            left join treatment_plans t on t.patient_id = a.patient_id and t.state = 'published'
            where a.basis in ('proxy_grant', 'preview')
        )
        select shown.* from shown order by shown.next_at nulls last, shown.name, shown.patient_id
        offset (select app.show(array(select patient_id from shown)))
        """;

    private static readonly string Visits = $"""
        select v.patient_id, v.id, v.title, v.starts_at as at, v.way, c.display_name as with
        from appointments v join providers d on d.id = v.provider_id join accounts c on c.id = d.account_id
        where v.patient_id = any (array(select a.patient_id from patient_access a where a.basis in ('proxy_grant', 'preview')))
          and v.state = 'booked' and v.ends_at > (select app.actor_moment())
          and v.starts_at < (select app.actor_moment()) + interval '{CareCoord.Today.CaredFor.Days} days'
        order by v.starts_at, v.id limit 50
        """;

    private const string Todos =
        TodayQueries.DueToday
        + " and p.id = any (array(select a.patient_id from patient_access a where a.basis in ('proxy_grant', 'preview')))"
        + TodayQueries.InTheOrderOfTheDay;

    /// <summary>Everyone for whom the asker holds a proxy grant that is valid now.</summary>
    public Task<List<CaredFor>> CaredForAsync(Actor actor, CancellationToken cancel) =>
        records.ReadListAsync(
            actor,
            GrantAccess.ReadCaredFor,
            [new Sql(CaredFor), new Sql(Todos, "caregiver"), new Sql(Visits)],
            async rows =>
            {
                var people = await rows.ListAsync<CaredFor>(cancel);
                var todos = await rows.ListAsync<TodoOf>(cancel);
                var visits = await rows.ListAsync<VisitAhead>(cancel);
                return people.ConvertAll(person =>
                {
                    var theirs = todos.Where(t => t.PatientId == person.PatientId).ToList();
                    return person with
                    {
                        Day = theirs is [var first, ..] ? first.Day : person.Day,
                        Todos = [.. theirs.Select(t => t.Todo)],
                        Visits = [.. visits.Where(visit => visit.PatientId == person.PatientId)],
                    };
                });
            },
            cancel
        );
}
