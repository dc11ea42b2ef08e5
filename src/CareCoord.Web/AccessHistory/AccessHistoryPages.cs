using CareCoord.Access;
using CareCoord.Web.Shell;

namespace CareCoord.Web.AccessHistory;

internal static class AccessHistoryPages
{
    public static readonly FeaturePages Pages = new()
    {
        Tabs = [new(60, "access", "Who can see", Category.AccessHistory) { Icon = "eye" }],
    };
}
