using CareCoord.Access;
using CareCoord.Notifications;

namespace CareCoord.Caseloads;

/// <summary>What people are told of caseloads.</summary>
public static class CaseloadNotifications
{
    public static readonly NotificationKind HandedOver = new("patient_handed_over", NotificationTopic.People, Category.Plan)
    {
        Unnamed = true,
    };
}
