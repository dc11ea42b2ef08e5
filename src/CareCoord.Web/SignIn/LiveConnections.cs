using System.Collections.Concurrent;
using CareCoord.Accounts;
using CareCoord.Web.Notifications;
using Microsoft.AspNetCore.SignalR;

namespace CareCoord.Web.SignIn;

/// <summary>
/// The live connections of this process, each with the sign-in on which it was opened. When that no longer lasts, or another hat is worn,
/// the page leaves and the connection is cut. So it is where nobody does anything: at the word of a change, or some seconds after it.
/// </summary>
internal sealed class LiveConnections(SignInSessions sessions, ChangeHub changes, TimeProvider clock, ILogger<LiveConnections> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, Open> open = [];

    /// <summary>A connection was opened.</summary>
    public void Add(HubCallerContext connection)
    {
        if (connection.User is not { } user || Me.Of(user) is not { } me)
        {
            connection.Abort();
            return;
        }

        var one = new Open(me, connection);
        open[connection.ConnectionId] = one;
        one.Word = changes.Subscribe([me.AccountId], () => LookAsync([one], CancellationToken.None));
    }

    /// <summary>It is closed.</summary>
    public void Remove(HubCallerContext connection)
    {
        if (open.TryRemove(connection.ConnectionId, out var one))
            one.Word?.Dispose();
    }

    /// <summary>The circuit on this connection ends in this way.</summary>
    public static void LeavesBy(HubCallerContext? connection, Func<Task> end)
    {
        if (connection is not null)
            connection.Items[typeof(LiveConnections)] = end;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        var failed = false;
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                await LookAsync([.. open.Values], stoppingToken);
                failed = false;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Once for each loss: while the database does not answer, nothing is read either.
                if (!failed)
                    log.LogWarning(fault, "Whether the sign-ins of live connections last could not be looked at");
                failed = true;
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancel)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task LookAsync(Open[] all, CancellationToken cancel)
    {
        if (all.Length == 0)
            return;
        var last = (await sessions.CheckAsync([.. all.Select(one => one.Me.SessionId).Distinct()], cancel)).ToDictionary(who =>
            who.SessionId
        );
        foreach (var one in all.Where(one => !one.Me.Is(last.GetValueOrDefault(one.Me.SessionId))))
            _ = EndAsync(one);
    }

    private async Task EndAsync(Open one)
    {
        try
        {
            if (one.Connection.Items.TryGetValue(typeof(LiveConnections), out var leaves) && leaves is Func<Task> end)
                await end();
        }
        catch (Exception fault)
        {
            log.LogError(fault, "A page could not be told to leave");
        }

        one.Connection.Abort();
    }

    private sealed record Open(Me Me, HubCallerContext Connection)
    {
        public IDisposable? Word { get; set; }
    }
}
