using CareCoord.Access;
using CareCoord.Caseloads;
using CareCoord.Notifications;
using CareCoord.Web.Notifications;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Caseloads;

internal static class CaseloadsPages
{
    public static readonly FeaturePages Pages = new()
    {
        Places = [new(0, "/", "home", "Overview", Hat.Coordinator), new(10, "/caseload", "people", "Caseload", Hat.Coordinator)],
        Notifications = [new(CaseloadNotifications.HandedOver, "people", HandedOver, Address)],
    };

    private static string HandedOver(NotificationContext told) =>
        told.Own ? $"You have a new care coordinator. {told.By} has handed your care over."
        : told.Hat == Hat.Coordinator ? $"{told.By} has handed {told.Patient ?? "some of their patients"} over to you."
        : $"{told.Patient ?? "A patient"} has a new care coordinator. {told.By} has handed over.";

    private static string Address(NotificationSubject notification, Hat hat) =>
        notification.PatientId is { } patient ? $"/patients/{patient}/plan" : "/caseload";
}
