using System.Collections.Concurrent;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CareCoord.Accounts;
using CareCoord.Notifications;
using CareCoord.OpenPages;
using CareCoord.Web.Limits;
using CareCoord.Web.OpenPages;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace CareCoord.Web.Notifications;

/// <summary>
/// Tells open pages how much is unread, and that what they show is no longer theirs to see. It also says how long the sign-in lasts, and
/// that it has ended. They are server-sent events, for as long as it lasts. A page that hears nothing for a while gets the count, and the
/// same question is asked for it, so that no lost word matters.
/// </summary>
internal sealed class NotificationStream(
    ChangeHub live,
    SignInSessions sessions,
    NotificationQueries notifications,
    OpenPageQueries access,
    IHostApplicationLifetime portal,
    Allowance allowed,
    TimeProvider clock
)
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(3);
    private const int ChecksPerBeat = 5;
    private readonly ConcurrentDictionary<Guid, int> open = [];

    /// <summary>
    /// The stream, or "too many" where the sign-in or the person has as many as they may. A further page reads when it is looked at.
    /// </summary>
    public async Task<IResult> OpenAsync(HttpContext http, CancellationToken cancel)
    {
        if (Me.Of(http.User) is not { } me)
            return Results.NotFound();
        var (ofSession, ofPerson) = (Open(me.SessionId), Open(me.AccountId));
        if (ofSession > allowed.MostStreams || ofPerson > allowed.MostStreamsOfPerson)
        {
            Close(me);
            if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        http.Response.OnCompleted(() =>
        {
            Close(me);
            return Task.CompletedTask;
        });
        return TypedResults.ServerSentEvents(EventsAsync(me, OpenPageMarks.Of(http.Request.Query["shows"]), cancel));
    }

    private async IAsyncEnumerable<SseItem<string>> EventsAsync(
        Me me,
        List<OpenPageRecord> shown,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel, portal.ApplicationStopping);
        var stirs = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = live.Subscribe(
            [me.AccountId],
            () =>
            {
                stirs.Writer.TryWrite(true);
            }
        );
        int? said = null;
        DateTimeOffset? seen = null;
        DateTimeOffset? changes = null;
        var silent = 0;
        var stirred = true;
        while (true)
        {
            var beats = ++silent >= ChecksPerBeat;
            var asks = stirred || beats;
            if (await LookAsync(me, asks, asks || changes <= clock.GetUtcNow() ? shown : [], ends.Token) is not { } look)
                yield break;
            if (!me.Is(look.Who))
            {
                // Under another hat the page may be nobody's: it starts anew.
                yield return Item(look.Who is null ? "" : "/", "gone");
                yield break;
            }

            if (look.Who!.SeenAt != seen)
            {
                seen = look.Who.SeenAt;
                yield return Item(SignInLeft.Of(look.Who, clock.GetUtcNow()).Written(), "left");
            }

            if (look.Shown is { } now)
            {
                changes = now.Until;
                foreach (var (id, kind) in now.Ended.Select(id => (id, "ended")).Concat(now.Narrowed.Select(id => (id, "narrowed"))))
                    yield return Item(id.ToString("N"), kind);
                shown.RemoveAll(one => now.Ended.Contains(one.PatientId) || now.Narrowed.Contains(one.PatientId));
            }

            if (look.Unread is { } unread && (unread != said || beats))
            {
                (said, silent) = (unread, 0);
                yield return Item(unread.ToString(CultureInfo.InvariantCulture), "unread");
            }

            stirred = await ChangedAsync(stirs.Reader, changes, ends.Token);
        }
    }

    private static SseItem<string> Item(string data, string kind) => new(data, kind) { ReconnectionInterval = TimeSpan.FromSeconds(3) };

    // Null where the stream ends: the portal stops or the database does not answer.
    private async Task<Look?> LookAsync(Me me, bool count, List<OpenPageRecord> shown, CancellationToken cancel)
    {
        try
        {
            var who = await sessions.CheckAsync(me.SessionId, cancel);
            return me.Is(who)
                ? new(
                    who,
                    count ? await notifications.UnreadAsync(me.Actor, cancel) : null,
                    shown.Count > 0 ? await access.AccessAsync(me.Actor, shown, cancel) : null
                )
                : new(who, null, null);
        }
        catch (Exception fault) when (fault is OperationCanceledException or NpgsqlException)
        {
            return null;
        }
    }

    // What ends by time is asked about at that time.
    private async Task<bool> ChangedAsync(ChannelReader<bool> stirs, DateTimeOffset? changes, CancellationToken cancel)
    {
        var rest = changes - clock.GetUtcNow();
        using var wait = new CancellationTokenSource(rest > TimeSpan.Zero && rest < CheckEvery ? rest.Value : CheckEvery, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, cancel);
        try
        {
            return await stirs.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private int Open(Guid whose) => open.AddOrUpdate(whose, 1, (_, count) => count + 1);

    private void Close(Me me)
    {
        foreach (var whose in new[] { me.SessionId, me.AccountId })
        {
            if (open.AddOrUpdate(whose, 0, (_, count) => count - 1) <= 0)
                open.TryRemove(KeyValuePair.Create(whose, 0));
        }
    }

    private sealed record Look(SignedIn? Who, int? Unread, OpenPageAccess? Shown);
}
