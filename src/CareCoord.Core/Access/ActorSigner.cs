using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CareCoord.Shared;

namespace CareCoord.Access;

/// <summary>Writes the actor context that the database verifies: <c>account|hat|acting for|moment|expiry|HMAC-SHA256</c>.</summary>
public sealed class ActorSigner
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);
    private readonly byte[] key;
    private readonly TimeProvider clock;

    /// <param name="key">The signing key, in hex, at least 32 bytes, the same as in the database's <c>app.signing_key</c>.</param>
    /// <param name="clock">Gives the moment that the database judges by; within 60 s of the database's own clock.</param>
    public ActorSigner(string key, TimeProvider clock)
    {
        this.key = Convert.FromHexString(key);
        this.clock = clock;
        if (this.key.Length < 32)
            throw new ArgumentException("The actor key has fewer than 32 bytes.", nameof(key));
    }

    /// <summary>The signed context of this actor at this moment.</summary>
    public string Sign(Actor actor)
    {
        var moment = clock.GetUtcNow();
        var context = string.Create(CultureInfo.InvariantCulture,
            $"{actor.AccountId}|{actor.Hat.Snake()}|{actor.ActingFor}|{Micros(moment)}|{Micros(moment + Lifetime)}");
        return context + "|" + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(context)));
    }

    private static long Micros(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
