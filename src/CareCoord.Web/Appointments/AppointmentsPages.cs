using CareCoord.Access;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Appointments;

internal static class AppointmentsPages
{
    public static readonly FeaturePages Pages = new()
    {
        Tabs = [new(40, "appointments", "Visits", Category.Appointments) { Icon = "visits", SpeaksToPatient = true }],
    };
}
