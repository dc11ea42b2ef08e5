using System.Net;

namespace CareCoord.Access;

/// <summary>How somebody proved who they are.</summary>
public enum SignInWay
{
    Password,

    /// <summary>A password, and a code of the second step.</summary>
    SecondFactor,
    Passkey,

    /// <summary>A link that was sent to their address.</summary>
    Link,

    /// <summary>A wallet card and its PIN.</summary>
    Card,
}

/// <summary>From where somebody asks, for the audit: by which sign-in, how they signed in, and from which network address.</summary>
public sealed record Origin(Guid? SessionId, SignInWay? Way, IPAddress? Address)
{
    /// <summary>Somebody who is not signed in, at an address.</summary>
    public static Origin At(IPAddress? address) => new(null, null, address);
}
