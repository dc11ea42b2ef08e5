using System.Threading.RateLimiting;

namespace CareCoord.Web.Limits;

/// <summary>
/// What is worked on for one person at the same time, whether a page or a live part asks for it. Further work waits its turn, so that one
/// person never has all of the portal.
/// </summary>
internal sealed class Turns(Allowance allowed) : IDisposable
{
    private const string Free = "";

    // Whoever acts within a turn of their own needs no second one.
    private static readonly AsyncLocal<bool> HasOne = new();

    private readonly PartitionedRateLimiter<string> turns = PartitionedRateLimiter.Create<string, string>(who =>
        who == Free ? RateLimitPartition.GetNoLimiter(who) : RateLimitPartition.GetConcurrencyLimiter(who, _ => allowed.Turns)
    );

    /// <summary>The turns of requests, each from its beginning to its end.</summary>
    public PartitionedRateLimiter<HttpContext> OfRequests() =>
        turns.WithTranslatedKey<HttpContext>(
            http => RequestKinds.Of(http) is RequestKind.Page or RequestKind.Form or RequestKind.Secret ? Asker.Of(http).Key : Free,
            leaveOpen: true
        );

    /// <summary>Does this in a turn of somebody; false where too much waits for them already, and it was not done.</summary>
    public async Task<bool> TryAsync(Asker who, Func<Task> act)
    {
        using var turn = await turns.AcquireAsync(HasOne.Value ? Free : who.Key);
        if (!turn.IsAcquired)
            return false;
        HasOne.Value = true;
        await act();
        return true;
    }

    public void Dispose() => turns.Dispose();
}
