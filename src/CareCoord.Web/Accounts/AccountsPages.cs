using CareCoord.Access;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Accounts;

internal static class AccountsPages
{
    public static readonly FeaturePages Pages = new()
    {
        Places = [new(0, "/", "people", "Accounts", Hat.Administrator), new(100, "/account", "person", "You")],
    };
}
