using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace CareCoord.Web.Limits;

/// <summary>
/// What each request must pass before anything is asked of the database. It counts how often somebody asks, how much is worked on for
/// them, and how many passwords are checked. Assets are not limited.
/// </summary>
internal static class RequestLimits
{
    private const string All = "all";
    private const string Free = "";

    public static void Limit(RateLimiterOptions options, Allowance allowed, Turns turns, LiveCircuits circuits)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (refused, _) => new(TooMuch.AnswerAsync(refused.HttpContext));
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            // Whoever flooded their live parts gets none for a while.
            Of(http => IsResting(http, circuits) ? RateLimitPartition.Get(All, _ => new Closed()) : Unlimited),
            Of(http =>
                RequestKinds.Of(http) == RequestKind.Health ? Unlimited
                : Asker.Of(http) is { Account: null } stranger ? Bucket(stranger.Key, allowed.RequestsOfAddress)
                : Bucket(Asker.Of(http).Key, allowed.Requests)
            ),
            Of(http => RequestKinds.Sends(http) ? Bucket(Asker.Of(http).Key, allowed.Forms) : Unlimited),
            Of(http =>
                RequestKinds.Of(http) switch
                {
                    RequestKind.Secret => AtOnce(Asker.Of(http).Key, allowed.Secrets),
                    RequestKind.File => AtOnce("file " + Asker.Of(http).Key, allowed.Files),
                    RequestKind.Line => AtOnce("line " + Asker.Of(http).Key, allowed.Lines),
                    RequestKind.Health => AtOnce("health", allowed.Health),
                    _ => Unlimited,
                }
            ),
            Of(http => RequestKinds.Of(http) == RequestKind.Secret ? AtOnce(All, allowed.SecretsOfAll) : Unlimited),
            turns.OfRequests()
        );
    }

    private static RateLimitPartition<string> Unlimited => RateLimitPartition.GetNoLimiter(Free);

    private static bool IsResting(HttpContext http, LiveCircuits circuits) =>
        RequestKinds.Of(http) == RequestKind.Line && Asker.Of(http).Account is { } account && circuits.IsResting(account);

    private static PartitionedRateLimiter<HttpContext> Of(Func<HttpContext, RateLimitPartition<string>> part) =>
        PartitionedRateLimiter.Create(part, StringComparer.Ordinal);

    private static RateLimitPartition<string> Bucket(string who, TokenBucketRateLimiterOptions most) =>
        RateLimitPartition.GetTokenBucketLimiter(who, _ => most);

    private static RateLimitPartition<string> AtOnce(string who, ConcurrencyLimiterOptions most) =>
        RateLimitPartition.GetConcurrencyLimiter(who, _ => most);

    // Lets nothing through.
    private sealed class Closed : RateLimiter
    {
        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => new No();

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
            new(new No());

        private sealed class No : RateLimitLease
        {
            public override bool IsAcquired => false;

            public override IEnumerable<string> MetadataNames => [];

            public override bool TryGetMetadata(string metadataName, out object? metadata)
            {
                metadata = null;
                return false;
            }
        }
    }
}
