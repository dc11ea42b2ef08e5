using CareCoord.Access;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Organisations;

internal static class OrganisationsPages
{
    public static readonly FeaturePages Pages = new() { Places = [new(20, "/clinic", "place", "Clinic", Hat.Administrator)] };
}
