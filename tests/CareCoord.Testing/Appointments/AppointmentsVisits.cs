namespace CareCoord.Testing.Appointments;

internal static class AppointmentsVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("visits-walter", "walter", "/appointments", "Coming up"),
        new("visits-denise", "denise", "/appointments", "By video"),
        new("visits-lucia", "lucia", "/patients/{Rosa}/appointments", "Lucia Reyes for Rosa Reyes"),
        new("visits-ana", "ana", "/patients/{Rosa}/appointments", "Ana Reyes for Rosa Reyes"),
        new("visits-carla", "carla", "/patients/{Walter}/appointments", "Walter Brandt"),
        new("visit-outcome", "carla", "/patients/{Walter}/appointments/{bandage of Walter}/outcome", "What became of this visit?"),
    ];
}
