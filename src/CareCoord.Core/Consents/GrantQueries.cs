using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.Shared;

namespace CareCoord.Consents;

/// <summary>Reads grants and invitations for those who say who may see the record: the patient, and their coordinator.</summary>
public sealed class GrantQueries(RecordReader records)
{
    // Who else may know who sees the record reads neither.
    private static readonly string Theirs = $"""
        exists (select from patient_access a where a.patient_id = $1 and a.basis in ('self', 'caseload')
                  and a.manage_bits & {(int)Category.AccessHistory} <> 0)
        """;

    private static readonly string Columns = $"""
        select g.id, c.display_name as name, g.relationship, g.view_bits as view, g.manage_bits as manage, g.starts_at, g.ends_at,
               g.suspended_at, g.xmin as version,
               g.rests_on_document_id, d.kind as rests_on_kind, coalesce(d.state = 'accepted', false) as rests_on_is_in_effect,
               coalesce(d.springing, false) as rests_on_springing
        from proxy_grants g join accounts c on c.id = g.caregiver_account_id
        left join legal_documents d on d.patient_id = g.patient_id and d.id = g.rests_on_document_id
        where g.patient_id = $1 and (g.ends_at is null or g.ends_at > (select app.actor_moment())) and {Theirs}
        """;

    private const string Entries = """
        select t.action, t.at, c.display_name as by, t.hat, t.view_bits as view, t.manage_bits as manage, t.ends_at,
               t.said as word_said, t.said_on as word_on, t.said_how as word_how
        from proxy_grant_entries t join accounts c on c.id = t.account_id
        where t.patient_id = $1 and t.grant_id = $2 order by t.at desc, t.id desc limit 100
        """;

    private static readonly string Dependants = $"""
        with whose as (
            select g.patient_id, g.caregiver_account_id as account_id from proxy_grants g where g.patient_id = $1 and g.id = $2 and {Theirs}
        ), place as (
            select m.patient_id, m.id from whose w
            join care_team_members m on m.patient_id = w.patient_id and m.account_id = w.account_id and m.role = 'caregiver'
                and {Lasting.Now("m.since", "m.until")}
        )
        select d.kind, d.about
        from (
            select 0 as place, 'team_place' as kind, null as about from place
            union all
            select 1, 'activity', c.title
            from place m
            join activities c on c.patient_id = m.patient_id and c.owner_member_id = m.id
            join treatment_plans p on p.patient_id = c.patient_id and p.id = c.plan_id and p.state = 'published'
            union all
            select 2, 'named', l.kind
            from whose w
            join legal_document_agents a on a.patient_id = w.patient_id and a.account_id = w.account_id
            join legal_documents l on l.patient_id = a.patient_id and l.id = a.document_id and l.version = a.version
                and l.state = 'accepted'
            union all
            select 3, 'handed_in', l.kind
            from whose w
            join legal_documents l on l.patient_id = w.patient_id and l.uploaded_by = w.account_id
                and l.state in ('submitted', 'in_review')) d
        order by d.place, d.about
        """;

    private const string Open = """
        select i.id, i.name, i.email, i.relationship, i.view_bits as view, i.manage_bits as manage, i.grant_ends_at, i.sent_at,
               i.expires_at,
               i.undelivered_at is not null as undelivered, i.expires_at <= (select app.actor_moment()) as has_expired,
               i.stopped_at is not null as was_stopped
        from proxy_invitations i
        where i.patient_id = $1 and i.used_at is null and i.withdrawn_at is null
          and (i.stopped_at is null or i.stopped_at > (select app.actor_moment()) - interval '14 days')
        """;

    /// <summary>The grants that last, oldest first.</summary>
    internal static Sql Grants(Guid patientId) => new(Columns + " order by g.starts_at, g.id", patientId);

    /// <summary>Invitations that wait, have expired, or were stopped in the last two weeks, newest first.</summary>
    internal static Sql Invitations(Guid patientId) => new(Open + " order by i.sent_at desc, i.id limit 50", patientId);

    /// <summary>Whether the asker says who may see this record.</summary>
    internal static Sql MayGrant(Guid patientId) => new("select " + Theirs, patientId);

    /// <summary>One grant that lasts. Throws <see cref="NotFound"/> where there is none for the asker.</summary>
    public Task<GrantPageView> GrantAsync(Actor actor, Guid patientId, Guid grantId, CancellationToken cancel)
    {
        Sql[] content =
        [
            PatientBanner.Statement(patientId),
            new(Columns + " and g.id = $2", patientId, grantId),
            new(Entries, patientId, grantId),
            new(Dependants, patientId, grantId),
        ];
        return records.ReadAsync(
            actor,
            patientId,
            GrantAccess.Read,
            content,
            async (rows, granted) =>
                new GrantPageView(
                    await PatientBanner.ReadAsync(rows, granted, cancel),
                    await rows.FirstAsync<GrantView>(cancel) ?? throw new NotFound(),
                    await rows.ListAsync<GrantEntryView>(cancel),
                    await rows.ListAsync<GrantDependant>(cancel)
                ),
            cancel
        );
    }

    /// <summary>One invitation that was not accepted yet. Throws <see cref="NotFound"/> where there is none for the asker.</summary>
    public Task<InvitationPageView> InvitationAsync(Actor actor, Guid patientId, Guid invitationId, CancellationToken cancel)
    {
        Sql[] content = [PatientBanner.Statement(patientId), new(Open + " and i.id = $2", patientId, invitationId)];
        return records.ReadAsync(
            actor,
            patientId,
            GrantAccess.ReadInvitation,
            Subject.Of("proxy_invitation", invitationId),
            content,
            async (rows, granted) =>
                new InvitationPageView(
                    await PatientBanner.ReadAsync(rows, granted, cancel),
                    await rows.FirstAsync<InvitationView>(cancel) ?? throw new NotFound()
                ),
            cancel
        );
    }

    /// <summary>
    /// The patient whom somebody is to be invited to help. Throws <see cref="NotFound"/> where the asker does not say who may see the
    /// record.
    /// </summary>
    public Task<PatientBanner> InviteAsync(Actor actor, Guid patientId, CancellationToken cancel) =>
        records.ReadAsync(
            actor,
            patientId,
            GrantAccess.Prepare,
            [PatientBanner.Statement(patientId), MayGrant(patientId)],
            async (rows, granted) =>
            {
                var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
                return await rows.OneAsync<bool>(cancel) ? patient : throw new NotFound();
            },
            cancel
        );

    /// <summary>
    /// What the link of an invitation opens, for somebody who is signed in or for nobody; null where it opens nothing. The database keeps
    /// that it was followed.
    /// </summary>
    public Task<InvitedView?> InvitedAsync(Actor actor, string? token, CancellationToken cancel) =>
        records.ReadListAsync(
            actor,
            GrantAccess.OpenInvitation,
            [
                new(
                    "select invited_by, name, email, has_account, for_asker as is_for_asker from app.invitation_of($1)",
                    InvitationToken.Hash(token)
                ),
            ],
            rows => rows.FirstAsync<InvitedView>(cancel),
            [],
            cancel
        );
}
