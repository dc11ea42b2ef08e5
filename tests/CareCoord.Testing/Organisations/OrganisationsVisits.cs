namespace CareCoord.Testing.Organisations;

internal static class OrganisationsVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("clinic-admin", "admin", "/clinic", "Opening hours"),
        new("unit-admin", "admin", "/clinic/units/{Home nursing}", "Who works here"),
    ];
}
