using System.Security.Cryptography;
using CareCoord.Access;
using CareCoord.Data;

namespace CareCoord.Notifications;

/// <summary>
/// A mail that this process alone sends, until its claim runs out: that something is new for an account, or an invitation to an address.
/// </summary>
/// <param name="Name">What the account is called that has the address; null where none has.</param>
/// <param name="InvitedBy">What the patient who invites is called by; null where no patient invites.</param>
/// <param name="InvitationId">The invitation that it brings; null where it brings none.</param>
/// <param name="SealedToken">What the link of an invitation holds, sealed; it stands nowhere but in the mail once that is sent.</param>
public sealed record ClaimedMail(
    Guid Id,
    Guid Claim,
    int Attempts,
    Guid? AccountId,
    string? Name,
    string Email,
    string? InvitedBy,
    Guid? InvitationId,
    string? SealedToken
)
{
    // A record would else write all of it wherever it is printed.
    public override string ToString() => $"Mail {Id}";
}

/// <summary>The mails that wait, in the hands of the portal itself; the database's functions hold the rules of claiming.</summary>
public sealed class Outbox(ActorDbs databases, MailSecrets secrets)
{
    /// <summary>For how many days it is kept that a mail went or was given up.</summary>
    public const int KeptDays = 30;

    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(5);

    /// <summary>Makes one waiting mail of all that an account was told.</summary>
    public Task GatherAsync(CancellationToken cancel) => DoAsync($"select app.gather_mail()", cancel);

    /// <summary>Claims a mail that is due, or null where none is.</summary>
    public async Task<ClaimedMail?> ClaimAsync(CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(Actor.Portal, cancel);
        var claimed = await db.AskAsync<ClaimedMail>(
            $"""
            select id as "Id", claim as "Claim", attempts as "Attempts", account_id as "AccountId", name as "Name", email as "Email",
                   invited_by as "InvitedBy", invitation_id as "InvitationId", sealed_token as "SealedToken"
            from app.claim_mail({Hold})
            """,
            cancel
        );
        await db.CommitAsync(cancel);
        return claimed.SingleOrDefault();
    }

    /// <summary>
    /// What the link of an invitation holds; null where the mail is about something new. Throws <see cref="CryptographicException"/> where
    /// it cannot be unsealed.
    /// </summary>
    public string? TokenOf(ClaimedMail mail) =>
        mail is { SealedToken: { } made, InvitationId: { } invitation } ? secrets.Unseal(made, invitation) : null;

    /// <summary>The mail went out, or is given up.</summary>
    public Task EndAsync(ClaimedMail mail, string outcome, CancellationToken cancel) =>
        DoAsync($"select app.end_mail({mail.Id}, {mail.Claim}, {outcome})", cancel);

    /// <summary>The mail rests until its next try.</summary>
    public Task HoldAsync(ClaimedMail mail, TimeSpan rest, CancellationToken cancel) =>
        DoAsync($"select app.hold_mail({mail.Id}, {mail.Claim}, {rest})", cancel);

    private async Task DoAsync(FormattableString sql, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(Actor.Portal, cancel);
        await db.ExecuteAsync(sql, cancel);
        await db.CommitAsync(cancel);
    }
}
