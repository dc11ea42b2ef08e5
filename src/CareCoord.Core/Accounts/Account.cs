using System.Security.Cryptography;
using CareCoord.Access;
using Microsoft.AspNetCore.Identity;

namespace CareCoord.Accounts;

/// <summary>A human who signs in, with the hats they may wear.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    /// <summary>In words for people: "Call the clinic, weekdays 8 to 5".</summary>
    public string? BestWayToReach { get; set; }

    /// <summary>An IANA time zone, such as America/Chicago.</summary>
    public required string TimeZone { get; set; }

    /// <summary>A language tag, such as en-US.</summary>
    public required string Language { get; set; }

    /// <summary>The password has at least 15 characters, so that no second factor is needed beside it.</summary>
    public bool HasLongPassword { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public List<AccountHat> Hats { get; } = [];

    /// <summary>A stamp that was never there before: whatever knows an earlier one is out of date.</summary>
    public static string NewStamp() => RandomNumberGenerator.GetHexString(32);

    /// <summary>Takes another password, by its hash.</summary>
    public void ChangePassword(string hash, bool isLong) => (PasswordHash, HasLongPassword, SecurityStamp) = (hash, isLong, NewStamp());

    /// <summary>Turns the second step at sign-in on or off.</summary>
    public void TurnSecondStep(bool on) => (TwoFactorEnabled, SecurityStamp) = (on, NewStamp());
}

/// <summary>A hat that an account may wear.</summary>
public sealed class AccountHat
{
    public Guid AccountId { get; private set; }
    public Hat Hat { get; private set; }

    public static AccountHat Of(Hat hat) => new() { Hat = hat };
}

/// <summary>One sign-in, and the hat worn since; ending it kills every copy of its cookie.</summary>
public sealed class SignInSession
{
    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Hat Hat { get; private set; }
    public SignInWay SignedInBy { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When the person was last there, to the minute.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }
}
