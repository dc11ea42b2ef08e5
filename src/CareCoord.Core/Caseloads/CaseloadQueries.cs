using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.Shared;

namespace CareCoord.Caseloads;

/// <summary>Reads a coordinator's caseload, with those for whom they stand in, in one round trip.</summary>
public sealed class CaseloadQueries(RecordReader records)
{
    // The home names those who need somebody most; all others stand on the desk.
    private const int PageSize = 5;

    // The counts of everybody, and a page; without anybody, one row of counts alone.
    private static readonly string Rows =
        CaseloadSql.Ranked
        + $"""
            , shown as (
                select r.* from ranked r
                where $1::uuid is null or (r.urgency, r.names, r.birth_date, r.id)
                         > (select k.urgency, k.names, k.birth_date, k.id from ranked k where k.id = $1::uuid)
                order by r.urgency, r.names, r.birth_date, r.id limit $2 + 1
            ), counts as (
                select count(*)::integer as people, (count(*) filter (where cardinality(kinds) > 0))::integer as need_attention,
                       (select count(*) from mine cross join lateral (
                           select from appointments v
                           where v.patient_id = mine.id and v.state = 'booked'
                             and (v.starts_at at time zone mine.time_zone)::date = mine.today) v)::integer as visits_today,
                       (count(*) filter (where review_due < today))::integer as reviews_late
                from ranked
            )
            select c.*, p.id as row_patient_id, p.name as row_name, p.birth_date as row_birth_date,
                   {RecordNumber.WhereEqual("p.id")} as row_number, b.name as row_main_problem,
                   p.reasons as row_reasons,
                   v.title as row_next_title, v.starts_at as row_next_at, coalesce(v.is_there, false) as row_next_is_there,
                   w.display_name as row_next_with, p.version as row_plan_version,
                   p.published_at as row_plan_published_at, p.time_zone as row_time_zone, p.stands_in_for as row_stands_in_for
            from counts c
            left join shown p on true
            {CaseloadSql.MainProblem}
            {CaseloadSql.NextVisit}
            {CaseloadSql.With("v.provider_id")}
            order by p.urgency, p.names, p.birth_date, p.id
            offset (select app.show(array(select id from shown order by urgency, names, birth_date, id limit $2)))
            """;

    /// <summary>
    /// The caseload; <paramref name="after"/> is the last person of the page before, or null for those who need attention most.
    /// </summary>
    public Task<CaseloadView> CaseloadAsync(Actor actor, string? after, CancellationToken cancel)
    {
        Guid? key = Guid.TryParse(after, out var id) ? id : null;
        return records.ReadListAsync(
            actor,
            CaseloadAccess.Read,
            [new Sql(Rows, key, PageSize)],
            async rows =>
            {
                var found = await rows.ListAsync<Found>(cancel);
                var page = Page<CaseloadRow>.Of(
                    [.. found.Select(one => one.Row).OfType<CaseloadRow>()],
                    PageSize,
                    last => last.PatientId.ToString()
                );
                return new CaseloadView(found[0].People, found[0].NeedAttention, found[0].VisitsToday, found[0].ReviewsLate, page);
            },
            cancel
        );
    }

    private sealed record Found(int People, int NeedAttention, int VisitsToday, int ReviewsLate, CaseloadRow? Row);
}
