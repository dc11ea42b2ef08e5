using CareCoord.Shared;

namespace CareCoord.Notifications;

/// <summary>What is new for one person under one hat: how much of it they have not read, and a page of it, newest first.</summary>
public sealed record NotificationsView(int Unread, Page<NotificationRow> Rows);

/// <summary>One notification with what it takes to say it, as far as its reader may see that.</summary>
/// <param name="By">Who caused it; "CareCoord" where the portal did by itself.</param>
/// <param name="Subject">The title of the care task, the kind of legal document as the database writes it, or who joined or left the care
/// team. Null where there is none to see.</param>
/// <param name="AboutReader">Who joined or left is the reader.</param>
public sealed record NotificationRow(
    Guid Id,
    NotificationKind Kind,
    Guid? PatientId,
    string? Patient,
    Guid? SubjectId,
    string By,
    string? Subject,
    bool AboutReader,
    DateTimeOffset At,
    bool IsUnread
);

/// <summary>Where a notification leads: what it is about.</summary>
public sealed record NotificationSubject(NotificationKind Kind, Guid? PatientId, Guid? SubjectId);

/// <summary>How a person is told, by their own choices and the defaults.</summary>
/// <param name="TimeZone">The time zone of the account, by which the times are.</param>
public sealed record NotificationChoicesView(
    IReadOnlyList<TopicView> Topics,
    string TimeZone,
    TimeOnly? QuietFrom,
    TimeOnly? QuietUntil,
    TimeOnly DailyAt
);

/// <summary>One topic; a fixed one is always on in the portal.</summary>
public sealed record TopicView(NotificationTopic Topic, bool InPortal, MailPace ByEmail, bool IsFixed);
