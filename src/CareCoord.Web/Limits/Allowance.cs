using System.Threading.RateLimiting;
using CareCoord.Web.Settings;

namespace CareCoord.Web.Limits;

/// <summary>
/// How much one person, one address and one open page may do, so that nobody takes the portal from others. Every number of it stands here.
/// People do not come near them; a program that floods does.
/// </summary>
/// <param name="times">How many times as much as usual, where a load test needs more.</param>
public sealed class Allowance(int times)
{
    private const string Setting = "CareCoord:Limits:Times";
    private const int MostTimes = 1000;

    /// <summary>What is usual.</summary>
    public static readonly Allowance Usual = new(1);

    /// <summary>How many times as much as usual.</summary>
    public int Times => times;

    /// <summary>Requests of one person: so many at once, and so many a second in the long run.</summary>
    internal TokenBucketRateLimiterOptions Requests => Bucket(2000, 20);

    /// <summary>Requests from an address by people who are not signed in: a clinic has one for all who begin their shift.</summary>
    internal TokenBucketRateLimiterOptions RequestsOfAddress => Bucket(1200, 40);

    /// <summary>Forms that one person, or people at one address who are not signed in, send.</summary>
    internal TokenBucketRateLimiterOptions Forms => Bucket(300, 3);

    /// <summary>Wrong passwords, codes and links from one address, whosever they are.</summary>
    internal TokenBucketRateLimiterOptions RefusedTries => Bucket(100, 0.1);

    /// <summary>What is worked on for one person at the same time: pages, forms, and acts in live parts.</summary>
    internal ConcurrencyLimiterOptions Turns => AtOnce(2, 100);

    /// <summary>Passwords and PINs that are checked for one address, or one person, at the same time.</summary>
    internal ConcurrencyLimiterOptions Secrets => AtOnce(2, 100);

    /// <summary>Passwords and PINs that are checked for all: a check takes a core for a tenth of a second.</summary>
    internal ConcurrencyLimiterOptions SecretsOfAll => AtOnce(Math.Max(1, Environment.ProcessorCount / 2), 400);

    /// <summary>Files and pictures of pages that come in or go out for one person at the same time.</summary>
    internal ConcurrencyLimiterOptions Files => AtOnce(4, 24);

    /// <summary>Checks of whether the portal is ready.</summary>
    internal ConcurrencyLimiterOptions Health => AtOnce(2, 50);

    /// <summary>Connections of live parts that one person has.</summary>
    internal ConcurrencyLimiterOptions Lines => AtOnce(60, 0);

    /// <summary>Events that one person's live parts send; a long one counts as several.</summary>
    internal TokenBucketRateLimiterOptions Events => Bucket(400, 30);

    /// <summary>Live pages that one person begins or comes back to; who opens all their tabs again begins them all at once.</summary>
    internal TokenBucketRateLimiterOptions Beginnings => Bucket(800, 10);

    /// <summary>What the browser answers by itself to what live parts show.</summary>
    internal TokenBucketRateLimiterOptions Answers => Bucket(1500, 90);

    /// <summary>What is sent by one person's live parts and is worked on at the same time, until it is known that they may.</summary>
    internal ConcurrencyLimiterOptions Checks => AtOnce(8, 100);

    /// <summary>So many bytes of an event count as one more.</summary>
    internal const int BytesOfAnEvent = 2048;

    /// <summary>So many events beyond what one may send, and the connection is cut.</summary>
    internal int MostBeyond => 400 * times;

    /// <summary>For so long nobody whose connection was cut gets another.</summary>
    internal static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    /// <summary>Live pages that one person has, those whose connection is lost included.</summary>
    internal int MostCircuits => 40 * times;

    /// <summary>Live pages of one person that are kept for a connection that comes back; the oldest ends.</summary>
    internal int MostDropped => 5 * times;

    /// <summary>Live pages of all that are kept for connections that come back.</summary>
    internal int MostDroppedOfAll => 1000 * times;

    /// <summary>Streams of news of one sign-in, and of one person.</summary>
    internal int MostStreams => 8 * times;

    /// <inheritdoc cref="MostStreams"/>
    internal int MostStreamsOfPerson => 24 * times;

    /// <summary>Connections from one address, and of all.</summary>
    internal int MostConnectionsOfAddress => 4000 * times;

    /// <inheritdoc cref="MostConnectionsOfAddress"/>
    internal int MostConnections => 20_000 * times;

    /// <summary>The bytes of a form without files.</summary>
    internal const int MostOfAForm = 4 * 1024 * 1024;

    /// <summary>Reads how many times as much as usual is allowed.</summary>
    internal static Allowance From(SettingsReader settings)
    {
        if (settings[Setting] is not { } said)
            return Usual;
        if (int.TryParse(said, out var times) && times is >= 1 and <= MostTimes)
            return new(times);
        settings.Refuse(Setting, $"must be a whole number from 1 to {MostTimes}.");
        return Usual;
    }

    private TokenBucketRateLimiterOptions Bucket(int most, double perSecond) =>
        new()
        {
            TokenLimit = most * times,
            TokensPerPeriod = times,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1 / perSecond),
            QueueLimit = 0,
            AutoReplenishment = false,
        };

    private ConcurrencyLimiterOptions AtOnce(int most, int waiting) =>
        new()
        {
            PermitLimit = most * times,
            QueueLimit = waiting * times,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        };
}
