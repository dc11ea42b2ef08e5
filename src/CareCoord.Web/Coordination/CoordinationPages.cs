using CareCoord.Access;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Coordination;

internal static class CoordinationPages
{
    public static readonly FeaturePages Pages = new()
    {
        // Coordinating is the coordinator's, not of one who reads the record in an emergency.
        Tabs =
        [
            new(70, "coordinate", "Coordinate", Category.Plan) { Hats = [Hat.Coordinator], Fits = patient => patient.GlassUntil is null },
        ],
    };
}
