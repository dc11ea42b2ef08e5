using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;

namespace CareCoord.Web.Limits;

/// <summary>
/// Counts what live parts send, for each person over all their pages. Events beyond what one may send are left out, and the page says so;
/// whoever goes on is cut. What the browser answers by itself is never left out, since live parts would break.
/// </summary>
internal sealed class LineFilter(Allowance allowed, LiveCircuits circuits, ILogger<LineFilter> log) : IHubFilter, IDisposable
{
    private const string Start = "StartCircuit";
    private const string Resume = "ResumeCircuit";
    private const string Reconnect = "ConnectCircuit";
    private const string Begin = "UpdateRootComponents";
    private const string Event = "BeginInvokeDotNetFromJS";

    private static readonly HashSet<string> Beginnings = [Start, Resume, Reconnect, Begin, "PauseCircuit"];
    private static readonly HashSet<string> Events = [Event, "OnLocationChanged", "OnLocationChanging"];

    private readonly PartitionedRateLimiter<string> events = Of(allowed.Events);
    private readonly PartitionedRateLimiter<string> beginnings = Of(allowed.Beginnings);
    private readonly PartitionedRateLimiter<string> answers = Of(allowed.Answers);
    private readonly PartitionedRateLimiter<string> checks = PartitionedRateLimiter.Create<string, string>(who =>
        RateLimitPartition.GetConcurrencyLimiter(who, _ => allowed.Checks)
    );

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (LiveLine.Of(call.Context) is not { } line)
        {
            call.Context.Abort();
            return null;
        }

        var what = call.HubMethodName;
        if (!IsWithin(line, call))
        {
            if (!Events.Contains(what) || line.Beyond > allowed.MostBeyond)
                Cut(line);
            else
                await RefuseAsync(line, call);
            return null;
        }

        if (what is Start or Resume or Begin && line.Circuit is null && !await circuits.HasRoomAsync(line.Account))
        {
            // Nothing is what a page understands that does not come alive.
            if (what == Begin)
                line.Cut();
            return null;
        }

        // Nothing more of this connection is read meanwhile.
        var check = new Check(await checks.AcquireAsync(line.Asker.Key, 1, call.Context.ConnectionAborted));
        try
        {
            check.Begin();
            var result = await next(call);
            if (result is string secret && what is Start or Resume)
                line.Secret = secret;
            return result;
        }
        finally
        {
            if (!check.IsTaken)
                check.End();
        }
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        await next(context, exception);
        // What has not begun is nothing that somebody comes back to.
        if (LiveLine.Of(context.Context) is { Circuit: null, Secret: { } secret } line)
            await circuits.EndAsync(secret, line.Whose);
    }

    public void Dispose()
    {
        events.Dispose();
        beginnings.Dispose();
        answers.Dispose();
        checks.Dispose();
    }

    private bool IsWithin(LiveLine line, HubInvocationContext call)
    {
        var (what, bytes) = (call.HubMethodName, call.HubMethodArguments.Sum(Bytes));
        var cost = 1 + (bytes / Allowance.BytesOfAnEvent);
        var most =
            Events.Contains(what) ? events
            : Beginnings.Contains(what) ? beginnings
            : answers;
        using var lease = most.AttemptAcquire(line.Asker.Key, cost);
        line.Beyond = lease.IsAcquired ? Math.Max(0, line.Beyond - cost) : line.Beyond + cost;
        return lease.IsAcquired;
    }

    // The page's script hears that it was not done, and can do it again.
    private static async Task RefuseAsync(LiveLine line, HubInvocationContext call)
    {
        if (line.Circuit is { } circuit)
            circuit.Say();
        if (call.HubMethodName == Event && call.HubMethodArguments is [string number, ..])
            await call.Hub.Clients.Caller.SendCoreAsync("JS.EndInvokeDotNet", [number, false, TooMuch.Sentence]);
    }

    private void Cut(LiveLine line)
    {
        log.LogWarning("Live parts of account {Account} sent more than a person can, and were cut", line.Account);
        circuits.Rest(line);
        line.Cut();
    }

    private static int Bytes(object? argument) =>
        argument switch
        {
            string text => text.Length,
            byte[] bytes => bytes.Length,
            _ => 0,
        };

    private static PartitionedRateLimiter<string> Of(TokenBucketRateLimiterOptions most) =>
        PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(who, _ => most));
}
