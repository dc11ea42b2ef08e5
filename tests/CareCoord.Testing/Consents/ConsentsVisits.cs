namespace CareCoord.Testing.Consents;

internal static class ConsentsVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("invite-rosa", "rosa", "/patients/{Rosa}/access/invite", "Their email"),
        new("grant-rosa", "rosa", "/patients/{Rosa}/access/grants/{grant of Lucia}", "What happened to it"),
        new("grant-end-rosa", "rosa", "/patients/{Rosa}/access/grants/{grant of Lucia}/end", "can do nothing here"),
        new("invitation-rosa", "rosa", "/patients/{Rosa}/access/invitations/{invitation of Rosa}", "Send it again"),
        new("invite-carla", "carla", "/patients/{Rosa}/access/invite", "The word of Rosa"),
        new("grant-carla", "carla", "/patients/{Rosa}/access/grants/{grant of Lucia}", "The word of Rosa"),
        new("home-lucia", "lucia", "/", "Rosa Reyes"),
        new("home-ana", "ana", "/", "Rosa Reyes"),
    ];
}
