using CareCoord.Access;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Caseloads;

/// <summary>Reads a coordinator's caseload, with those for whom they stand in, in one round trip.</summary>
public sealed class CaseloadQueries(RecordReader records)
{
    private const int PageSize = 50;

    // The counts of everybody, and a page; without anybody, one row of counts alone.
    private static readonly string Rows = CaseloadSql.Ranked +
        $"""
        , shown as (
            select r.* from ranked r
            where $1::uuid is null or (r.urgency, r.name, r.id) > (select k.urgency, k.name, k.id from ranked k where k.id = $1::uuid)
            order by r.urgency, r.name, r.id limit $2 + 1
        ), counts as (
            select count(*)::integer, (count(*) filter (where urgency < 9))::integer,
                   (select count(*) from mine cross join lateral (
                       select from appointments v
                       where v.patient_id = mine.id and v.state = 'booked' and (v.starts_at at time zone mine.time_zone)::date = mine.today) v)::integer,
                   (count(*) filter (where review_due < today))::integer
            from ranked
        )
        select c.*, p.id, p.name, p.birth_date, b.name, p.reasons, v.title, v.starts_at, w.display_name, p.version, p.published_at, p.time_zone,
               p.stands_in_for
        from counts c
        left join shown p on true
        {CaseloadSql.MainProblem}
        {CaseloadSql.NextVisit}
        {CaseloadSql.With("v.provider_id")}
        order by p.urgency, p.name, p.id
        offset (select app.show(array(select id from shown order by urgency, name, id limit $2)))
        """;

    /// <summary>The caseload; <paramref name="after"/> is the last person of the page before, or null for those who need attention most.</summary>
    public Task<CaseloadView> CaseloadAsync(Actor actor, string? after, CancellationToken cancel)
    {
        Guid? key = Guid.TryParse(after, out var id) ? id : null;
        return records.ReadListAsync(actor, CaseloadAccess.Read, [new Sql(Rows, key, PageSize)], async rows =>
        {
            var (people, need, visits, reviews) = (0, 0, 0, 0);
            var found = await rows.ListAsync(r =>
            {
                (people, need, visits, reviews) = (r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3));
                return r.IsDBNull(4) ? null : Read(r);
            }, cancel);
            var page = Page<CaseloadRow>.Of([.. found.OfType<CaseloadRow>()], PageSize, last => last.PatientId.ToString());
            return new CaseloadView(people, need, visits, reviews, page);
        }, cancel);
    }

    private static CaseloadRow Read(NpgsqlDataReader r) => new(r.GetGuid(4), r.GetString(5), r.Date(6), r.Text(7), Reason.Read(r.GetString(8)), r.Text(9),
        r.Maybe<DateTimeOffset>(10), r.Text(11), r.Maybe<int>(12), r.Maybe<DateTimeOffset>(13), r.GetString(14), r.Text(15));
}
