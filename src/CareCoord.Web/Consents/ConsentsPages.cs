using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.Notifications;
using CareCoord.Web.Notifications;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Consents;

internal static class ConsentsPages
{
    public static readonly FeaturePages Pages = new()
    {
        // Whoever can no longer see the patient is told without the name.
        Notifications =
        [
            new(
                GrantNotifications.Given,
                "eye",
                told =>
                    told.Own
                        ? "Somebody can now see your record and help you. Look at who it is."
                        : $"You can now see {told.Whose} record and help.",
                Address
            ),
            new(GrantNotifications.Changed, "eye", Changed, Address),
            new(
                GrantNotifications.Suspended,
                "eye",
                told =>
                    told.Own
                        ? $"{told.By} has suspended what somebody who helps you may see, as you asked."
                        : $"{told.By} has suspended what you may see of a record. Call the clinic if you think that is a mistake.",
                Address
            ),
            new(
                GrantNotifications.Resumed,
                "eye",
                told =>
                    told.Own
                        ? $"{told.By} lets somebody who helps you see your record again, as you asked."
                        : $"You can see {told.Whose} record again. {told.By} lets it go on.",
                Address
            ),
            new(
                GrantNotifications.Ended,
                "eye",
                told =>
                    told.Own
                        ? $"{told.By} has ended what somebody who helped you may see, as you asked."
                        : $"{told.By} has ended what you may see of a record. Call the clinic if you think that is a mistake.",
                Address
            ),
            new(
                GrantNotifications.InvitationSent,
                "eye",
                told => $"{told.By} has invited somebody to help you, as you asked. Look whether it is right.",
                Address
            ),
            new(
                GrantNotifications.InvitationAccepted,
                "eye",
                told => $"{told.By} has accepted the invitation, and can now see {told.Whose} record.",
                Address
            ),
            new(
                GrantNotifications.InvitationStopped,
                "eye",
                told => $"An invitation to see {told.Whose} record was stopped: five wrong dates of birth were entered for it.",
                Address
            ),
        ],
        Endpoints = app => app.MapPreviewEndpoints(),
    };

    private static string Changed(NotificationContext told) =>
        told.Own ? $"{told.By} has changed what somebody who helps you may see, as you asked. Look whether it is right."
        : told.Patient is null ? $"{told.By} has changed what you may see of a record. It rests now: you see nothing of it."
        : $"{told.By} has changed what you may see of {told.Whose} record.";

    private static string Address(NotificationSubject notification, Hat hat) =>
        notification.PatientId is { } patient && hat is Hat.Patient or Hat.Coordinator ? $"/patients/{notification.PatientId}/access" : "/";
}
