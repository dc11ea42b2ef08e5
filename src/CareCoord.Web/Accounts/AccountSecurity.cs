using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Identity;

namespace CareCoord.Web.Accounts;

/// <summary>
/// What people do to the safety of their own account: password and second step. Each act is audited and ends other sign-ins.
/// </summary>
public sealed class AccountSecurity(UserManager<Account> accounts, IUserStore<Account> store, SessionSignIn signIn, SignInSessions sessions)
{
    private const int RecoveryCodes = 10;

    /// <summary>
    /// Changes the password; returns what is wrong, in sentences, or nothing. Wrong current passwords count toward the lockout.
    /// </summary>
    public async Task<IReadOnlyList<string>> ChangePasswordAsync(Me me, string current, string wanted, CancellationToken cancel)
    {
        var account = await FindAsync(me);
        if (!await signIn.IsPasswordAsync(account, current, cancel))
            return ["The password you use now is not right. Enter it again."];
        account.HasLongPassword = wanted.EnumerateRunes().Count() >= PasswordRules.Long;
        var result = await accounts.ChangePasswordAsync(account, current, wanted);
        if (!result.Succeeded)
            return [.. result.Errors.Select(error => error.Description).Distinct()];
        await SignInAfreshAsync(me, account, me.From.Way ?? SignInWay.Password, AccountAccess.ChangePassword, cancel);
        return [];
    }

    /// <summary>Whether a second step guards the account, and otherwise the key to set one up with.</summary>
    public async Task<(bool On, string Key, int CodesLeft)> SecondStepAsync(Me me)
    {
        var account = await FindAsync(me);
        if (account.TwoFactorEnabled)
            return (true, "", await accounts.CountRecoveryCodesAsync(account));
        if (await accounts.GetAuthenticatorKeyAsync(account) is { Length: > 0 } kept)
            return (false, kept, 0);
        // Not by the account manager's own way: that changes the security stamp, and so would end this sign-in by a look at the page.
        var key = accounts.GenerateNewAuthenticatorKey();
        await ((IUserAuthenticatorKeyStore<Account>)store).SetAuthenticatorKeyAsync(account, key, CancellationToken.None);
        await accounts.UpdateAsync(account);
        return (false, key, 0);
    }

    /// <summary>
    /// Turns the second step on, where the password proves the person and the code that the app is set up. It returns the recovery codes,
    /// or what is wrong.
    /// </summary>
    public async Task<(IReadOnlyList<string>? Codes, string? Problem)> TurnOnAsync(
        Me me,
        string password,
        string code,
        CancellationToken cancel
    )
    {
        var account = await FindAsync(me);
        if (!await signIn.IsPasswordAsync(account, password, cancel))
            return (null, "That password is not right. Enter the one you sign in with.");
        if (!await accounts.VerifyTwoFactorTokenAsync(account, accounts.Options.Tokens.AuthenticatorTokenProvider, code.Replace(" ", "")))
            return (null, "That code does not fit. Codes change every 30 seconds: enter the newest one.");
        await accounts.SetTwoFactorEnabledAsync(account, true);
        var codes = await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes);
        await SignInAfreshAsync(me, account, SignInWay.SecondFactor, AccountAccess.SecondStepOn, cancel);
        return ([.. codes!], null);
    }

    /// <summary>Turns the second step off; returns what stands against it, or null. A short password needs it.</summary>
    public async Task<string?> TurnOffAsync(Me me, string password, CancellationToken cancel)
    {
        var account = await FindAsync(me);
        if (!await signIn.IsPasswordAsync(account, password, cancel))
            return "That password is not right. Enter the one you sign in with.";
        if (!account.HasLongPassword)
            return $"Your password has fewer than {PasswordRules.Long} characters, so it needs the second step. "
                + "Change your password to a longer one first.";
        await accounts.SetTwoFactorEnabledAsync(account, false);
        await accounts.ResetAuthenticatorKeyAsync(account);
        await SignInAfreshAsync(me, account, SignInWay.Password, AccountAccess.SecondStepOff, cancel);
        return null;
    }

    private async Task<Account> FindAsync(Me me) => await accounts.FindByIdAsync(me.AccountId.ToString()) ?? throw new Shared.NotFound();

    // All sign-ins end, with whatever lives on a copy of their cookies; the person at hand gets a new one.
    private async Task SignInAfreshAsync(Me me, Account account, SignInWay way, AuditedAction why, CancellationToken cancel)
    {
        await sessions.EndAllAsync(me.Actor, why, cancel);
        await signIn.SignInAsync(account, way);
    }
}
