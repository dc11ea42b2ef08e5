using CareCoord.Access;
using CareCoord.Notifications;

namespace CareCoord.LegalDocuments;

/// <summary>What people are told of legal documents.</summary>
public static class LegalDocumentNotifications
{
    public static readonly NotificationKind Submitted = new("document_submitted", NotificationTopic.Tasks, Category.LegalDocuments)
    {
        Subject = LegalDocumentsFeature.Documents,
    };
    public static readonly NotificationKind Returned = new("document_returned", NotificationTopic.Tasks, Category.LegalDocuments)
    {
        Subject = LegalDocumentsFeature.Documents,
    };
    public static readonly NotificationKind Accepted = new("document_accepted", NotificationTopic.Tasks, Category.LegalDocuments)
    {
        Subject = LegalDocumentsFeature.Documents,
    };
    public static readonly NotificationKind Superseded = new("document_superseded", NotificationTopic.Tasks, Category.LegalDocuments)
    {
        Subject = LegalDocumentsFeature.Documents,
    };
    public static readonly NotificationKind Expired = new("document_expired", NotificationTopic.Tasks, Category.LegalDocuments)
    {
        Subject = LegalDocumentsFeature.Documents,
    };
    public static readonly NotificationKind Revoked = new("document_revoked", NotificationTopic.Tasks, Category.LegalDocuments)
    {
        Subject = LegalDocumentsFeature.Documents,
    };
    public static readonly NotificationKind Amended = new("document_amended", NotificationTopic.Tasks, Category.LegalDocuments)
    {
        Subject = LegalDocumentsFeature.Documents,
    };
    public static readonly NotificationKind ReadReminder = new(
        "document_read_reminder",
        NotificationTopic.Reminders,
        Category.LegalDocuments
    )
    {
        Subject = LegalDocumentsFeature.Documents,
    };
    public static readonly NotificationKind Unread = new("document_unread", NotificationTopic.Reminders, Category.LegalDocuments)
    {
        Subject = LegalDocumentsFeature.Documents,
    };
    public static readonly NotificationKind NeedsReviewer = new(
        "document_needs_reviewer",
        NotificationTopic.Reminders,
        Category.LegalDocuments
    )
    {
        Subject = LegalDocumentsFeature.Documents,
        Unnamed = true,
    };
    public static readonly NotificationKind Infected = new("document_infected", NotificationTopic.Tasks, Category.LegalDocuments)
    {
        Subject = LegalDocumentsFeature.Documents,
    };
    public static readonly NotificationKind IncapacityRecorded = new(
        "incapacity_recorded",
        NotificationTopic.Tasks,
        Category.LegalDocuments
    );
    public static readonly NotificationKind IncapacityLifted = new("incapacity_lifted", NotificationTopic.Tasks, Category.LegalDocuments);
}
