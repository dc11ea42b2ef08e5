using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Data;
using CareCoord.Shared;
using CareCoord.Web.Shell;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Identity;

namespace CareCoord.Web.Accounts;

/// <summary>
/// What people do to the safety of their own account: password and second step. Each act is one transaction. It holds what changes, its
/// entry in the audit, the end of every sign-in, and the new one of the person at hand.
/// </summary>
public sealed class AccountSecurity(
    UserManager<Account> accounts,
    AccountStore store,
    IPasswordHasher<Account> hasher,
    ActorDbs databases,
    SessionSignIn signIn,
    SignInSessions sessions,
    SignInAttempts attempts
)
{
    private const int RecoveryCodes = 10;
    private const string NoFit = "That code does not fit. Codes change every 30 seconds: enter the newest one.";
    private const string NotRight = "That password is not right. Enter the one you sign in with.";

    /// <summary>
    /// Changes the password; returns what is wrong, in a sentence, or null. Wrong current passwords count toward the lockout.
    /// </summary>
    public async Task<string?> ChangePasswordAsync(Me me, string current, string wanted, CancellationToken cancel)
    {
        var account = await FindAsync(me);
        if (PasswordRules.Broken(wanted, account) is { } weak)
            return weak;
        if (!await signIn.IsPasswordAsync(me.Actor, current, cancel))
            return "The password you use now is not right. Enter it again.";
        account.ChangePassword(hasher.HashPassword(account, wanted), wanted.EnumerateRunes().Count() >= PasswordRules.Long);
        return await Refusal.OfAsync(() =>
            ActAsync(me, account, AccountAccess.ChangePassword, me.From.Way ?? SignInWay.Password, _ => Task.CompletedTask, cancel)
        );
    }

    /// <summary>The address that somebody signs in with.</summary>
    public async Task<string> EmailAsync(Me me) => (await FindAsync(me)).Email!;

    /// <summary>Whether a second step guards the account, and otherwise the key to set one up with.</summary>
    public async Task<(bool On, string Key, int CodesLeft)> SecondStepAsync(Me me, CancellationToken cancel)
    {
        var account = await FindAsync(me);
        if (account.TwoFactorEnabled)
            return (true, "", await accounts.CountRecoveryCodesAsync(account));
        if (await accounts.GetAuthenticatorKeyAsync(account) is { Length: > 0 } kept)
            return (false, kept, 0);
        await using var act = await databases.OpenAsync(me.Actor, cancel);
        await act.AuditAsync(AccountAccess.PrepareSecondStep, [], "account", me.AccountId, cancel);
        var key = await store.WithinAsync(
            act,
            async () =>
            {
                // Of two pages that are opened at once, the second shows the key of the first.
                if (await store.GetAuthenticatorKeyAsync(account, cancel) is { Length: > 0 } first)
                    return first;
                var fresh = accounts.GenerateNewAuthenticatorKey();
                await store.SetAuthenticatorKeyAsync(account, fresh, cancel);
                return fresh;
            }
        );
        await act.CommitAsync(cancel);
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
        if (account.TwoFactorEnabled)
            return (null, "The second step is on already.");
        var typed = code.Replace(" ", "");
        if (!SessionSignIn.IsOfTheApp(typed) || !await signIn.FitsAsync(account, typed))
            return (null, NoFit);
        if (!await signIn.IsPasswordAsync(me.Actor, password, cancel))
            return (null, NotRight);
        account.TurnSecondStep(on: true);
        IReadOnlyList<string> codes = [];
        var problem = await Refusal.OfAsync(() =>
            ActAsync(
                me,
                account,
                AccountAccess.SecondStepOn,
                SignInWay.SecondFactor,
                async act =>
                {
                    if (!await attempts.TakeCodeAsync(act, typed, cancel))
                        throw new RuleBroken(NoFit);
                    codes = [.. (await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes))!];
                },
                cancel
            )
        );
        return problem is null ? (codes, null) : (null, problem);
    }

    /// <summary>Turns the second step off; returns what stands against it, or null. A short password needs it.</summary>
    public async Task<string?> TurnOffAsync(Me me, string password, CancellationToken cancel)
    {
        var account = await FindAsync(me);
        if (!await signIn.IsPasswordAsync(me.Actor, password, cancel))
            return NotRight;
        if (!account.HasLongPassword)
        {
            await using var kept = await databases.OpenAsync(me.Actor, cancel);
            await kept.AuditAsync(AccountAccess.SecondStepKept, [], "account", account.Id, cancel);
            await attempts.RightAsync(kept, account.Id, cancel);
            await kept.CommitAsync(cancel);
            return $"Your password has fewer than {PasswordRules.Long} characters, so it needs the second step. "
                + "Change your password to a longer one first.";
        }

        account.TurnSecondStep(on: false);
        return await Refusal.OfAsync(() =>
            ActAsync(
                me,
                account,
                AccountAccess.SecondStepOff,
                SignInWay.Password,
                async act =>
                {
                    await store.SetAuthenticatorKeyAsync(account, accounts.GenerateNewAuthenticatorKey(), cancel);
                    await store.ReplaceCodesAsync(account, [], cancel);
                },
                cancel
            )
        );
    }

    private async Task<Account> FindAsync(Me me) => await accounts.FindByIdAsync(me.AccountId.ToString()) ?? throw new NotFound();

    // All sign-ins end, with whatever lives on a copy of their cookies; the person at hand gets a new one.
    private async Task ActAsync(
        Me me,
        Account account,
        AuditedAction why,
        SignInWay way,
        Func<ActorDb, Task> change,
        CancellationToken cancel
    )
    {
        SignInStarted started;
        await using (var act = await databases.OpenAsync(me.Actor, cancel))
        {
            await act.AuditAsync(why, [], "account", account.Id, cancel);
            await store.WithinAsync(
                act,
                async () =>
                {
                    await change(act);
                    return await store.UpdateAsync(account, cancel);
                }
            );
            await attempts.RightAsync(act, account.Id, cancel);
            await sessions.EndAllAsync(act, cancel);
            started = await sessions.StartAsync(act, account.Id, way, me.From.Address, cancel);
            await act.CommitAsync(cancel);
        }

        await signIn.GiveCookieAsync(account, started);
    }
}
