using CareCoord.Absences;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Absences;

internal static class AbsencesPages
{
    public static readonly FeaturePages Pages = new()
    {
        Notifications =
        [
            new(
                AbsenceNotifications.DeputyMissing,
                "clock",
                told => $"A late task has nobody behind its coordinator: name a deputy for {told.Subject}.",
                (notification, _) => notification.SubjectId is { } coordinator ? $"/absence?of={coordinator}.coordinator" : "/absence"
            ),
            new(
                AbsenceNotifications.DeputyChosen,
                "people",
                told => $"You are the standing deputy of {told.Subject} now: what is late with them for long comes to you.",
                (_, _) => "/absence"
            ),
            new(
                AbsenceNotifications.StandInPlanned,
                "people",
                told => $"You stand in for {told.Subject} while they are away. Look from when until when.",
                (_, _) => "/absence"
            ),
            new(
                AbsenceNotifications.StandInChanged,
                "people",
                told => $"{told.Subject} is away for less long than planned, or not at all. Look until when you stand in.",
                (_, _) => "/absence"
            ),
        ],
    };
}
