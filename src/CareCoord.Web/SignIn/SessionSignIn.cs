using System.Net;
using System.Security.Claims;
using CareCoord.Access;
using CareCoord.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CareCoord.Web.SignIn;

/// <summary>Identity's sign-in, with a session row behind every cookie and the same work for accounts that do not exist.</summary>
public sealed class SessionSignIn(
    UserManager<Account> accounts,
    IHttpContextAccessor http,
    IUserClaimsPrincipalFactory<Account> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Account> confirmation,
    SignInSessions sessions,
    SignInAttempts attempts,
    IPasswordHasher<Account> hasher
) : SignInManager<Account>(accounts, http, claims, options, log, schemes, confirmation)
{
    // Checked where there is no account, so that its absence costs what a wrong password costs.
    private static string? nobodysHash;

    private IPAddress? Address => Context.Connection.RemoteIpAddress;

    /// <summary>Signs somebody in who has proved who they are in this way.</summary>
    public Task SignInAsync(Account account, SignInWay way) => SignInAsync(account, isPersistent: false, way.ToString());

    /// <summary>
    /// Tries an e-mail address and a password. One answer stands for every refusal, so that nobody learns who has an account.
    /// </summary>
    public async Task<SignInResult> TryAsync(string email, string password, CancellationToken cancel)
    {
        var account = await UserManager.FindByEmailAsync(email);
        if (account is null || !await attempts.CountAsync(account.Id, cancel))
            CheckNobody(password);
        else if (await UserManager.CheckPasswordAsync(account, password))
            return await RightPasswordAsync(account, cancel);
        await sessions.RefusedAsync(account?.Id, Address, cancel);
        return SignInResult.Failed;
    }

    /// <summary>Whether this is the password of an account that is signed in; wrong ones count like wrong sign-ins.</summary>
    public async Task<bool> IsPasswordAsync(Account account, string password, CancellationToken cancel)
    {
        if (!await attempts.CountAsync(account.Id, cancel) || !await UserManager.CheckPasswordAsync(account, password))
            return false;
        await attempts.RightAsync(account.Id, cancel);
        return true;
    }

    /// <summary>Tries the code of the second step: of the authenticator app, or a recovery code, each of which works once.</summary>
    public async Task<bool> SecondStepAsync(string code, CancellationToken cancel)
    {
        if (await GetTwoFactorAuthenticationUserAsync() is not { } account)
            return false;
        if (!await attempts.CountAsync(account.Id, cancel) || !await IsCodeAsync(account, code.Replace(" ", ""), cancel))
        {
            await sessions.RefusedAsync(account.Id, Address, cancel);
            return false;
        }

        await attempts.RightAsync(account.Id, cancel);
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await SignInAsync(account, SignInWay.SecondFactor);
        return true;
    }

    private async Task<SignInResult> RightPasswordAsync(Account account, CancellationToken cancel)
    {
        var result = await SignInOrTwoFactorAsync(account, isPersistent: false);
        await (result.RequiresTwoFactor ? attempts.HalfRightAsync(account.Id, cancel) : attempts.RightAsync(account.Id, cancel));
        return result;
    }

    private async Task<bool> IsCodeAsync(Account account, string code, CancellationToken cancel) =>
        code.Length == 6 && code.All(char.IsAsciiDigit)
            ? await UserManager.VerifyTwoFactorTokenAsync(account, Options.Tokens.AuthenticatorTokenProvider, code)
                && await attempts.TakeCodeAsync(account.Id, code, cancel)
            : (await UserManager.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded;

    public override async Task SignInWithClaimsAsync(
        Account user,
        AuthenticationProperties? authenticationProperties,
        IEnumerable<Claim> additionalClaims
    )
    {
        var way = Enum.TryParse<SignInWay>(
            additionalClaims.FirstOrDefault(claim => claim.Type == ClaimTypes.AuthenticationMethod)?.Value,
            out var said
        )
            ? said
            : SignInWay.Password;
        var (session, ownPatient) = await sessions.StartAsync(user, way, Address, Context.RequestAborted);
        var identity = new ClaimsIdentity(
            [new(Me.Session, session.ToString()), new(Me.Stamp, user.SecurityStamp!), new(ClaimTypes.NameIdentifier, user.Id.ToString())],
            AuthenticationScheme
        );
        if (ownPatient is { } own)
            identity.AddClaim(new(Me.OwnPatient, own.ToString()));
        await Context.SignInAsync(AuthenticationScheme, new ClaimsPrincipal(identity), authenticationProperties ?? new());
    }

    private void CheckNobody(string password)
    {
        var nobody = new Account
        {
            DisplayName = "",
            TimeZone = "",
            Language = "",
        };
        nobodysHash ??= hasher.HashPassword(nobody, "nobody signs in with this");
        hasher.VerifyHashedPassword(nobody, nobodysHash, password);
    }
}
