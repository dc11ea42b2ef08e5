using CareCoord.Access;
using CareCoord.Notifications;
using CareCoord.Web.LegalDocuments;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Notifications;

/// <summary>Says a notification in a sentence, and where it leads.</summary>
internal static class NoticeWords
{
    /// <summary>The sentence; to the patient "you" and "your", to everybody else the patient's name.</summary>
    public static string Sentence(NotificationRow news, Viewer viewer)
    {
        var own = news.PatientId is { } patient && viewer.IsOwn(patient);
        var whose = own ? "your" : news.Patient is { } name ? $"{name}’s" : "a patient’s";
        var about = $"“{news.Subject}”" + (own || news.Patient is null ? "" : $", for {news.Patient}");
        return news.Kind switch
        {
            NotificationKind.TaskAsked => $"{news.By} asks you to take on {about}.",
            NotificationKind.TaskAccepted => $"{news.By} has taken on {about}.",
            NotificationKind.TaskDeclined => $"{news.By} will not take on {about}. Somebody else is needed.",
            NotificationKind.TaskWaiting => $"{news.By} cannot go on yet with {about}: it waits for somebody.",
            NotificationKind.TaskDone => $"{news.By} has finished {about}.",
            NotificationKind.TaskCancelled => $"{news.By} has cancelled {about}.",
            NotificationKind.TaskChanged => $"{news.By} has changed {about}.",
            NotificationKind.TaskNoted => $"{news.By} has written a note at {about}.",
            NotificationKind.TaskReminder => $"A reminder: {about} is still open.",
            NotificationKind.TaskLate => $"Late, and now with you to settle: {about}.",
            NotificationKind.TaskLateDeputy => $"Late, and nobody has settled it: {about}. You stand in for the coordinator.",
            NotificationKind.PatientHandedOver when own => $"You have a new care coordinator. {news.By} has handed your care over.",
            NotificationKind.PatientHandedOver when viewer.Me.Hat == Hat.Coordinator => $"{news.By} has handed {news.Patient ?? "some of their patients"} over to you.",
            NotificationKind.PatientHandedOver => $"{news.Patient ?? "A patient"} has a new care coordinator. {news.By} has handed over.",
            NotificationKind.TeamJoined when news.AboutReader => $"You are now on {whose} care team.",
            NotificationKind.TeamJoined => $"{news.Subject ?? "Somebody"} has joined {whose} care team.",
            // Whoever left and no longer sees the patient is told without the name.
            NotificationKind.TeamLeft when news.AboutReader || news.PatientId is null => $"You are no longer on {whose} care team.",
            NotificationKind.TeamLeft => $"{news.Subject ?? "Somebody"} has left {whose} care team.",
            NotificationKind.GlassBroken when own => $"{news.By} opened your record in an emergency, without being on your care team. Look at who saw it.",
            NotificationKind.GlassBroken when news.PatientId is not null => $"{news.By} opened {whose} record in an emergency, without being on the care team.",
            NotificationKind.GlassBroken => $"{news.By} broke the glass: they opened a record in an emergency. Look at the reason.",
            NotificationKind.DeputyMissing => $"A late task has nobody behind its coordinator: name a deputy for {news.Subject}.",
            NotificationKind.DeputyChosen => $"You are the standing deputy of {news.Subject} now: what is late with them for long comes to you.",
            NotificationKind.StandInPlanned => $"You stand in for {news.Subject} while they are away. Look from when until when.",
            NotificationKind.StandInChanged => $"{news.Subject} is away for less long than planned, or not at all. Look until when you stand in.",
            NotificationKind.CardMade => $"{news.By} has made a wallet card for {(own ? "you" : news.Patient ?? "a patient")}. End it if that was not meant.",
            NotificationKind.CardOpened => $"Somebody opened {whose} wallet card with its PIN. If you do not know who, end the card.",
            NotificationKind.CardRests => $"Somebody entered 5 wrong PINs at {whose} wallet card. It cannot be opened for 15 minutes.",
            NotificationKind.CardClosed => $"Somebody entered 20 wrong PINs at {whose} wallet card, so it is closed. Make a new one.",
            >= NotificationKind.DocumentSubmitted => OfDocument(news, own, whose),
            _ => AboutAccess(news, own, whose),
        };
    }

    private static string OfDocument(NotificationRow news, bool own, string whose)
    {
        var what = $"{whose} {DocumentWords.Within(news.Subject)}";
        return news.Kind switch
        {
            NotificationKind.DocumentSubmitted => $"{news.By} has handed in {what}.",
            NotificationKind.DocumentReturned => $"{news.By} has sent {what} back. Look at what to mend.",
            NotificationKind.DocumentAccepted => $"{news.By} has accepted {what}: it is in effect.",
            NotificationKind.DocumentSuperseded => $"A newer version has taken the place of {what}.",
            NotificationKind.DocumentExpired => $"The last day of {what} is over. It does not count any more.",
            NotificationKind.DocumentRevoked => $"{news.By} has taken back {what}. It does not count any more.",
            NotificationKind.DocumentReadReminder => $"A reminder: read {what}, and confirm it.",
            NotificationKind.DocumentUnread => $"Some of the care team have not confirmed reading {what}. They were reminded.",
            NotificationKind.DocumentNeedsReviewer => "A legal document waits for a review, and nobody may do it: its coordinator has no deputy, or there is none. Choose one.",
            NotificationKind.DocumentInfected => $"The virus scanner found something harmful in {what}, so it was not kept. Hand it in again as pictures.",
            NotificationKind.IncapacityRecorded => own ? $"{news.By} has recorded that you cannot decide for yourself just now." : $"{news.By} has recorded that {news.Patient ?? "a patient"} cannot decide just now.",
            NotificationKind.IncapacityLifted => own ? $"{news.By} has recorded that you can decide for yourself again." : $"{news.By} has recorded that {news.Patient ?? "a patient"} can decide again.",
            _ => throw new ArgumentOutOfRangeException(nameof(news)),
        };
    }

