namespace CareCoord.Testing.Absences;

internal static class AbsencesVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("absence-carla", "carla", "/absence", "Plan an absence"),
        new("absence-peter", "peter", "/absence", "Dr. Grace Okafor stands in."),
    ];
}
