using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Accounts;

/// <summary>The administrator's home: how many people hold each hat, and a page of accounts; nothing of any record.</summary>
public sealed record AccountsView(IReadOnlyList<HatCount> Hats, int Resting, Page<AccountRow> Accounts);

/// <summary>How many accounts hold a hat.</summary>
public sealed record HatCount(Hat Hat, int Accounts);

/// <summary>One account: who, which hats, whether it rests after wrong passwords, and whether a second factor guards it.</summary>
public sealed record AccountRow(Guid Id, string Name, string Email, IReadOnlyList<Hat> Hats, DateTimeOffset? RestsUntil, bool SecondFactor);

/// <summary>How patients and colleagues reach somebody.</summary>
public sealed record ContactView(string? Phone, string? BestWayToReach);

/// <summary>Reads the accounts, for administrators, and one's own.</summary>
public sealed class AccountQueries(RecordReader records, ActorDbs databases)
{
    private const int PageSize = 50;

    private const string Counts = "select hat, count(*)::integer as accounts from account_hats group by hat order by hat";

    private const string Resting = "select app.resting_accounts()";

    private const string List = "select id, name, email, hats, rests_until, second_factor from app.account_list($1::uuid, $2)";

    /// <summary>How the asker is reached. Throws <see cref="NotFound"/> where they have no account.</summary>
    public async Task<ContactView> ContactAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(actor, cancel);
        var contact =
            await db.Set<Account>()
                .Where(a => a.Id == actor.AccountId)
                .Select(a => new ContactView(a.PhoneNumber, a.BestWayToReach))
                .SingleOrDefaultAsync(cancel)
            ?? throw new NotFound();
        await db.AuditAsync(AccountAccess.ReadContact, cancel);
        await db.CommitAsync(cancel);
        return contact;
    }

    /// <summary>
    /// The page after the last account of the page before. Throws <see cref="NotFound"/> for anyone but an administrator.
    /// </summary>
    public Task<AccountsView> AccountsAsync(Actor actor, string? after, CancellationToken cancel)
    {
        if (actor.Hat != Hat.Administrator)
            throw new NotFound();
        Guid? key = Guid.TryParse(after, out var id) ? id : null;
        Sql[] content = [new(Counts), new(Resting), new(List, key, PageSize + 1)];
        return records.ReadListAsync(
            actor,
            AccountAccess.ReadAll,
            content,
            async rows =>
            {
                var hats = await rows.ListAsync<HatCount>(cancel);
                var resting = await rows.OneAsync<int>(cancel);
                var accounts = await rows.ListAsync<AccountRow>(cancel);
                return new AccountsView(hats, resting, Page<AccountRow>.Of(accounts, PageSize, last => last.Id.ToString()));
            },
            cancel
        );
    }
}
