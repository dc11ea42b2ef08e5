using System.Net;
using System.Security.Claims;
using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CareCoord.Web.SignIn;

/// <summary>
/// Identity's sign-in, with a session row behind every cookie and the same work for accounts that do not exist. A try is counted in one
/// transaction; what comes of it, all of it with its entry in the audit, is another.
/// </summary>
public sealed class SessionSignIn(
    UserManager<Account> accounts,
    IHttpContextAccessor http,
    IUserClaimsPrincipalFactory<Account> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Account> confirmation,
    ActorDbs databases,
    SignInSessions sessions,
    SignInAttempts attempts,
    AccountStore store,
    IPasswordHasher<Account> hasher
) : SignInManager<Account>(accounts, http, claims, options, log, schemes, confirmation)
{
    // Checked where there is no account, so that its absence costs what a wrong password costs.
    private static string? nobodysHash;

    private IPAddress? Address => Context.Connection.RemoteIpAddress;

    private Actor Portal => Actor.Portal with { From = Origin.At(Address) };

    /// <summary>Signs somebody in who has proved who they are in this way.</summary>
    public Task SignInAsync(Account account, SignInWay way, CancellationToken cancel) =>
        SignInAsync(account, way, _ => Task.FromResult(true), cancel);

    /// <summary>
    /// Tries an e-mail address and a password. One answer stands for every refusal, so that nobody learns who has an account.
    /// </summary>
    public async Task<SignInResult> TryAsync(string email, string password, CancellationToken cancel)
    {
        var tried = await attempts.ByEmailAsync(Portal, UserManager.NormalizeEmail(email), cancel);
        var checkedAs = Check(tried.Account, password);
        if (tried.Account is not { } account || checkedAs == PasswordVerificationResult.Failed)
        {
            await sessions.RefusedAsync(tried.AccountId, Address, cancel);
            return SignInResult.Failed;
        }

        if (account.TwoFactorEnabled)
        {
            await attempts.HalfRightAsync(Portal, account.Id, cancel);
            return await SignInOrTwoFactorAsync(account, isPersistent: false);
        }

        var rehashed = checkedAs == PasswordVerificationResult.SuccessRehashNeeded;
        if (rehashed)
            account.PasswordHash = hasher.HashPassword(account, password);
        await SignInAsync(
            account,
            SignInWay.Password,
            async db =>
            {
                await attempts.RightAsync(db, account.Id, cancel);
                if (rehashed)
                    await AccountSecrets.KeepAsync(db, account, account.SecurityStamp!, cancel);
                return true;
            },
            cancel
        );
        return SignInResult.Success;
    }

    /// <summary>Whether this is the password of the asker's own account; wrong ones count like wrong sign-ins.</summary>
    public async Task<bool> IsPasswordAsync(Actor asker, string password, CancellationToken cancel) =>
        Check((await attempts.OfAsync(asker, asker.AccountId, cancel)).Account, password) != PasswordVerificationResult.Failed;

    /// <summary>Tries the code of the second step: of the authenticator app, or a recovery code, each of which works once.</summary>
    public async Task<bool> SecondStepAsync(string code, CancellationToken cancel)
    {
        if (await GetTwoFactorAuthenticationUserAsync() is not { } account)
            return false;
        var counted = await attempts.OfAsync(Portal, account.Id, cancel);
        var typed = code.Replace(" ", "");
        var signedIn =
            counted.Account is not null
            && (!IsOfTheApp(typed) || await FitsAsync(account, typed))
            && await SignInAsync(
                account,
                SignInWay.SecondFactor,
                async db =>
                {
                    await attempts.RightAsync(db, account.Id, cancel);
                    return IsOfTheApp(typed)
                        ? await attempts.TakeCodeAsync(db, typed, cancel)
                        : await store.WithinAsync(db, () => store.RedeemCodeAsync(account, typed, cancel));
                },
                cancel
            );
        if (!signedIn)
            await sessions.RefusedAsync(account.Id, Address, cancel);
        else
            await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        return signedIn;
    }

    /// <summary>Whether something typed is a code as the authenticator app shows it, in the one way in which it is written.</summary>
    internal static bool IsOfTheApp(string typed) => typed.Length == 6 && typed.All(char.IsAsciiDigit);

    /// <summary>Whether a code of the app fits at this moment; it is still to be taken.</summary>
    internal Task<bool> FitsAsync(Account account, string code) =>
        UserManager.VerifyTwoFactorTokenAsync(account, Options.Tokens.AuthenticatorTokenProvider, code);

    /// <summary>Gives this browser the cookie of a sign-in that has begun.</summary>
    internal Task GiveCookieAsync(Account account, SignInStarted started, AuthenticationProperties? properties = null)
    {
        var identity = new ClaimsIdentity(
            [
                new(Me.Session, started.SessionId.ToString()),
                new(Me.Stamp, account.SecurityStamp!),
                new(ClaimTypes.NameIdentifier, account.Id.ToString()),
            ],
            AuthenticationScheme
        );
        if (started.OwnPatientId is { } own)
            identity.AddClaim(new(Me.OwnPatient, own.ToString()));
        return Context.SignInAsync(AuthenticationScheme, new ClaimsPrincipal(identity), properties ?? new());
    }

    public override Task SignInWithClaimsAsync(
        Account user,
        AuthenticationProperties? authenticationProperties,
        IEnumerable<Claim> additionalClaims
    ) => throw new NotSupportedException("A sign-in begins by what proves it, and never by half of that.");

    // All or nothing: the sign-in that this browser had ends, another begins, what proves the person is taken, and each is in the audit.
    private async Task<bool> SignInAsync(Account account, SignInWay way, Func<ActorDb, Task<bool>> proof, CancellationToken cancel)
    {
        SignInStarted started;
        await using (var db = await databases.OpenAsync(Portal, cancel))
        {
            if (Me.Of(Context.User) is { } former)
                await sessions.EndFormerAsync(db, former.Actor, cancel);
            started = await sessions.StartAsync(db, account.Id, way, Address, cancel);
            if (!await proof(db))
                return false;
            await db.CommitAsync(cancel);
        }

        await GiveCookieAsync(account, started);
        return true;
    }

    // One check of a hash, whoever it is.
    private PasswordVerificationResult Check(Account? account, string password)
    {
        var nobody = new Account
        {
            DisplayName = "",
            TimeZone = "",
            Language = "",
        };
        nobodysHash ??= hasher.HashPassword(nobody, "nobody signs in with this");
        var answer = hasher.VerifyHashedPassword(account ?? nobody, account?.PasswordHash ?? nobodysHash, password);
        return account?.PasswordHash is null ? PasswordVerificationResult.Failed : answer;
    }
}
