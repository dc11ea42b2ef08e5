using CareCoord.Access;
using CareCoord.BreakTheGlass;
using CareCoord.Notifications;
using CareCoord.Web.Notifications;
using CareCoord.Web.Shell;

namespace CareCoord.Web.BreakTheGlass;

internal static class BreakTheGlassPages
{
    public static readonly FeaturePages Pages = new()
    {
        Places = [new(10, "/glass", "glass", "Broken glass", Hat.Administrator)],
        Notifications = [new(GlassNotifications.Broken, "eye", Broken, Address)],
        Endpoints = app => app.MapBreakTheGlass(),
    };

    private static string Broken(NotificationContext told) =>
        told.Own ? $"{told.By} opened your record in an emergency, without being on your care team. Look at who saw it."
        : told.Row.PatientId is not null ? $"{told.By} opened {told.Whose} record in an emergency, without being on the care team."
        : $"{told.By} broke the glass: they opened a record in an emergency. Look at the reason.";

    private static string Address(NotificationSubject notification, Hat hat) =>
        notification switch
        {
            { PatientId: { } patient } => $"/patients/{patient}/access",
            { SubjectId: { } glass } when hat == Hat.Administrator => $"/glass/{glass}",
            _ => hat == Hat.Administrator ? "/glass" : "/",
        };
}
