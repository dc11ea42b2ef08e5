namespace CareCoord.Testing.Accounts;

internal static class AccountsVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("account-walter", "walter", "/account", "Your care team"),
        new("time-zone-lucia", "lucia", "/account/time-zone", "Your time zone"),
        new("contact-ana", "ana", "/account/contact", "Best way to reach you"),
        new("accounts-admin", "admin", "/", "Health records are not open to administrators"),
        new("account-carla", "carla", "/account", "When you are away"),
        new("account-lena", "lena", "/account", "You act as"),
        new("password", "walter", "/account/password", "New password again"),
        new("second-step", "walter", "/account/second-step", "scan this picture"),
    ];
}
