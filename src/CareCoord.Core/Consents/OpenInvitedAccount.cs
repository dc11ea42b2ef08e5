using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.AspNetCore.Identity;

namespace CareCoord.Consents;

/// <summary>
/// The account that somebody makes by the link of an invitation; its address is the invited one, and confirmed by the link.
/// </summary>
public sealed record InvitedAccount(
    string? Token,
    [property: Sentence(OpenInvitedAccount.SayName, ProxyInvitation.LongestName)] string? Name,
    string? Password,
    string? TimeZone
);

/// <summary>
/// Makes the account of a person who was invited, with the caregiver's hat. It sees nobody until the invitation is accepted.
/// </summary>
public sealed class OpenInvitedAccount(ActorDbs databases, IPasswordHasher<Account> hasher, TimeProvider clock)
{
    public const string SayName = "Enter your name.";

    /// <summary>
    /// The account, for nobody who is signed in. Throws <see cref="RuleBroken"/> where the link opens no invitation, the address has an
    /// account already, or the password is weak.
    /// </summary>
    public async Task<Account> RunAsync(Actor asker, InvitedAccount request, CancellationToken cancel)
    {
        if (!asker.IsPortal)
            throw new NotFound();
        Checked.Of(request);
        var zone = TimeZones.Chosen(request.TimeZone);
        var hash = InvitationToken.Hash(request.Token);
        await using var db = await databases.OpenAsync(asker, cancel);
        var invited =
            (await db.AskAsync<Invited>($"""select email as "Email" from app.invitation_of({hash})""", cancel)).SingleOrDefault()
            ?? throw new RuleBroken(InvitationText.NotOpen);

        var account = Make(invited.Email, OneLine.Said(request.Name, SayName), zone);
        if (PasswordRules.Broken(request.Password ?? "", account) is { } weak)
            throw new RuleBroken(weak);
        account.ChangePassword(hasher.HashPassword(account, request.Password!), isLong: true);
        var opened = await db.AnswerAsync<string>(
            $"""
            select app.open_invited_account({hash}, {account.Id}, {account.DisplayName}, {account.TimeZone}, {account.Language},
                                            {account.PasswordHash}, {account.SecurityStamp}) as "Value"
            """,
            cancel
        );
        if (opened == "taken")
            throw new RuleBroken("There is an account with this email address already. Sign in with it.");
        if (opened != "opened")
            throw new RuleBroken(InvitationText.NotOpen);
        await db.CommitAsync(cancel);
        return account;
    }

    private Account Make(string email, string name, string zone) =>
        new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            UserName = email,
            Email = email,
            DisplayName = name,
            TimeZone = zone,
            Language = "en-US",
        };

    private sealed record Invited(string Email);
}
