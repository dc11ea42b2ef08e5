using CareCoord.Access;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Caseloads;

/// <summary>Reads a coordinator's caseload, with those for whom they stand in, in one round trip.</summary>
public sealed class CaseloadQueries(RecordReader records)
{
    private const int PageSize = 50;

    private const string Counts = CaseloadSql.Ranked +
        """
        select count(*)::integer, (count(*) filter (where urgency < 9))::integer,
               (select count(*) from appointments v join mine on mine.id = v.patient_id
                where v.state = 'booked' and (v.starts_at at time zone mine.time_zone)::date = mine.today)::integer,
               (count(*) filter (where review_due < today))::integer
        from ranked
        """;

    private const string Rows = CaseloadSql.Ranked +
        $"""
        , shown as (
            select r.* from ranked r
            where $1::uuid is null or (r.urgency, r.name, r.id) > (select k.urgency, k.name, k.id from ranked k where k.id = $1::uuid)
            order by r.urgency, r.name, r.id limit $2 + 1
        )
        select p.id, p.name, p.birth_date, b.name, p.reasons, v.title, v.starts_at, v.display_name, p.version, p.published_at, p.time_zone,
               p.stands_in_for
        from shown p
        {CaseloadSql.MainProblem}
        {CaseloadSql.NextVisit}
        order by p.urgency, p.name, p.id
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

    private static CaseloadRow Read(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetString(1), r.Date(2), r.Text(3), Reason.Read(r.GetString(4)), r.Text(5),
        r.Maybe<DateTimeOffset>(6), r.Text(7), r.Maybe<int>(8), r.Maybe<DateTimeOffset>(9), r.GetString(10), r.Text(11));
}
