using System.Runtime.CompilerServices;
using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Accounts;

/// <summary>
/// What proves an account: its password's hash, its stamp, the sealed key and codes of its second step. Read by the portal where somebody
/// signs in and by the person themself; kept in the transaction of the person's own act.
/// </summary>
public sealed class AccountSecrets(ActorDbs databases)
{
    /// <summary>The account; null where there is none.</summary>
    public async Task<Account?> FindAsync(Actor asker, Guid accountId, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        return (await SecretsRow.AskAsync(db, $"app.account_of({accountId})", cancel))?.ToAccount();
    }

    /// <summary>A sealed key or the sealed codes, as they stand; null where there is none.</summary>
    public async Task<string?> TokenAsync(Guid accountId, string name, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(Actor.Portal, cancel);
        return await db.AnswerAsync<string?>($"select app.account_token({accountId}, {name}, false) as \"Value\"", cancel);
    }

    /// <summary>The same within an act: until it ends nobody else changes what proves the account.</summary>
    public static Task<string?> HoldTokenAsync(ActorDb act, Guid accountId, string name, CancellationToken cancel) =>
        act.AnswerAsync<string?>($"select app.account_token({accountId}, {name}, true) as \"Value\"", cancel);

    /// <summary>Keeps a sealed key or sealed codes of the asker; null takes them away.</summary>
    public static Task KeepTokenAsync(ActorDb act, string name, string? value, CancellationToken cancel) =>
        act.ExecuteAsync($"select app.keep_token({name}, {value})", cancel);

    /// <summary>
    /// Keeps the asker's password and second step. Throws <see cref="RuleBroken"/> where they were changed since the account was read,
    /// which had the stamp <paramref name="was"/>.
    /// </summary>
    public static async Task KeepAsync(ActorDb act, Account account, string was, CancellationToken cancel)
    {
        act.DemandActs();
        var kept = await act.AnswerAsync<bool>(
            $"""
            select app.keep_account({was}, {account.SecurityStamp}, {account.PasswordHash}, {account.HasLongPassword},
                                    {account.TwoFactorEnabled}) as "Value"
            """,
            cancel
        );
        if (!kept)
            throw new RuleBroken(LostRace.Overtaken);
    }
}

/// <summary>An account as the functions of sign-in say it.</summary>
internal sealed record SecretsRow(
    Guid? Tried,
    Guid? Id,
    string? Email,
    string? Name,
    string? TimeZone,
    string? Language,
    string? PasswordHash,
    string? Stamp,
    bool? SecondStep,
    bool? HasLongPassword
)
{
    private const string Columns = """
        select tried as "Tried", id as "Id", email as "Email", display_name as "Name", time_zone as "TimeZone", language as "Language",
               password_hash as "PasswordHash", security_stamp as "Stamp", two_factor_enabled as "SecondStep",
               has_long_password as "HasLongPassword"
        from
        """;

    /// <summary>What one of these functions says; null where it says nothing.</summary>
    public static async Task<SecretsRow?> AskAsync(ActorDb db, FormattableString function, CancellationToken cancel) =>
        (
            await db.AskAsync<SecretsRow>(FormattableStringFactory.Create($"{Columns} {function.Format}", function.GetArguments()), cancel)
        ).SingleOrDefault();

    public Account? ToAccount() =>
        Id is not { } id
            ? null
            : new()
            {
                Id = id,
                UserName = Email,
                Email = Email,
                DisplayName = Name!,
                TimeZone = TimeZone!,
                Language = Language!,
                PasswordHash = PasswordHash,
                SecurityStamp = Stamp,
                TwoFactorEnabled = SecondStep!.Value,
                HasLongPassword = HasLongPassword!.Value,
            };
}
