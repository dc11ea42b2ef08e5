using Npgsql;

namespace CareCoord.Accounts;

/// <summary>
/// Counts attempts to sign in before they are checked, in one statement each, so that many at once are no more than one after another. Five
/// wrong ones make the account rest for 15 minutes. A sign-in that is open goes on.
/// </summary>
public sealed class SignInAttempts(NpgsqlDataSource database, TimeProvider clock)
{
    public const int Most = 5;
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan CodesKept = TimeSpan.FromMinutes(10);

    /// <summary>Counts an attempt; false where the account rests and nothing is to be checked.</summary>
    public async Task<bool> CountAsync(Guid accountId, CancellationToken cancel) =>
        await AskAsync(
            """
            update accounts
            set access_failed_count = case when access_failed_count + 1 >= $4 then 0 else access_failed_count + 1 end,
                lockout_end = case when access_failed_count + 1 >= $4 then $3 else lockout_end end
            where id = $1 and (lockout_end is null or lockout_end <= $2)
            returning true
            """,
            cancel,
            accountId,
            clock.GetUtcNow(),
            clock.GetUtcNow() + Rest,
            Most
        );

    /// <summary>The attempt was right, and signs in: nothing counts any more.</summary>
    public Task RightAsync(Guid accountId, CancellationToken cancel) =>
        AskAsync("update accounts set access_failed_count = 0, lockout_end = null where id = $1", cancel, accountId);

    /// <summary>The password was right, but a second step is still to come: only this attempt does not count.</summary>
    public Task HalfRightAsync(Guid accountId, CancellationToken cancel) =>
        AskAsync("update accounts set access_failed_count = greatest(access_failed_count - 1, 0) where id = $1", cancel, accountId);

    /// <summary>Takes a code of the second step; false where it was taken before, for each signs in once.</summary>
    public async Task<bool> TakeCodeAsync(Guid accountId, string code, CancellationToken cancel)
    {
        await AskAsync(
            "delete from account_used_codes where account_id = $1 and used_at < $2",
            cancel,
            accountId,
            clock.GetUtcNow() - CodesKept
        );
        return await AskAsync(
            "insert into account_used_codes values ($1, $2, $3) on conflict do nothing returning true",
            cancel,
            accountId,
            code,
            clock.GetUtcNow()
        );
    }

    private async Task<bool> AskAsync(string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(cancel) is true;
    }
}
