using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace CareCoord.Web.SignIn;

/// <summary>
/// Identity's store of the second step. It keeps nothing but within an act of the account's own person, in its transaction. Keys and
/// recovery codes are encrypted: who reads the database cannot make codes.
/// </summary>
public sealed class AccountStore(AccountSecrets secrets, IDataProtectionProvider protection)
    : IUserTwoFactorStore<Account>,
        IUserAuthenticatorKeyStore<Account>,
        IUserTwoFactorRecoveryCodeStore<Account>
{
    private const string Key = "AuthenticatorKey";
    private const string Codes = "RecoveryCodes";
    private const char Between = ';';

    private readonly IDataProtector protector = protection.CreateProtector("CareCoord.AccountTokens");

    // The stamp that each account had when it was read, or last kept.
    private readonly Dictionary<Account, string> stamps = [];
    private ActorDb? act;

    /// <summary>Does something of an act: what is kept meanwhile is part of it.</summary>
    public async Task<T> WithinAsync<T>(ActorDb of, Func<Task<T>> work)
    {
        act = of;
        try
        {
            return await work();
        }
        finally
        {
            act = null;
        }
    }

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(userId, out var id) || await secrets.FindAsync(Actor.Portal, id, cancellationToken) is not { } account)
            return null;
        stamps[account] = account.SecurityStamp!;
        return account;
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        await AccountSecrets.KeepAsync(Act, user, stamps.GetValueOrDefault(user, user.SecurityStamp!), cancellationToken);
        stamps[user] = user.SecurityStamp!;
        return IdentityResult.Success;
    }

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken)
    {
        user.TurnSecondStep(enabled);
        return Task.CompletedTask;
    }

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.TwoFactorEnabled);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        AccountSecrets.KeepTokenAsync(Act, Key, protector.Protect(key), cancellationToken);

    public async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        await ReadAsync(user, Key, cancellationToken);

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        string.Join(Between, recoveryCodes) is { Length: > 0 } codes
            ? AccountSecrets.KeepTokenAsync(Act, Codes, protector.Protect(codes), cancellationToken)
            : AccountSecrets.KeepTokenAsync(Act, Codes, null, cancellationToken);

    /// <summary>Takes a recovery code; false where it is none, or was taken before.</summary>
    public async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var codes = await CodesAsync(user, cancellationToken);
        if (!codes.Contains(code))
            return false;
        await ReplaceCodesAsync(user, codes.Where(one => one != code), cancellationToken);
        return true;
    }

    public async Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) =>
        (await CodesAsync(user, cancellationToken)).Length;

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.UserName);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.NormalizedUserName);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.NormalizedUserName = normalizedName;
        return Task.CompletedTask;
    }

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw NotHere();

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw NotHere();

    public void Dispose() { }

    private ActorDb Act => act ?? throw new InvalidOperationException("An account is changed only within an act that is audited.");

    private static NotSupportedException NotHere() =>
        new("Accounts are opened by their invitation, found by the try that is counted, and keep their address.");

    private async Task<string[]> CodesAsync(Account user, CancellationToken cancel) =>
        await ReadAsync(user, Codes, cancel) is { } codes ? codes.Split(Between) : [];

    private async Task<string?> ReadAsync(Account user, string name, CancellationToken cancel)
    {
        var kept = act is { } db
            ? await AccountSecrets.HoldTokenAsync(db, user.Id, name, cancel)
            : await secrets.TokenAsync(user.Id, name, cancel);
        return kept is null ? null : protector.Unprotect(kept);
    }
}
