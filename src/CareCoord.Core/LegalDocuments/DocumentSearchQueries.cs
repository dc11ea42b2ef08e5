using System.Globalization;
using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>Which documents are looked for over the asker's patients; what is not said is any.</summary>
/// <param name="ExpiresBefore">Only those whose last day comes before this day, or has come.</param>
/// <param name="Unread">Only those that somebody was asked to read and has not confirmed; for a provider, the asker themselves.</param>
/// <param name="After">The key that the page before gave.</param>
public sealed record DocumentFilter(
    DocumentKind? Kind = null,
    DocumentState? State = null,
    DateOnly? ExpiresBefore = null,
    bool Unread = false,
    string? After = null
);

/// <summary>One document that was found, of one of the asker's patients.</summary>
/// <param name="Today">Today, where the patient lives.</param>
/// <param name="Unread">Who was asked to read it and has not confirmed; a provider sees themselves only.</param>
public sealed record DocumentFound(
    Guid PatientId,
    string Patient,
    DateOnly BirthDate,
    DateOnly Today,
    Guid Id,
    DocumentKind Kind,
    DocumentState State,
    DateOnly? SignedOn,
    DateOnly? ExpiresOn,
    IReadOnlyList<string> Unread
);

/// <summary>Finds legal documents over all patients of a coordinator or a provider, in one round trip.</summary>
public sealed class DocumentSearchQueries(RecordReader records)
{
    private const int PageSize = 50;

    // What runs out first comes first. Row security names the asker's patients, so that only their documents are read, by the key of the
    // patient.
    private static readonly string Found = $$"""
        with found as materialized (
            select p.id as patient_id, p.given_name || ' ' || p.family_name as patient, p.birth_date,
                   ((select app.actor_moment()) at time zone p.time_zone)::date as today,
                   d.id, d.kind, d.state, d.signed_on, d.expires_on
            from legal_documents d join patients p on p.id = d.patient_id
            where d.patient_id = any (array(select a.patient_id from patient_access a
                                            where a.view_bits & {{(int)Category.LegalDocuments}} <> 0))
              and d.state <> 'draft' and ($1::text is null or d.kind = $1) and ($2::text is null or d.state = $2)
              and ($3::date is null or d.expires_on < $3)
              and (not $4 or (d.state = 'accepted' and exists (
                       select from document_readings r where r.patient_id = d.patient_id and r.document_id = d.id and r.confirmed_at is null
                                                         and (r.account_id = (select app.actor_id())
                                                              or (select app.actor_hat()) = 'coordinator'))))
              and ($5::date is null or (coalesce(d.expires_on, 'infinity'), d.id) > ($5, $6))
            order by coalesce(d.expires_on, 'infinity'), d.id limit $7 + 1
        )
        select f.*, coalesce(w.names, '{}') as unread from found f
        left join lateral (
            select array_agg(a.display_name order by a.display_name, a.id) as names from document_readings r
            join accounts a on a.id = r.account_id
            where r.patient_id = f.patient_id and r.document_id = f.id and r.confirmed_at is null and f.state = 'accepted'
              and (r.account_id = (select app.actor_id()) or (select app.actor_hat()) = 'coordinator')) w on true
        order by coalesce(f.expires_on, 'infinity'), f.id
        offset (select app.show(array(select s.patient_id
                                      from (select * from found order by coalesce(expires_on, 'infinity'), id limit $7) s)))
        """;

    /// <summary>
    /// A page of what is found, what runs out first before the others. Throws <see cref="NotFound"/> for anyone but a coordinator or a
    /// provider.
    /// </summary>
    public Task<Page<DocumentFound>> FindAsync(Actor actor, DocumentFilter asked, CancellationToken cancel)
    {
        if (actor.Hat is not (Hat.Coordinator or Hat.Provider))
            throw new NotFound();
        return records.ReadListAsync(
            actor,
            LegalDocumentAccess.Search,
            [Statement(asked)],
            async rows =>
                Page<DocumentFound>.Of(
                    await rows.ListAsync<DocumentFound>(cancel),
                    PageSize,
                    last => $"{last.ExpiresOn?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "none"}.{last.Id:N}"
                ),
            cancel
        );
    }

    internal static Sql Statement(DocumentFilter asked)
    {
        var (day, id) = Key(asked.After);
        return new(Found, asked.Kind?.Snake(), asked.State?.Snake(), asked.ExpiresBefore, asked.Unread, day, id, PageSize);
    }

    // The greatest day is the database's "infinity".
    private static (DateOnly? Day, Guid? Id) Key(string? text) =>
        text?.Split('.') is [var day, var id] && Guid.TryParseExact(id, "N", out var row)
            ? day == "none"
                ? (DateOnly.MaxValue, row)
                : DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
                    ? (last, row)
                    : (null, null)
            : (null, null);
}
