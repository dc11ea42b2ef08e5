namespace CareCoord.Testing.Providers;

internal static class ProvidersVisits
{
    public static readonly PageVisit[] Visits = [new("patients-anil", "anil", "/", "Your patients")];
}
