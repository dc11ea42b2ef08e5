using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>
/// The SQL of the search over legal documents, one statement: all of the asker's patients with their counts, and a page of those found. Row
/// security names the patients, so that only their documents are read, by the key of the patient.
/// </summary>
internal static class DocumentSearchSql
{
    public const int PageSize = 50;

    private static readonly string Documents = $$"""
        with documents as materialized (
            select m.*, m.state in ('submitted', 'in_review') as waits,
                   m.state = 'accepted' and coalesce(m.expires_on <= m.today + {{DocumentFilter.Soon}}, false) as ends
            from (select p.id as patient_id, p.given_name || ' ' || p.family_name as patient,
                         {{PatientOrder.Names}} as names, p.birth_date,
                         ((select app.actor_moment()) at time zone p.time_zone)::date as today,
                         d.id, d.kind, d.state, d.signed_on, d.expires_on,
                         d.state = 'accepted' and exists (
                             select from document_readings r
                             where r.patient_id = d.patient_id and r.document_id = d.id and r.confirmed_at is null
                               and (r.account_id = (select app.actor_id()) or (select app.actor_hat()) = 'coordinator')) as is_unread
                  from legal_documents d join patients p on p.id = d.patient_id
                  where d.patient_id = any (array(select a.patient_id from patient_access a
                                                  where a.view_bits & {{(int)Category.LegalDocuments}} <> 0))
                    and d.state <> 'draft') m
        ), found as (
            select d.* from documents d
            where ($1::text is null or d.kind = $1) and ($2::text is null or d.state = $2) and ($3::date is null or d.expires_on < $3)
              and (not $4::boolean or d.is_unread) and (not $5::boolean or d.waits) and (not $6::boolean or d.ends)
              and ($7::text is null or position(lower($7) in lower(d.patient)) > 0)
        ), counts as (
            select count(*)::integer as counts_documents, (count(*) filter (where waits))::integer as counts_waiting,
                   (count(*) filter (where is_unread))::integer as counts_unread, (count(*) filter (where ends))::integer as counts_ending,
                   (count(*) filter (where state = 'accepted'))::integer as counts_in_effect,
                   (select count(*) from found)::integer as counts_found
            from documents
        )
        """;

    /// <summary>The counts of all, and those found, one more than a page; without any, one row of counts alone.</summary>
    public static Sql Page(DocumentFilter asked)
    {
        var (columns, order, follows) = Key(asked);
        Guid? after = Guid.TryParseExact(asked.After, "N", out var id) ? id : null;
        return new(
            $"""
            {Documents}, shown as (
                select d.*, row_number() over (order by {order}) as place from found d
                where $8::uuid is null or ({columns}) {follows} (select {columns} from documents d where d.id = $8)
                order by {order} limit $9 + 1
            )
            select c.*, s.patient_id as row_patient_id, s.patient as row_patient, s.birth_date as row_birth_date,
                   {RecordNumber.WhereEqual("s.patient_id")} as row_number, s.today as row_today,
                   s.id as row_id, s.kind as row_kind, s.state as row_state, s.signed_on as row_signed_on, s.expires_on as row_expires_on,
                   case when s.id is not null then coalesce(w.names, array[]::text[]) end as row_unread
            from counts c
            left join shown s on true
            left join lateral (
                select array_agg(a.display_name order by a.display_name, a.id) as names from document_readings r
                join accounts a on a.id = r.account_id
                where s.is_unread and r.patient_id = s.patient_id and r.document_id = s.id and r.confirmed_at is null
                  and (r.account_id = (select app.actor_id()) or (select app.actor_hat()) = 'coordinator')) w on true
            order by s.place
            offset (select app.show(array(select patient_id from shown order by place limit $9)))
            """,
            asked.Kind?.Snake(),
            asked.State?.Snake(),
            asked.ExpiresBefore,
            asked.Unread,
            asked.Waiting,
            asked.Ending,
            // A NUL cannot be sent to the database, and no name has one.
            string.IsNullOrWhiteSpace(asked.Name)
                ? null
                : asked.Name.Replace("\0", "").Trim(),
            after,
            PageSize
        );
    }

    // What has no last day comes last both ways.
    private static (string Columns, string Order, string Follows) Key(DocumentFilter asked) =>
        (asked.Sort, asked.Reversed) switch
        {
            (DocumentSort.Person, false) => Upward(ByPerson),
            (DocumentSort.Person, true) => (ByPerson, "d.names desc, d.birth_date desc, d.patient_id desc, d.id desc", "<"),
            (DocumentSort.Kind, false) => Upward($"{Rank("kind", DocumentKindWords.InOrder)}, {LastDay}, d.id"),
            (DocumentSort.Kind, true) => Upward($"-{Rank("kind", DocumentKindWords.InOrder)}, {LastDay}, d.id"),
            (DocumentSort.State, false) => Upward($"{Rank("state", Enum.GetValues<DocumentState>())}, {LastDay}, d.id"),
            (DocumentSort.State, true) => Upward($"-{Rank("state", Enum.GetValues<DocumentState>())}, {LastDay}, d.id"),
            (_, false) => Upward($"{LastDay}, d.id"),
            (_, true) => Upward("coalesce('epoch'::date - d.expires_on, 2147483647), d.id"),
        };

    private const string ByPerson = "d.names, d.birth_date, d.patient_id, d.id";

    private const string LastDay = "coalesce(d.expires_on, 'infinity')";

    // Kinds in the order of their words, and states in that of the paper's life.
    private static string Rank<T>(string column, IEnumerable<T> words)
        where T : struct, Enum =>
        $"array_position(array[{string.Join(", ", words.Select(word => $"'{word.Snake()}'"))}]::text[], d.{column})";

    private static (string, string, string) Upward(string columns) => (columns, columns, ">");
}
