using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Consents;

/// <summary>Reads grants and invitations for those who say who may see the record: the patient, and their coordinator.</summary>
public sealed class GrantQueries(RecordReader records)
{
    // Who else may know who sees the record reads neither.
    private static readonly string Theirs =
        $"exists (select from patient_access a where a.patient_id = $1 and a.basis in ('self', 'caseload') and a.manage_bits & {(int)Category.AccessHistory} <> 0)";

    private static readonly string Columns =
        $"""
        select g.id, c.display_name, g.relationship, g.view_bits, g.manage_bits, g.starts_at, g.ends_at, g.suspended_at, g.xmin,
               g.rests_on_document_id, d.kind, d.state, d.springing
        from proxy_grants g join accounts c on c.id = g.caregiver_account_id
        left join legal_documents d on d.patient_id = g.patient_id and d.id = g.rests_on_document_id
        where g.patient_id = $1 and (g.ends_at is null or g.ends_at > (select app.actor_moment())) and {Theirs}
        """;

    private const string Acts =
        """
        select t.act, t.at, c.display_name, t.hat, t.view_bits, t.manage_bits, t.ends_at, t.said, t.said_on, t.said_how
        from proxy_grant_acts t join accounts c on c.id = t.account_id
        where t.patient_id = $1 and t.grant_id = $2 order by t.at desc, t.id desc limit 100
        """;

    private const string Open =
        """
        select i.id, i.name, i.email, i.relationship, i.view_bits, i.manage_bits, i.grant_ends_at, i.sent_at, i.expires_at, i.undelivered_at is not null,
               i.expires_at <= (select app.actor_moment()), i.stopped_at is not null
        from proxy_invitations i
        where i.patient_id = $1 and i.used_at is null and i.withdrawn_at is null and (i.stopped_at is null or i.stopped_at > (select app.actor_moment()) - interval '14 days')
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
        Sql[] content = [PatientBanner.Statement(patientId), new(Columns + " and g.id = $2", patientId, grantId), new(Acts, patientId, grantId)];
        return records.ReadAsync(actor, patientId, GrantAccess.Read, content, async (rows, granted) => new GrantPageView(
            await PatientBanner.ReadAsync(rows, granted, cancel),
            await rows.FirstAsync(ReadGrant, cancel) ?? throw new NotFound(),
            await rows.ListAsync(ReadAct, cancel)), cancel);
    }

    /// <summary>One invitation that was not accepted yet. Throws <see cref="NotFound"/> where there is none for the asker.</summary>
    public Task<InvitationPageView> InvitationAsync(Actor actor, Guid patientId, Guid invitationId, CancellationToken cancel)
    {
        Sql[] content = [PatientBanner.Statement(patientId), new(Open + " and i.id = $2", patientId, invitationId)];
        return records.ReadAsync(actor, patientId, GrantAccess.ReadInvitation, Subject.Of("proxy_invitation", invitationId), content, async (rows, granted) => new InvitationPageView(
            await PatientBanner.ReadAsync(rows, granted, cancel),
            await rows.FirstAsync(ReadInvitation, cancel) ?? throw new NotFound()), cancel);
    }

    /// <summary>The patient whom somebody is to be invited to help. Throws <see cref="NotFound"/> where the asker does not say who may see the record.</summary>
    public Task<PatientBanner> InviteAsync(Actor actor, Guid patientId, CancellationToken cancel) =>
        records.ReadAsync(actor, patientId, GrantAccess.Prepare, [PatientBanner.Statement(patientId), MayGrant(patientId)], async (rows, granted) =>
        {
            var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
            return await ReadMayGrantAsync(rows, cancel) ? patient : throw new NotFound();
        }, cancel);

    /// <summary>
    /// What the link of an invitation opens, for somebody who is signed in or for nobody; null where it opens nothing. The database keeps that it was followed.
    /// </summary>
    public Task<InvitedView?> InvitedAsync(Actor actor, string? token, CancellationToken cancel) => records.ReadListAsync(actor, GrantAccess.OpenInvitation,
        [new("select invited_by, name, email, has_account, for_asker from app.invitation_of($1)", InvitationToken.Hash(token))],
        rows => rows.FirstAsync(r => new InvitedView(r.GetString(0), r.GetString(1), r.GetString(2), r.GetBoolean(3), r.GetBoolean(4)), cancel), [], cancel);

    internal static async Task<bool> ReadMayGrantAsync(NpgsqlDataReader rows, CancellationToken cancel)
    {
        await rows.ReadAsync(cancel);
        var may = rows.GetBoolean(0);
        await rows.NextResultAsync(cancel);
        return may;
    }

    internal static GrantView ReadGrant(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetString(1), r.GetString(2), (Category)r.GetInt32(3), (Category)r.GetInt32(4),
        r.Time(5), r.Maybe<DateTimeOffset>(6), r.Maybe<DateTimeOffset>(7), r.GetFieldValue<uint>(8), RestsOn.Read(r, 9));

    internal static InvitationView ReadInvitation(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), (Category)r.GetInt32(4),
        (Category)r.GetInt32(5), r.Maybe<DateTimeOffset>(6), r.Time(7), r.Time(8), r.GetBoolean(9), r.GetBoolean(10), r.GetBoolean(11));

    private static GrantActView ReadAct(NpgsqlDataReader r) => new(r.GetString(0), r.Time(1), r.GetString(2), r.Word<Hat>(3), (Category)r.GetInt32(4),
        (Category)r.GetInt32(5), r.Maybe<DateTimeOffset>(6), r.Text(7) is { } said ? new(said, r.Date(8), r.Word<WordHow>(9)) : null);
}
