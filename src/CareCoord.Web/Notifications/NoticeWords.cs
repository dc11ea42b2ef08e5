using CareCoord.Access;
using CareCoord.Notifications;
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
            _ => AboutAccess(news, own, whose),
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
        { Kind: >= NotificationKind.GrantGiven } => news.PatientId is { } patient && hat is Hat.Patient or Hat.Coordinator ? $"/patients/{news.PatientId}/access" : "/",
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
        NotificationKind.GlassBroken or >= NotificationKind.GrantGiven => "eye",
        NotificationKind.TaskAccepted or NotificationKind.TaskDone => "check",
        NotificationKind.TaskDeclined or NotificationKind.TaskCancelled => "cross",
        _ => "flag",
    };
}
