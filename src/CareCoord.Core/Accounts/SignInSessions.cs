using System.Net;
using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
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

/// <summary>A sign-in that has begun, with the record of the person's own, if they have one.</summary>
public sealed record SignInStarted(Guid SessionId, Guid? OwnPatientId);

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

    /// <summary>Starts a sign-in, as <see cref="StartAsync(ActorDb, Guid, SignInWay, IPAddress?, CancellationToken)"/> does.</summary>
    public async Task<SignInStarted> StartAsync(Guid accountId, SignInWay signedInBy, IPAddress? address, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(Actor.Portal with { From = Origin.At(address) }, cancel);
        var started = await StartAsync(db, accountId, signedInBy, address, cancel);
        await db.CommitAsync(cancel);
        return started;
    }

    /// <summary>
    /// Starts a sign-in under the hat worn last, or the account's first. It is the person who acts in the rest of the transaction. Throws
    /// <see cref="RuleBroken"/> where the account has no hat.
    /// </summary>
    public async Task<SignInStarted> StartAsync(
        ActorDb db,
        Guid accountId,
        SignInWay signedInBy,
        IPAddress? address,
        CancellationToken cancel
    )
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        Started? started = null;
        await db.AsPortalAsync(
            async () =>
                started = (
                    await db.AskAsync<Started>(
                        $"""
                        select hat as "Hat", own_patient as "OwnPatientId"
                        from app.start_session({accountId}, {id}, {signedInBy.Snake()})
                        """,
                        cancel
                    )
                ).SingleOrDefault(),
            cancel
        );
        if (started is null)
            throw new RuleBroken("This account has nothing to do here yet. Ask your clinic to finish setting it up.");
        var hat = SnakeCaseNames.FromSnake<Hat>(started.Hat);
        await db.HandOnAsync(new Actor(accountId, hat) { From = new(id, signedInBy, address) }, cancel);
        await db.AuditAsync(AccountAccess.SignIn, [], "account", accountId, cancel);
        return new(id, started.OwnPatientId);
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
            select session_id, account_id, name, hat, hats, time_zone, language, security_stamp, started_at, seen_at, signed_in_by,
                   of_account_id, preview_until
            from app.check_sessions($1, $2, $3, $4)
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
        await using var command = new NpgsqlCommand("select app.see_session($1, $2, $3)", connection);
        command.Parameters.Add(new() { Value = who.SessionId });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = now - Idle });
        await command.ExecuteNonQueryAsync(cancel);
        return who with { SeenAt = now };
    }

    /// <summary>Why this session is no longer one; the first reason counts.</summary>
    public async Task<SignInEnd> WhyEndedAsync(Guid sessionId, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var command = new NpgsqlCommand("select started_at, seen_at from app.open_session($1)", connection);
        command.Parameters.Add(new() { Value = sessionId });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var now = clock.GetUtcNow();
        return await rows.FirstAsync<OpenSession>(cancel) is not { } open ? SignInEnd.Ended
            : open.SeenAt + Idle <= now && open.SeenAt + Idle < open.StartedAt + Longest ? SignInEnd.Idle
            : open.StartedAt + Longest <= now ? SignInEnd.Longest
            : SignInEnd.Ended;
    }

    /// <summary>Puts on another of the account's hats. Throws <see cref="NotFound"/> where the account has no such hat.</summary>
    public async Task WearAsync(SignedIn who, Hat hat, IPAddress? address, CancellationToken cancel)
    {
        if (!who.Hats.Contains(hat))
            throw new NotFound();
        await using var db = await databases.OpenAsync(who.As(hat, address), cancel);
        await db.AuditAsync(AccountAccess.ChangeHat, [], "account", who.AccountId, cancel);
        await db.ExecuteAsync($"select app.wear_hat({who.SessionId}, {hat.Snake()})", cancel);
        await db.CommitAsync(cancel);
    }

    /// <summary>Ends one sign-in.</summary>
    public async Task EndAsync(SignedIn who, IPAddress? address, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(who.As(who.Hat, address), cancel);
        await db.AuditAsync(AccountAccess.SignOut, [], "account", who.AccountId, cancel);
        await db.ExecuteAsync($"select app.end_sessions({who.SessionId})", cancel);
        await db.CommitAsync(cancel);
    }

    /// <summary>Ends the sign-in that a browser had before another one begins in it, whosever it was.</summary>
    public Task EndFormerAsync(ActorDb db, Actor former, CancellationToken cancel) =>
        db.AsAsync(
            former,
            async () =>
            {
                if (await db.AnswerAsync<bool>($"select app.end_sessions({former.From!.SessionId}) as \"Value\"", cancel))
                    await db.AuditAsync(AccountAccess.SignOut, [], "account", former.AccountId, cancel);
            },
            cancel
        );

    /// <summary>Ends every sign-in of the account that acts, as after a change of its password.</summary>
    public Task EndAllAsync(ActorDb db, CancellationToken cancel) => db.ExecuteAsync($"select app.end_sessions(null)", cancel);

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

    private sealed record OpenSession(DateTimeOffset StartedAt, DateTimeOffset SeenAt);

    private sealed record Started(string Hat, Guid? OwnPatientId);

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
