using System.Threading.RateLimiting;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.SignalR;

namespace CareCoord.Web.Limits;

/// <summary>The connection of a live page: whose it is, what lives on it, and how much more it has sent than one may.</summary>
internal sealed class LiveLine(Asker asker, HubCallerContext connection)
{
    public Asker Asker { get; } = asker;

    public Guid Account { get; } = asker.Account!.Value;

    /// <summary>The sign-in and hat for which what lives on it is sealed.</summary>
    public string? Whose { get; } = Me.Brief(connection.User);

    /// <summary>The live page on it; null before it has begun.</summary>
    public OpenCircuit? Circuit { get; set; }

    /// <summary>The name by which what lives on it can be ended.</summary>
    public string? Secret { get; set; }

    /// <summary>Events beyond what one may send, of late.</summary>
    public int Beyond { get; set; }

    /// <summary>That of a call; null where nobody is signed in.</summary>
    public static LiveLine? Of(HubCallerContext? connection)
    {
        if (connection is null)
            return null;
        if (connection.Items.TryGetValue(typeof(LiveLine), out var known))
            return (LiveLine?)known;
        var line = connection.User is { } user && Me.Of(user) is { } me ? new LiveLine(Asker.Of(me.AccountId), connection) : null;
        connection.Items[typeof(LiveLine)] = line;
        return line;
    }

    public void Cut() => connection.Abort();
}

/// <summary>
/// That what somebody's live part has sent is being looked at: from when it comes until it is known that they may, and it begins.
/// </summary>
internal sealed class Check(RateLimitLease lease)
{
    private static readonly AsyncLocal<Check?> Here = new();

    /// <summary>The one of what is carried out now.</summary>
    public static Check? Current => Here.Value;

    /// <summary>Somebody takes it over, who ends it.</summary>
    public bool IsTaken { get; set; }

    public void Begin() => Here.Value = this;

    public void End() => lease.Dispose();
}
