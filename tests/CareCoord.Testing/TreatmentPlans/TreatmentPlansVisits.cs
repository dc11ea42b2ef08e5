namespace CareCoord.Testing.TreatmentPlans;

internal static class TreatmentPlansVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("plan-walter", "walter", "/plan", "Your care team"),
        new("plan-denise", "denise", "/plan", "HbA1c"),
        new("plan-rosa", "rosa", "/plan", "Your care team"),
        new("plan-ana", "ana", "/patients/{Rosa}/plan", "Ana Reyes for Rosa Reyes"),
        new("plan-carla", "carla", "/patients/{Denise}/plan", "Denise Moore"),
        new("plan-anil", "anil", "/patients/{Denise}/plan", "Denise Moore"),
    ];
}
