namespace CareCoord.Testing.MyPatients;

internal static class MyPatientsVisits
{
    public static readonly PageVisit[] Visits = [new("patients-anil", "anil", "/", "Your patients")];
}
