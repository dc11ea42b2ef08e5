using CareCoord.Access;
using CareCoord.Web.Shell;

namespace CareCoord.Web.MyPatients;

internal static class MyPatientsPages
{
    public static readonly FeaturePages Pages = new() { Places = [new(0, "/", "people", "My patients", Hat.Provider)] };
}
