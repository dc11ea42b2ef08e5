using System.Security.Claims;
using CareCoord.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CareCoord.Web.SignIn;

/// <summary>Identity's sign-in, with a session row behind every cookie and the same work for accounts that do not exist.</summary>
public sealed class SessionSignIn(UserManager<Account> accounts, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Account> claims,
    IOptions<IdentityOptions> options, ILogger<SignInManager<Account>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation,
    SignInSessions sessions, IPasswordHasher<Account> hasher)
    : SignInManager<Account>(accounts, http, claims, options, log, schemes, confirmation)
{
    internal const string Stamp = "stamp";

    // Checked where there is no account, so that its absence costs what a wrong password costs.
    private static string? nobodysHash;

    /// <summary>Tries an e-mail address and a password. One answer stands for every refusal, so that nobody learns who has an account.</summary>
    public async Task<SignInResult> TryAsync(string email, string password, CancellationToken cancel)
    {
        var account = await UserManager.FindByEmailAsync(email);
        var result = SignInResult.Failed;
        if (account is null || await UserManager.IsLockedOutAsync(account))
            CheckNobody(password);
        else
            result = await PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
        if (!result.Succeeded && !result.RequiresTwoFactor)
            await sessions.RefusedAsync(account?.Id, cancel);
        return result;
    }

    /// <summary>Tries the code of the second step: of the authenticator app, or a recovery code, each of which works once.</summary>
    public async Task<bool> SecondStepAsync(string code, CancellationToken cancel)
    {
        var account = await GetTwoFactorAuthenticationUserAsync();
        if (account is null)
            return false;
        var plain = code.Replace(" ", "").Trim();
        var result = plain.Length == 6 && plain.All(char.IsAsciiDigit)
            ? await TwoFactorAuthenticatorSignInAsync(plain, isPersistent: false, rememberClient: false)
            : await TwoFactorRecoveryCodeSignInAsync(plain);
        if (!result.Succeeded)
            await sessions.RefusedAsync(account.Id, cancel);
        return result.Succeeded;
    }

    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var (session, ownPatient) = await sessions.StartAsync(user, Context.RequestAborted);
        await WriteCookieAsync(session, user, ownPatient, authenticationProperties);
    }

    /// <summary>Writes the cookie of the sign-in at hand anew, after the account's security stamp has changed.</summary>
    public Task RenewAsync(Me me, Account account) => WriteCookieAsync(me.SessionId, account, me.OwnPatientId, null);

    private async Task WriteCookieAsync(Guid session, Account account, Guid? ownPatient, AuthenticationProperties? properties)
    {
        var identity = new ClaimsIdentity(
            [new(Me.Session, session.ToString()), new(Stamp, account.SecurityStamp!), new(ClaimTypes.NameIdentifier, account.Id.ToString())], AuthenticationScheme);
        if (ownPatient is { } own)
            identity.AddClaim(new(Me.OwnPatient, own.ToString()));
        await Context.SignInAsync(AuthenticationScheme, new ClaimsPrincipal(identity), properties ?? new());
    }

    private void CheckNobody(string password)
    {
        var nobody = new Account { DisplayName = "", TimeZone = "", Language = "" };
        nobodysHash ??= hasher.HashPassword(nobody, "nobody signs in with this");
        hasher.VerifyHashedPassword(nobody, nobodysHash, password);
    }
}
