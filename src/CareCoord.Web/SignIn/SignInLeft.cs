using System.Text.Json;
using CareCoord.Accounts;

namespace CareCoord.Web.SignIn;

/// <summary>How many seconds a sign-in still lasts: where nobody does anything, and in any case. A page reads them (portal.js).</summary>
internal sealed record SignInLeft(int Idle, int Longest)
{
    /// <summary>As it stands in an event.</summary>
    public string Written() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static SignInLeft Of(SignedIn who, DateTimeOffset now) => new(Seconds(who.IdleLeft(now)), Seconds(who.LongestLeft(now)));

    private static int Seconds(TimeSpan left) => (int)Math.Ceiling(Math.Max(0, left.TotalSeconds));
}
