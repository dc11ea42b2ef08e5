using CareCoord.Access;
using CareCoord.Web.Shell;

namespace CareCoord.Web.TreatmentPlans;

internal static class TreatmentPlansPages
{
    public static readonly FeaturePages Pages = new()
    {
        Tabs = [new(10, "plan", "Plan", Category.Plan) { Icon = "plan", SpeaksToPatient = true }],
    };
}