    // Whoever can no longer see the patient is told without the name.
    private static string AboutAccess(NotificationRow news, bool own, string whose) => news.Kind switch
    {
        NotificationKind.GrantGiven when own => "Somebody can now see your record and help you. Look at who it is.",
        NotificationKind.GrantGiven => $"You can now see {whose} record and help.",
        NotificationKind.GrantChanged when own => $"{news.By} has changed what somebody who helps you may see, as you asked. Look whether it is right.",
        NotificationKind.GrantChanged when news.Patient is null => $"{news.By} has changed what you may see of a record. It rests now: you see nothing of it.",
        NotificationKind.GrantChanged => $"{news.By} has changed what you may see of {whose} record.",
        NotificationKind.GrantSuspended when own => $"{news.By} has suspended what somebody who helps you may see, as you asked.",
        NotificationKind.GrantSuspended => $"{news.By} has suspended what you may see of a record. Ask them if you think that is a mistake.",
        NotificationKind.GrantResumed when own => $"{news.By} lets somebody who helps you see your record again, as you asked.",
        NotificationKind.GrantResumed => $"You can see {whose} record again. {news.By} lets it go on.",
        NotificationKind.GrantEnded when own => $"{news.By} has ended what somebody who helped you may see, as you asked.",
        NotificationKind.GrantEnded => $"{news.By} has ended what you may see of a record. Ask them if you think that is a mistake.",
        NotificationKind.InvitationSent => $"{news.By} has invited somebody to help you, as you asked. Look whether it is right.",
        NotificationKind.InvitationAccepted => $"{news.By} has accepted the invitation, and can now see {whose} record.",
        NotificationKind.InvitationStopped => $"An invitation to see {whose} record was stopped: five wrong dates of birth were entered for it.",
        _ => throw new ArgumentOutOfRangeException(nameof(news)),
    };

    /// <summary>The page of what it is about.</summary>
    public static string Address(NotificationSubject news, Hat hat) => news switch
    {
        { Kind: NotificationKind.GlassBroken, PatientId: { } patient } => $"/patients/{patient}/access",
        { Kind: NotificationKind.GlassBroken, SubjectId: { } glass } when hat == Hat.Administrator => $"/glass/{glass}",
        { Kind: NotificationKind.GlassBroken } => hat == Hat.Administrator ? "/glass" : "/",
        { Kind: NotificationKind.PatientHandedOver or NotificationKind.TeamJoined or NotificationKind.TeamLeft, PatientId: { } patient } => $"/patients/{patient}/plan",
        { Kind: NotificationKind.PatientHandedOver } => "/caseload",
        { Kind: NotificationKind.DeputyMissing, SubjectId: { } coordinator } => $"/absence?of={coordinator}.coordinator",
        { Kind: NotificationKind.DeputyChosen or NotificationKind.StandInPlanned or NotificationKind.StandInChanged } => "/absence",
        { Kind: >= NotificationKind.GrantGiven and <= NotificationKind.InvitationStopped } => news.PatientId is { } patient && hat is Hat.Patient or Hat.Coordinator ? $"/patients/{news.PatientId}/access" : "/",
        { Kind: NotificationKind.DocumentNeedsReviewer } => "/absence",
        { Kind: NotificationKind.IncapacityRecorded or NotificationKind.IncapacityLifted, PatientId: { } patient } => $"/patients/{patient}/documents",
        { Kind: >= NotificationKind.DocumentSubmitted and <= NotificationKind.DocumentInfected, PatientId: { } patient, SubjectId: { } document } => $"/patients/{patient}/documents/{document}",
        { Kind: >= NotificationKind.CardMade and <= NotificationKind.CardClosed, PatientId: { } patient } => $"/patients/{patient}/documents/card",
        { PatientId: { } patient, SubjectId: { } task } => hat is Hat.Coordinator or Hat.Provider ? $"/tasks?task={task}&patient={patient}" : $"/patients/{patient}/plan",
        // What stands in the queue of a unit.
        { Kind: NotificationKind.TaskAsked or NotificationKind.TaskReminder } when hat == Hat.Provider => "/tasks?list=units",
        _ => "/",
    };

    /// <summary>The symbol beside it.</summary>
    public static string Icon(NotificationKind kind) => kind switch
    {
        NotificationKind.TaskReminder or NotificationKind.TaskLate or NotificationKind.TaskLateDeputy or NotificationKind.DeputyMissing => "clock",
        NotificationKind.PatientHandedOver or NotificationKind.TeamJoined or NotificationKind.TeamLeft or NotificationKind.DeputyChosen
            or NotificationKind.StandInPlanned or NotificationKind.StandInChanged => "people",
        NotificationKind.GlassBroken or (>= NotificationKind.GrantGiven and <= NotificationKind.InvitationStopped) => "eye",
        >= NotificationKind.DocumentSubmitted and <= NotificationKind.CardClosed => "paper",
        NotificationKind.TaskAccepted or NotificationKind.TaskDone => "check",
        NotificationKind.TaskDeclined or NotificationKind.TaskCancelled => "cross",
        _ => "flag",
    };
}
