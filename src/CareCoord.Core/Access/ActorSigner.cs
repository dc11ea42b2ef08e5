using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CareCoord.Shared;

namespace CareCoord.Access;

/// <summary>
/// Writes the actor context that the database verifies:
/// <c>account|hat|acting for|moment|expiry|session|way|address|node|version|HMAC-SHA256</c>.
/// </summary>
public sealed class ActorSigner
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);
    private readonly byte[] key;
    private readonly TimeProvider clock;
    private readonly PortalNode node;

    /// <param name="key">The signing key, in hex, at least 32 bytes, the same as in the database's <c>app.signing_key</c>.</param>
    /// <param name="clock">Gives the moment that the database judges by; within 60 s of the database's own clock.</param>
    /// <param name="node">The process that asks, as the audit keeps it; this machine where none is given.</param>
    public ActorSigner(string key, TimeProvider clock, PortalNode? node = null)
    {
        this.node = node ?? new();
        this.key = Convert.FromHexString(key);
        this.clock = clock;
        if (this.key.Length < 32)
            throw new ArgumentException("The actor key has fewer than 32 bytes.", nameof(key));
    }

    /// <summary>The signed context of this actor at this moment.</summary>
    public string Sign(Actor actor)
    {
        var moment = clock.GetUtcNow();
        var context =
            string.Create(
                CultureInfo.InvariantCulture,
                $"{actor.AccountId}|{actor.Hat.Snake()}|{actor.ActingFor}|{Micros(moment)}|{Micros(moment + Lifetime)}|"
            ) + $"{actor.From?.SessionId}|{actor.From?.Way?.Snake()}|{Plain(actor.From?.Address)}|{node.Name}|{PortalNode.Version}";
        return context + "|" + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(context)));
    }

    // Without the zone of a link-local address, which PostgreSQL's type does not take.
    private static IPAddress? Plain(IPAddress? address) =>
        address is null ? null
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : new(address.GetAddressBytes());

    private static long Micros(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
