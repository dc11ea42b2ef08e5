using System.Threading.RateLimiting;
using CareCoord.Shared;

namespace CareCoord.Web.Limits;

/// <summary>
/// Wrong passwords, codes and links by where they come from, whosever they are. Who guesses at many accounts or links is stopped before
/// anything is asked or written. What is right does not count.
/// </summary>
internal sealed class RefusedTries(Allowance allowed) : IDisposable
{
    private readonly PartitionedRateLimiter<string> left = PartitionedRateLimiter.Create<string, string>(from =>
        RateLimitPartition.GetTokenBucketLimiter(from, _ => allowed.RefusedTries)
    );

    /// <summary>
    /// Does this unless too many such tries of theirs were refused; counts it where it is. Throws <see cref="RuleBroken"/> where it is not
    /// done, and the answer says so by its status.
    /// </summary>
    public async Task<T> TryAsync<T>(HttpContext http, Func<Task<T>> act, Func<T, bool> isRefused)
    {
        var from = Asker.Of(http.Connection.RemoteIpAddress);
        if (left.GetStatistics(from) is not { CurrentAvailablePermits: > 0 })
        {
            TooMuch.Mark(http);
            throw new RuleBroken(TooMuch.Sentence);
        }

        var result = await act();
        if (isRefused(result))
            left.AttemptAcquire(from).Dispose();
        return result;
    }

    public void Dispose() => left.Dispose();
}
