using System.Net;
using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CareCoord.Accounts;

/// <summary>Who is signed in: the account, the hat they wear now, and those they may wear.</summary>
/// <param name="Preview">What they look at, where they look at what a caregiver sees; name, time zone and language are then the
/// caregiver's.</param>
public sealed record SignedIn(
    Guid SessionId,
    Guid AccountId,
    string Name,
    Hat Hat,
    IReadOnlyList<Hat> Hats,
    string TimeZone,
    string Language,
    string SecurityStamp,
    DateTimeOffset StartedAt,
    DateTimeOffset SeenAt,
    SignInWay SignedInBy,
    PreviewWorn? Preview = null
)
{
    /// <summary>How long it still lasts where nobody does anything.</summary>
    public TimeSpan IdleLeft(DateTimeOffset now) => SeenAt + SignInSessions.Idle - now;

    /// <summary>How long it still lasts, however busy it is.</summary>
    public TimeSpan LongestLeft(DateTimeOffset now) => StartedAt + SignInSessions.Longest - now;

    /// <summary>This sign-in as the asker, under a hat, from where its request came.</summary>
    public Actor As(Hat hat, IPAddress? address) => new(AccountId, hat) { From = new(SessionId, SignedInBy, address) };
}

/// <summary>Why a sign-in is no longer one.</summary>
public enum SignInEnd
{
    /// <summary>The person ended it, here or elsewhere, or it was ended for them.</summary>
    Ended,

    /// <summary>Nobody was there for <see cref="SignInSessions.Idle"/>.</summary>
    Idle,

    /// <summary>It had lasted <see cref="SignInSessions.Longest"/>.</summary>
    Longest,
}

/// <summary>The preview that a patient's sign-in wears: of whose account, if they have one, and until when.</summary>
public sealed record PreviewWorn(Guid? OfAccountId, DateTimeOffset Until);

/// <summary>
/// Starts, checks and ends sign-ins. A sign-in is a row here, which the cookie only names. Ending the row ends every copy of the cookie and
/// every page that lives on it.
/// </summary>
public sealed class SignInSessions(NpgsqlDataSource database, ActorDbs databases, TimeProvider clock)
{
    /// <summary>A sign-in ends after this long, however busy it is.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>A sign-in ends when nobody was there for this long.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    // That somebody is there is kept once in this time.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Starts a sign-in under the hat worn last, or the account's first; returns its id and the asker's own patient record, if they have
    /// one.
    /// </summary>
    public async Task<(Guid SessionId, Guid? OwnPatientId)> StartAsync(
        Account account,
        SignInWay signedInBy,
        IPAddress? address,
        CancellationToken cancel
    )
    {
        var hats = await HatsAsync(account.Id, cancel);
        if (hats.Count == 0)
            throw new RuleBroken("This account has nothing to do here yet. Ask your clinic to finish setting it up.");
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var hat = await WornLastAsync(account.Id, hats, cancel);
        var from = new Origin(id, signedInBy, address);
        await using (var db = await databases.OpenAsync(new Actor(account.Id, hat) { From = from }, cancel))
        {
            db.Set<SignInSession>().Add(SignInSession.Start(id, account.Id, hat, signedInBy, clock.GetUtcNow()));
            await db.AuditAsync(AccountAccess.SignIn, [], "account", account.Id, cancel);
            await db.SaveAsync(cancel);
            await db.CommitAsync(cancel);
        }

        if (!hats.Contains(Hat.Patient))
            return (id, null);
        await using var own = await databases.OpenAsync(new Actor(account.Id, Hat.Patient) { From = from }, cancel);
        return (
            id,
            await own.Set<PatientAccess>().Where(a => a.Basis == Basis.Self).Select(a => (Guid?)a.PatientId).FirstOrDefaultAsync(cancel)
        );
    }

    /// <summary>Who is signed in by this session now; null where it has ended, is too old, or nobody was there for too long.</summary>
    public async Task<SignedIn?> CheckAsync(Guid sessionId, CancellationToken cancel) =>
        (await CheckAsync([sessionId], cancel)).FirstOrDefault();

    /// <summary>The same of many sessions at once: those that last.</summary>
    public async Task<IReadOnlyList<SignedIn>> CheckAsync(Guid[] sessionIds, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var command = new NpgsqlCommand(
            """
            select s.id as session_id, a.id as account_id, coalesce(v.of_name, a.display_name) as name,
                   case when s.hat = 'preview' and v.until is null then 'patient' else s.hat end as hat,
                   array(select h.hat from account_hats h where h.account_id = a.id) as hats,
                   coalesce(v.time_zone, a.time_zone) as time_zone,
                   coalesce(v.language, a.language) as language, a.security_stamp, s.started_at, s.seen_at, v.of_account_id,
                   v.until as preview_until, s.signed_in_by
            from sign_in_sessions s join accounts a on a.id = s.account_id
            left join lateral app.preview_of(case when s.hat = 'preview' then s.id end, $4) v on true
            where s.id = any ($1) and s.ended_at is null and s.started_at > $2 and s.seen_at > $3
            """,
            connection
        );
        var now = clock.GetUtcNow();
        command.Parameters.Add(new() { Value = sessionIds });
        command.Parameters.Add(new() { Value = now - Longest });
        command.Parameters.Add(new() { Value = now - Idle });
        command.Parameters.Add(new() { Value = now });
        // Asked by every page and every act: planned once a connection.
        await command.PrepareAsync(cancel);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        return [.. (await rows.ListAsync<SessionRow>(cancel)).Select(Checked).OfType<SignedIn>()];
    }

