using System.Globalization;
using System.Net;
using System.Security.Claims;
using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Shared;
using Microsoft.AspNetCore.Components.Authorization;

namespace CareCoord.Web.SignIn;

/// <summary>The person who is signed in, as the pages know them.</summary>
public sealed record Me(
    Guid SessionId,
    Guid AccountId,
    string Name,
    Hat Hat,
    IReadOnlyList<Hat> Hats,
    string TimeZone,
    string Language,
    Guid? OwnPatientId,
    Origin From,
    PreviewWorn? Preview = null
)
{
    internal const string Session = "session";
    internal const string OwnPatient = "own-patient";
    private const string PreviewUntil = "preview-until";
    private const string PreviewOf = "preview-of";
    private const string HatsHeld = "hats";
    private const string Zone = "zone";
    private const string Tongue = "language";
    private const string Way = "way";
    private const string Address = "address";
    internal const string Stamp = "stamp";

    /// <summary>The account's security stamp when the sign-in was checked: it changes with a password.</summary>
    internal string? SecurityStamp { get; init; }

    /// <summary>Whether this sign-in lasts as it was: under the same hat, with the same stamp.</summary>
    internal bool Is(SignedIn? now) => (now?.SessionId, now?.Hat, now?.SecurityStamp) == (SessionId, Hat, SecurityStamp);

    /// <summary>A sign-in and its hat in a few letters; null where nobody is signed in.</summary>
    internal static string? Brief(ClaimsPrincipal? user) =>
        user?.FindFirstValue(Session) is { } session && user.FindFirstValue(ClaimTypes.Role) is { } hat ? $"{session} {hat}" : null;

    /// <summary>What else they may wear; nothing while they only look at what somebody else sees.</summary>
    public IEnumerable<Hat> OtherHats => Preview is null ? Hats.Where(hat => hat != Hat) : [];

    /// <summary>The account as which the person is shown: their own, or that of the caregiver whose view they look at.</summary>
    public Guid? ShownAs => Preview is null ? AccountId : Preview.OfAccountId;

    /// <summary>The one who asks for every reading and writing of this page.</summary>
    public Actor Actor => new(AccountId, Hat) { From = From };

    /// <summary>Somebody without a sign-in who followed the link of an invitation: for them the portal itself asks.</summary>
    public static Actor Invited(IPAddress? address) => Actor.Portal with { From = new(null, SignInWay.Link, address) };

    /// <summary>The person behind a principal, or null where nobody is signed in.</summary>
    public static Me? Of(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated != true || user.FindFirstValue(HatsHeld) is not { } hats
            ? null
            : new Me(
                Guid.Parse(user.FindFirstValue(Session)!),
                Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!),
                user.FindFirstValue(ClaimTypes.Name)!,
                Enum.Parse<Hat>(user.FindFirstValue(ClaimTypes.Role)!),
                [.. hats.Split(',').Select(Enum.Parse<Hat>)],
                user.FindFirstValue(Zone)!,
                user.FindFirstValue(Tongue)!,
                Guid.TryParse(user.FindFirstValue(OwnPatient), out var own) ? own : null,
                new(
                    Guid.Parse(user.FindFirstValue(Session)!),
                    Enum.Parse<SignInWay>(user.FindFirstValue(Way)!),
                    IPAddress.TryParse(user.FindFirstValue(Address), out var address) ? address : null
                ),
                user.FindFirstValue(PreviewUntil) is { } until
                    ? new(Guid.TryParse(user.FindFirstValue(PreviewOf), out var of) ? of : null, Moment(until))
                    : null
            )
            {
                SecurityStamp = user.FindFirstValue(Stamp),
            };

    /// <summary>The principal of a session that was just checked; what the cookie itself says counts for nothing but the session.</summary>
    internal static ClaimsPrincipal Principal(SignedIn who, string? ownPatient, IPAddress? address, string scheme)
    {
        var identity = new ClaimsIdentity(
            [
                new(Session, who.SessionId.ToString()),
                new(ClaimTypes.NameIdentifier, who.AccountId.ToString()),
                new(ClaimTypes.Name, who.Name),
                new(ClaimTypes.Role, who.Hat.ToString()),
                new(HatsHeld, string.Join(',', who.Hats)),
                new(Zone, who.TimeZone),
                new(Tongue, who.Language),
                new(Way, who.SignedInBy.ToString()),
                new(Address, address?.ToString() ?? ""),
                new(Stamp, who.SecurityStamp),
            ],
            scheme
        );
        if (ownPatient is not null)
            identity.AddClaim(new(OwnPatient, ownPatient));
        if (who.Preview is { } preview)
            identity.AddClaims([
                new(PreviewUntil, preview.Until.ToString("O", CultureInfo.InvariantCulture)),
                new(PreviewOf, preview.OfAccountId?.ToString() ?? ""),
            ]);
        return new(identity);
    }

    private static DateTimeOffset Moment(string written) => DateTimeOffset.ParseExact(written, "O", CultureInfo.InvariantCulture);
}

/// <summary>Tells a page or component who is signed in, on the server-rendered page and in its circuit alike.</summary>
public sealed class CurrentMe(AuthenticationStateProvider authentication)
{
    /// <summary>The person, or null where nobody is signed in.</summary>
    public async Task<Me?> TryGetAsync() => Me.Of((await authentication.GetAuthenticationStateAsync()).User);

    /// <summary>The sign-in and hat in a few letters, or null.</summary>
    internal async Task<string?> BriefAsync() => Me.Brief((await authentication.GetAuthenticationStateAsync()).User);

    /// <summary>The person. Throws <see cref="NotFound"/> where nobody is signed in.</summary>
    public async Task<Me> GetAsync() => await TryGetAsync() ?? throw new NotFound();
}
