using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.Patients;
using CareCoord.Shared;

namespace CareCoord.AccessHistory;

/// <summary>Who may see a patient's record and why, and a page of who did.</summary>
/// <param name="MayGrant">The asker says who may: grants and invitations are read by them alone.</param>
public sealed record WhoCanSeeView(
    PatientBanner Patient,
    Guid AskedBy,
    IReadOnlyList<WhoMay> May,
    Page<WhoDid> Did,
    bool MayGrant,
    IReadOnlyList<GrantView> Grants,
    IReadOnlyList<InvitationView> Invitations
);

/// <summary>One account that may see the record: on which basis, which parts, from when and until when.</summary>
/// <param name="Detail">The role on the care team, or the relationship of a proxy; null for others.</param>
/// <param name="StandsInFor">Whom they stand in for; null for those who have access of their own.</param>
public sealed record WhoMay(
    Guid AccountId,
    string Name,
    Basis Basis,
    Guid BasisId,
    string? Detail,
    Category View,
    Category Manage,
    DateTimeOffset From,
    DateTimeOffset? Until,
    string? StandsInFor
);

/// <summary>Who may do what with the access history.</summary>
public static class AccessHistoryAccess
{
    public static readonly AccessRule Read = AccessRule.ToRead(
        "access-history.read",
        "looked at who can see the record",
        Category.AccessHistory
    );
}

/// <summary>Reads "Who can see my record", in one round trip.</summary>
public sealed class AccessHistoryQueries(RecordReader records)
{
    private const int PageSize = 30;

    private const string May = """
        select account_id, name, basis, basis_id, detail, view_bits as view, manage_bits as manage, valid_from as from,
               valid_until as until, stands_in_for
        from app.who_may_see($1)
        """;

    private const string Did = """
        select id, since, until, times, account_id, name, hat, acted_for as for_patient, action, mark
        from app.who_has_seen($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    /// <summary>The page: who may see the record, and what was asked for of who did; the latest of all where nothing was.</summary>
    public Task<WhoCanSeeView> WhoCanSeeAsync(Actor actor, Guid patientId, AccessAsked? asked, CancellationToken cancel)
    {
        asked ??= new();
        var after = AccessKey.Parse(asked.After);
        Sql[] content =
        [
            PatientBanner.Statement(patientId),
            new(May, patientId),
            new(
                Did,
                patientId,
                asked.Zone.Id,
                Actions(Reading.Page),
                Actions(Reading.List),
                OneLine.OrNull(asked.Name),
                asked.Kind?.Snake(),
                asked.Day is { } day ? AccessKey.Within(day) : null,
                after?.Day,
                (int?)after?.Mark,
                after?.Id,
                PageSize + 1
            ),
            GrantQueries.MayGrant(patientId),
            GrantQueries.Grants(patientId),
            GrantQueries.Invitations(patientId),
        ];
        return records.ReadAsync(
            actor,
            patientId,
            AccessHistoryAccess.Read,
            content,
            async (rows, granted) =>
                new WhoCanSeeView(
                    await PatientBanner.ReadAsync(rows, granted, cancel),
                    actor.AccountId,
                    await rows.ListAsync<WhoMay>(cancel),
                    Page<WhoDid>.Of(
                        await rows.ListAsync<WhoDid>(cancel),
                        PageSize,
                        last => new AccessKey(asked.Zone.DateThere(last.Since), last.Mark, last.Id).ToString()
                    ),
                    await rows.OneAsync<bool>(cancel),
                    await rows.ListAsync<GrantView>(cancel),
                    await rows.ListAsync<InvitationView>(cancel)
                ),
            cancel
        );
    }

    private static string[] Actions(Reading reading) =>
        [.. AuditedAction.All.Values.Where(action => action.Reads == reading).Select(action => action.Action)];
}
