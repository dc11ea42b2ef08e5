using CareCoord.Access;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Today;

internal static class TodayPages
{
    public static readonly FeaturePages Pages = new()
    {
        Endpoints = app => app.MapTodayEndpoints(),
        Places = [new(0, "/", "home", "Today", Hat.Patient), new(0, "/", "people", "People I care for", Hat.Caregiver, Hat.Preview)],
    };
}
