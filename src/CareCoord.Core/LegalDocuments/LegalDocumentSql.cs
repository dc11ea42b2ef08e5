using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.Files;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>The statements of the readings of legal documents.</summary>
internal static class LegalDocumentSql
{
    private const int AccessHistory = (int)Category.AccessHistory;

    public const string MayReview =
        "select (app.actor_hat() = 'coordinator' and app.coordinates($1)) as may_review, app.actor_moment() as at";

    public static readonly string Incapacity = $"""
        select i.id, i.since, i.until, i.words, a.display_name as recorded_by from incapacities i join accounts a on a.id = i.recorded_by
        where i.patient_id = $1 and i.lifted_at is null and {Lasting.Now("i.since", "i.until")}
        """;

    public const string List = """
        select d.id, d.kind, d.state, d.signed_on, d.expires_on, u.display_name as uploaded_by, d.uploaded_by = app.eyes() as is_mine,
               d.uploaded_at, d.reviewed_at, d.review_words,
               d.ended_at, f.pages, f.scan,
               exists (select from document_readings r where r.patient_id = d.patient_id and r.document_id = d.id
                         and r.account_id = app.actor_id()
                                                         and r.confirmed_at is null and d.state = 'accepted') as is_to_read,
               (select count(*) from document_readings r where r.patient_id = d.patient_id and r.document_id = d.id
                  and r.confirmed_at is null and d.state = 'accepted')::integer as unread
        from legal_documents d
        join files f on f.patient_id = d.patient_id and f.id = d.file_id
        join accounts u on u.id = d.uploaded_by
        where d.patient_id = $1
        order by array_position(array['returned', 'draft', 'submitted', 'in_review', 'accepted', 'superseded', 'revoked', 'expired'],
                                d.state),
                 d.kind, d.uploaded_at desc, d.id
        """;

    /// <summary>What stands in the document <c>d</c>.</summary>
    public const string Facts = """
               d.kind as facts_kind, d.signed_on as facts_signed_on, d.signed_by as facts_signed_by,
               d.witnesses as facts_witnesses,
               d.notary as facts_notary, d.jurisdiction as facts_jurisdiction, d.expires_on as facts_expires_on,
               d.review_on as facts_review_on, d.paper_is_at as facts_paper_is_at,
               d.powers_granted as facts_powers_granted, d.powers_withheld as facts_powers_withheld, d.cpr as facts_decisions_cpr,
               d.intubation as facts_decisions_intubation,
               d.tube_feeding as facts_decisions_tube_feeding, d.iv_fluids as facts_decisions_iv_fluids,
               d.antibiotics as facts_decisions_antibiotics,
               d.dialysis as facts_decisions_dialysis, d.comfort_only as facts_decisions_comfort_only, d.springing as facts_springing,
               d.labels as facts_labels,
               (select coalesce(jsonb_agg(jsonb_build_object('name', a.name, 'phone', a.phone, 'relationship', a.relationship,
                                                             'account_id', a.account_id) order by a.rank), '[]')
                from legal_document_agents a where a.patient_id = d.patient_id and a.document_id = d.id
                    and a.version = d.version) as facts_agents
        """;

    public const string One = $"""
        select d.id, d.xmin as version, d.state, {Facts},
               f.name as pages_name, f.media_type as pages_media_type, f.pages as pages_pages, f.size as pages_bytes, f.scan as pages_scan,
               u.display_name as uploaded_by, d.uploaded_as, d.uploaded_by = app.eyes() as is_mine, d.uploaded_at, d.submitted_at,
               v.display_name as reviewed_by, d.reviewed_at,
               d.review_words, w.display_name as revoked_by, d.revoke_words, d.ended_at,
               (select o.id from legal_documents o where o.patient_id = d.patient_id and o.id = d.supersedes_id) as supersedes_id,
               (select n.id from legal_documents n where n.patient_id = d.patient_id
                  and n.supersedes_id = d.id limit 1) as superseded_by_id,
               (select a.display_name from app.document_people(d.patient_id) p join accounts a on a.id = p.account_id
                where p.part = 'coordinator' limit 1) as coordinator
        from legal_documents d
        join files f on f.patient_id = d.patient_id and f.id = d.file_id
        join accounts u on u.id = d.uploaded_by
        left join accounts v on v.id = d.reviewed_by
        left join accounts w on w.id = d.revoked_by
        where d.patient_id = $1 and d.id = $2
        """;

    public static readonly string Former = FormerVersion.Sql("legal_document_versions");

    public const string History = """
        select h.action as step, h.at, a.display_name as by, h.hat, h.words from legal_document_entries h
        join accounts a on a.id = h.account_id
        where h.patient_id = $1 and h.document_id = $2 order by h.at, h.id
        """;

    // Who has read it is for the clinic; a provider sees their own line.
    public const string Readings = """
        select r.account_id, a.display_name as name, r.asked_at, r.confirmed_at, r.reminded_at from document_readings r
        join accounts a on a.id = r.account_id
        where r.patient_id = $1 and r.document_id = $2 and (r.account_id = app.actor_id() or app.actor_hat() = 'coordinator')
        order by r.confirmed_at is not null, a.display_name, r.id
        """;

    // The grants of the people it names; seen by those who may know who can see the record. A caregiver who may not reads of their own
    // alone, and so does the patient who looks through their eyes: it has no name here.
    public static readonly string Grants = $"""
        select g.id as grant_id, c.display_name as name, g.relationship, g.rests_on_document_id is not distinct from $2 as rests_on_it
        from proxy_grants g join accounts c on c.id = g.caregiver_account_id
        where g.patient_id = $1 and (g.ends_at is null or g.ends_at > (select app.actor_moment()))
          and (g.rests_on_document_id = $2
               or exists (select from legal_document_agents a
                          join legal_documents d on d.patient_id = a.patient_id and d.id = a.document_id and d.version = a.version
                          where a.patient_id = g.patient_id and a.document_id = $2 and a.account_id = g.caregiver_account_id))
        union all
        select a.basis_id, null, app.my_relationship($1, a.basis_id), true
        from patient_access a
        where a.patient_id = $1 and a.basis in ('proxy_grant', 'preview') and app.my_grant_rests_on($1, a.basis_id) = $2
          and a.view_bits & {AccessHistory} = 0
        order by name, grant_id
        """;

    public const string Kept =
        "select d.id from legal_documents d where d.patient_id = $1 and d.upload_id = $2::uuid and d.uploaded_by = app.actor_id()";

    // A caregiver may name themselves; the patient and their coordinator anybody with a grant.
    public const string People = """
        select c.id as account_id, c.display_name as name, g.relationship from proxy_grants g
        join accounts c on c.id = g.caregiver_account_id
        where g.patient_id = $1 and (g.ends_at is null or g.ends_at > (select app.actor_moment()))
        union
        select c.id, c.display_name, app.my_relationship($1, a.basis_id) from patient_access a join accounts c on c.id = app.eyes()
        where a.patient_id = $1 and a.basis in ('proxy_grant', 'preview')
        order by name
        """;

    public const string File = $"""
        select {FileHandedOut.Columns}
        from legal_documents d join files f on f.patient_id = d.patient_id and f.id = d.file_id
        where d.patient_id = $1 and d.id = $2
        """;
}
