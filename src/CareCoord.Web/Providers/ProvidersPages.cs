using CareCoord.Access;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Providers;

internal static class ProvidersPages
{
    public static readonly FeaturePages Pages = new() { Places = [new(0, "/", "people", "My patients", Hat.Provider)] };
}