    /// <summary>
    /// Keeps that the person is there, once a minute at most; returns the sign-in as it is then. One that has ended stays ended.
    /// </summary>
    public async Task<SignedIn> SeenAsync(SignedIn who, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now - who.SeenAt < Kept)
            return who;
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var command = new NpgsqlCommand(
            "update sign_in_sessions set seen_at = $2 where id = $1 and ended_at is null and seen_at < $2 and seen_at > $3",
            connection
        );
        command.Parameters.Add(new() { Value = who.SessionId });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = now - Idle });
        await command.ExecuteNonQueryAsync(cancel);
        return who with { SeenAt = now };
    }

    /// <summary>Why this session is no longer one; the first reason counts.</summary>
    public async Task<SignInEnd> WhyEndedAsync(Guid sessionId, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(Actor.Portal, cancel);
        var now = clock.GetUtcNow();
        return await db.Set<SignInSession>().FirstOrDefaultAsync(s => s.Id == sessionId && s.EndedAt == null, cancel) is { } session
            ? session.SeenAt + Idle <= now && session.SeenAt + Idle < session.StartedAt + Longest
                ? SignInEnd.Idle
                : session.StartedAt + Longest <= now
                    ? SignInEnd.Longest
                    : SignInEnd.Ended
            : SignInEnd.Ended;
    }

    /// <summary>Puts on another of the account's hats. Throws <see cref="NotFound"/> where the account has no such hat.</summary>
    public async Task WearAsync(SignedIn who, Hat hat, IPAddress? address, CancellationToken cancel)
    {
        if (!who.Hats.Contains(hat))
            throw new NotFound();
        await using var db = await databases.OpenAsync(who.As(hat, address), cancel);
        await db.Set<SignInSession>()
            .Where(s => s.Id == who.SessionId && s.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Hat, hat), cancel);
        await db.AuditAsync(AccountAccess.ChangeHat, [], "account", who.AccountId, cancel);
        await db.CommitAsync(cancel);
    }

    /// <summary>Ends one sign-in.</summary>
    public async Task EndAsync(SignedIn who, IPAddress? address, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(who.As(who.Hat, address), cancel);
        await db.Set<SignInSession>()
            .Where(s => s.Id == who.SessionId && s.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, clock.GetUtcNow()), cancel);
        await db.AuditAsync(AccountAccess.SignOut, [], "account", who.AccountId, cancel);
        await db.CommitAsync(cancel);
    }

    /// <summary>Ends every sign-in of the asker's account, as after a change of password; audited as <paramref name="why"/>.</summary>
    public async Task EndAllAsync(Actor asker, AuditedAction why, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        await db.Set<SignInSession>()
            .Where(s => s.AccountId == asker.AccountId && s.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, clock.GetUtcNow()), cancel);
        await db.AuditAsync(why, [], "account", asker.AccountId, cancel);
        await db.CommitAsync(cancel);
    }

    /// <summary>Keeps in the audit that a sign-in was refused; the account is null where nobody has that e-mail address.</summary>
    public async Task RefusedAsync(Guid? accountId, IPAddress? address, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(Actor.Portal with { From = Origin.At(address) }, cancel);
        await db.AuditAsync(AccountAccess.SignInRefused, [], "account", accountId, cancel);
        await db.CommitAsync(cancel);
    }

    // Null where the hat that is worn is no longer the account's.
    private static SignedIn? Checked(SessionRow row)
    {
        var hats = row.Hats.Order().ToList();
        var preview = hats.Contains(Hat.Patient) && row.PreviewUntil is { } until ? new PreviewWorn(row.OfAccountId, until) : null;
        return hats.Contains(row.Hat) || preview is not null
            ? new SignedIn(
                row.SessionId,
                row.AccountId,
                row.Name,
                row.Hat,
                preview is null ? hats : [row.Hat],
                row.TimeZone,
                row.Language,
                row.SecurityStamp,
                row.StartedAt,
                row.SeenAt,
                row.SignedInBy,
                preview
            )
            : null;
    }

    private async Task<Hat> WornLastAsync(Guid accountId, List<Hat> hats, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(Actor.Portal, cancel);
        var last = await db.Set<SignInSession>()
            .Where(s => s.AccountId == accountId)
            .OrderByDescending(s => s.StartedAt)
            .Select(s => (Hat?)s.Hat)
            .FirstOrDefaultAsync(cancel);
        return last is { } worn && hats.Contains(worn) ? worn : hats[0];
    }

    private async Task<List<Hat>> HatsAsync(Guid accountId, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(Actor.Portal, cancel);
        var hats = await db.Set<AccountHat>().Where(h => h.AccountId == accountId).Select(h => h.Hat).ToListAsync(cancel);
        return [.. hats.Order()];
    }

    private sealed record SessionRow(
        Guid SessionId,
        Guid AccountId,
        string Name,
        Hat Hat,
        IReadOnlyList<Hat> Hats,
        string TimeZone,
        string Language,
        string SecurityStamp,
        DateTimeOffset StartedAt,
        DateTimeOffset SeenAt,
        Guid? OfAccountId,
        DateTimeOffset? PreviewUntil,
        SignInWay SignedInBy
    );
}
