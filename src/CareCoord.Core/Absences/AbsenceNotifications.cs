using CareCoord.Access;
using CareCoord.Notifications;

namespace CareCoord.Absences;

/// <summary>What people are told of who is away, and who stands in; none of it is about a patient.</summary>
public static class AbsenceNotifications
{
    /// <summary>A task is late, and its coordinator has no deputy; the subject is the coordinator.</summary>
    public static readonly NotificationKind DeputyMissing = new("deputy_missing", NotificationTopic.Reminders, Category.None)
    {
        Unnamed = true,
    };

    /// <summary>The reader is somebody's standing deputy from now on; the subject is whose.</summary>
    public static readonly NotificationKind DeputyChosen = new("deputy_chosen", NotificationTopic.People, Category.None) { Unnamed = true };

    /// <summary>The reader stands in for somebody who will be away; the subject is for whom.</summary>
    public static readonly NotificationKind StandInPlanned = new("stand_in_planned", NotificationTopic.Tasks, Category.None)
    {
        Unnamed = true,
    };

    /// <summary>The reader stands in for less long than was planned, or not at all; the subject is for whom.</summary>
    public static readonly NotificationKind StandInChanged = new("stand_in_changed", NotificationTopic.Tasks, Category.None)
    {
        Unnamed = true,
    };
}
