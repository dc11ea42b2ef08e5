using CareCoord.Access;
using CareCoord.Data;

namespace CareCoord.Accounts;

/// <summary>
/// Counts tries to prove an account before they are checked, and keeps them in the audit. Five wrong ones make the account rest for 15
/// minutes. A sign-in that is open goes on.
/// </summary>
public sealed class SignInAttempts(ActorDbs databases)
{
    public const int Most = 5;
    public const int RestMinutes = 15;

    /// <summary>Codes of the second step are remembered this long; none is valid longer.</summary>
    public const int CodesKeptMinutes = 10;

    /// <summary>
    /// Counts a try to sign in at an e-mail address, for the portal. The same is done where nobody has it, and where the account rests.
    /// </summary>
    public async Task<TriedAccount> ByEmailAsync(Actor portal, string emailKey, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(portal, cancel);
        var tried = await SecretsRow.AskAsync(db, $"app.try_sign_in({emailKey})", cancel);
        await db.CommitAsync(cancel);
        return TriedAccount.Of(tried!);
    }

    /// <summary>Counts a try at an account: the portal’s for who signs in, or the asker’s at their own.</summary>
    public async Task<TriedAccount> OfAsync(Actor asker, Guid accountId, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        var tried = await SecretsRow.AskAsync(db, $"app.try_account({accountId})", cancel);
        await db.CommitAsync(cancel);
        return TriedAccount.Of(tried!);
    }

    /// <summary>The try was right, and something comes of it in this transaction: nothing counts any more.</summary>
    public Task RightAsync(ActorDb db, Guid accountId, CancellationToken cancel) =>
        db.ExecuteAsync($"select app.tried_right({accountId}, false)", cancel);

    /// <summary>The password was right, but a second step is still to come: only this try does not count.</summary>
    public async Task HalfRightAsync(Actor portal, Guid accountId, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(portal, cancel);
        await db.AuditAsync(AccountAccess.AskSecondStep, [], "account", accountId, cancel);
        await db.ExecuteAsync($"select app.tried_right({accountId}, true)", cancel);
        await db.CommitAsync(cancel);
    }

    /// <summary>Takes a code of the asker’s second step; false where it was taken before, for each proves once.</summary>
    public Task<bool> TakeCodeAsync(ActorDb db, string code, CancellationToken cancel) =>
        db.AnswerAsync<bool>($"select app.take_code({code}) as \"Value\"", cancel);
}

/// <summary>A try that was counted: at whose account, and what it is checked with; nothing where that rests or is nobody’s.</summary>
public sealed record TriedAccount(Guid? AccountId, Account? Account)
{
    internal static TriedAccount Of(SecretsRow row) => new(row.Tried, row.ToAccount());
}
