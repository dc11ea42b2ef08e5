using CareCoord.Access;
using CareCoord.LegalDocuments;
using CareCoord.Notifications;
using CareCoord.Web.Notifications;
using CareCoord.Web.Shell;

namespace CareCoord.Web.LegalDocuments;

internal static class LegalDocumentsPages
{
    public static readonly FeaturePages Pages = new()
    {
        Tabs = [new(50, "documents", "Documents", Category.LegalDocuments) { Icon = "paper" }],
        Places =
        [
            new(30, "/documents/search", "paper", "Documents", Hat.Coordinator, Hat.Provider)
            {
                Count = waits => PlaceCount.New(waits.DocumentsToRead, "to read") ?? PlaceCount.Open(waits.DocumentsToReview, "to review"),
            },
        ],
        Notifications =
        [
            new(LegalDocumentNotifications.Submitted, "paper", told => $"{told.By} has handed in {What(told)}.", Address),
            new(
                LegalDocumentNotifications.Returned,
                "paper",
                told => $"{told.By} has sent {What(told)} back. Look at what to mend.",
                Address
            ),
            new(LegalDocumentNotifications.Accepted, "paper", told => $"{told.By} has accepted {What(told)}: it is in effect.", Address),
            new(LegalDocumentNotifications.Superseded, "paper", told => $"A newer version has taken the place of {What(told)}.", Address),
            new(
                LegalDocumentNotifications.Expired,
                "paper",
                told => $"The last day of {What(told)} is over. It does not count any more.",
                Address
            ),
            new(
                LegalDocumentNotifications.Revoked,
                "paper",
                told => $"{told.By} has taken back {What(told)}. It does not count any more.",
                Address
            ),
            new(
                LegalDocumentNotifications.Amended,
                "paper",
                told => $"{told.By} has corrected what stands here of {What(told)}. Look at what changed.",
                Address
            ),
            new(LegalDocumentNotifications.ReadReminder, "paper", told => $"A reminder: read {What(told)}, and confirm it.", Address),
            new(
                LegalDocumentNotifications.Unread,
                "paper",
                told => $"Some of the care team have not confirmed reading {What(told)}. They were reminded.",
                Address
            ),
            new(
                LegalDocumentNotifications.NeedsReviewer,
                "paper",
                _ =>
                    "A legal document waits for a review, and nobody may do it: its coordinator has no deputy, or there is none. "
                    + "Choose one.",
                (_, _) => "/absence"
            ),
            new(
                LegalDocumentNotifications.Infected,
                "paper",
                told => $"The virus scanner found something harmful in {What(told)}, so it was not kept. Hand it in again as pictures.",
                Address
            ),
            new(
                LegalDocumentNotifications.IncapacityRecorded,
                "paper",
                told =>
                    told.Own
                        ? $"{told.By} has recorded that you cannot decide for yourself just now."
                        : $"{told.By} has recorded that {told.Patient ?? "a patient"} cannot decide just now.",
                ListAddress
            ),
            new(
                LegalDocumentNotifications.IncapacityLifted,
                "paper",
                told =>
                    told.Own
                        ? $"{told.By} has recorded that you can decide for yourself again."
                        : $"{told.By} has recorded that {told.Patient ?? "a patient"} can decide again.",
                ListAddress
            ),
        ],
        Services = (builder, settings) => builder.Services.AddLegalDocumentPages(settings.Files),
        Endpoints = app => app.MapLegalDocumentEndpoints(),
    };

    private static string What(NotificationContext told) => $"{told.Whose} {LegalDocumentText.Within(told.Subject)}";

    private static string Address(NotificationSubject notification, Hat hat) =>
        notification is { PatientId: { } patient, SubjectId: { } document } ? $"/patients/{patient}/documents/{document}" : "/";

    private static string ListAddress(NotificationSubject notification, Hat hat) =>
        notification.PatientId is { } patient ? $"/patients/{patient}/documents" : "/";
}
