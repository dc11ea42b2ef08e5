using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Amendments;
using CareCoord.Appointments;
using CareCoord.BreakTheGlass;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.Consents;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Notifications;
using CareCoord.Organisations;
using CareCoord.SavedViews;
using CareCoord.Testing;
using CareCoord.Transitions;
using CareCoord.TreatmentPlans;
using CareCoord.WalletCards;

namespace CareCoord.Core.Tests.Access;

/// <summary>A sample request for each use case, by the type of the request.</summary>
internal static class DoorRequests
{
    /// <summary>How to make each request; a new use case comes here with its request for this cast's patient.</summary>
    public static readonly Dictionary<Type, Func<Cast, object>> OfPatient = new()
    {
        [typeof(NotificationOpened)] = cast => new NotificationOpened(cast.NotificationId),
        [typeof(VisitOutcomeGiven)] = cast => new VisitOutcomeGiven(cast.Patient, cast.Visit, 0, VisitState.Kept, null, null),
        [typeof(ActivityTicked)] = cast => new ActivityTicked(cast.Patient, cast.Plan.Activity, new DateOnly(2026, 11, 23), Done: true),
        [typeof(TeamJoined)] = cast => new TeamJoined(cast.Patient, cast.Coordinator.AccountId, TeamRole.Coordinator, "Anything"),
        [typeof(MemberChanged)] = cast => new MemberChanged(cast.Patient, cast.Member, cast.MemberVersion, TeamRole.Nurse, "Bandages"),
        [typeof(TeamLeft)] = cast => new TeamLeft(cast.Patient, cast.Member, cast.MemberVersion),
        [typeof(ConcernNamed)] = cast => new ConcernNamed(cast.Patient, "Sleeping well", cast.Member, Category.None),
        [typeof(ConcernLed)] = cast => new ConcernLed(cast.Patient, cast.Concern, cast.ConcernVersion, null),
        [typeof(ConcernClosed)] = cast => new ConcernClosed(cast.Patient, cast.Concern, cast.ConcernVersion),
        [typeof(CareTaskAssigned)] = cast => new CareTaskAssigned(
            [cast.Patient],
            new("Call her", "Her sugar is high.", TaskAbout.General, null, Priority.Routine, null, 3),
            new(cast.Provider.AccountId),
            [],
            []
        ),
        [typeof(CareTaskCommanded)] = cast => new CareTaskCommanded(
            cast.Patient,
            cast.Task!.Task,
            1,
            new NoteOnCareTask("She is away on Fridays.")
        ),
        [typeof(TaskStepTicked)] = cast => new TaskStepTicked(cast.Patient, cast.Task!.Task, cast.Task.Step, Done: true),
        [typeof(CareTaskWatched)] = cast => new CareTaskWatched(cast.Patient, cast.Task!.Task, cast.Provider.AccountId, Watches: true),
        [typeof(CareTaskAttached)] = cast => new CareTaskAttached(cast.Patient, cast.Task!.Task, Pages(cast)),
        [typeof(CareTaskDetached)] = cast => new CareTaskDetached(cast.Patient, cast.Task!.Task, cast.Task.File),
        [typeof(DocumentUploaded)] = cast => new DocumentUploaded(
            cast.Patient,
            null,
            cast.Visit,
            DocumentKind.AdvanceDirective,
            Pages(cast)
        ),
        [typeof(DocumentDescribed)] = cast => new DocumentDescribed(
            cast.Patient,
            cast.Documents!.Draft,
            cast.Documents.DraftVersion,
            Facts
        ),
        [typeof(DocumentAmended)] = cast => new DocumentAmended(
            cast.Patient,
            cast.Documents!.InEffect,
            cast.Documents.InEffectVersion,
            new(AmendmentKind.Correction, "The day was read wrongly."),
            Facts
        ),
        [typeof(DocumentSubmitted)] = cast => new DocumentSubmitted(cast.Patient, cast.Documents!.Draft, cast.Documents.DraftVersion),
        [typeof(DocumentDropped)] = cast => new DocumentDropped(cast.Patient, cast.Documents!.Draft),
        [typeof(DocumentReviewed)] = cast => new DocumentReviewed(
            cast.Patient,
            cast.Documents!.InEffect,
            1,
            DocumentVerdict.Accept,
            null,
            []
        ),
        [typeof(DocumentRevoked)] = cast => new DocumentRevoked(
            cast.Patient,
            cast.Documents!.InEffect,
            cast.Documents.InEffectVersion,
            "It says the wrong thing."
        ),
        [typeof(ReadingConfirmed)] = cast => new ReadingConfirmed(cast.Patient, cast.Documents!.InEffect),
        [typeof(ReadersReminded)] = cast => new ReadersReminded(cast.Patient, cast.Documents!.InEffect),
        [typeof(IncapacityFound)] = cast => new IncapacityFound(cast.Patient, "She does not know where she is.", null),
        [typeof(IncapacityLifted)] = cast => new IncapacityLifted(cast.Patient, cast.Visit, "She is awake again."),
        [typeof(WalletCardMade)] = cast => new WalletCardMade(cast.Patient, 12),
        [typeof(WalletCardRevoked)] = cast => new WalletCardRevoked(cast.Patient, cast.Documents!.InEffect),
        [typeof(RiskSet)] = cast => new RiskSet(cast.Patient, Risk.High, "Two falls in a week."),
        [typeof(DischargeRecorded)] = cast => new DischargeRecorded(
            cast.Patient,
            new DateOnly(2026, 11, 20),
            new TimeOnly(14, 0),
            "Riverside Hospital",
            Complexity.High
        ),
        [typeof(PatientsHandedOver)] = cast => new PatientsHandedOver([cast.Patient], cast.Provider.AccountId),
        [typeof(CaregiverInvited)] = cast => new CaregiverInvited(
            cast.Patient,
            "friend@example.test",
            "Frieda",
            "friend",
            Category.Appointments,
            Category.None
        ),
        [typeof(InvitationSentAgain)] = cast => new InvitationSentAgain(cast.Patient, cast.Consents?.Invitation ?? default),
        [typeof(InvitationWithdrawn)] = cast => new InvitationWithdrawn(cast.Patient, cast.Consents?.Invitation ?? default),
        [typeof(GrantChanged)] = cast => new GrantChanged(
            cast.Patient,
            cast.Grant,
            cast.Consents?.GrantVersion ?? 0,
            Category.Appointments,
            Category.None,
            null
        ),
        [typeof(GrantSuspended)] = cast => new GrantSuspended(cast.Patient, cast.Grant, cast.Consents?.GrantVersion ?? 0),
        [typeof(GrantResumed)] = cast => new GrantResumed(
            cast.Patient,
            cast.Consents?.Rested ?? cast.Grant,
            cast.Consents?.RestedVersion ?? 0
        ),
        [typeof(GrantEnded)] = cast => new GrantEnded(cast.Patient, cast.Grant, cast.Consents?.GrantVersion ?? 0),
        [typeof(PreviewBegun)] = cast => new PreviewBegun(cast.Patient, cast.Consents?.Session ?? default, cast.Grant),
        [typeof(GlassToBreak)] = cast => new GlassToBreak(
            cast.Patient,
            GlassReason.EmergencyTreatment,
            "She came to the emergency room by ambulance."
        ),
        [typeof(GlassToEnd)] = cast => new GlassToEnd(cast.Patient),
    };

    private static DocumentFacts Facts =>
        new(DocumentKind.AdvanceDirective, new(2026, 1, 5), "Zelda", null, null, null, null, null, null, null, null, new(), false, []);

    private static FileReceived Pages(Cast cast) =>
        new(
            new(cast.Visit, System.Security.Cryptography.SHA256.HashData(cast.Visit.ToByteArray()), 10, "k1", new byte[60]),
            "application/pdf",
            "x.pdf",
            1,
            ScanState.UnscannedNotConfigured
        );

    /// <summary>
    /// Requests that name no patient by id: what they ask for is as near to this cast's patient as it can be without being them.
    /// </summary>
    public static readonly Dictionary<Type, object> Nameless = new()
    {
        [typeof(TimeZoneChanged)] = new TimeZoneChanged("America/Denver"),
        [typeof(ContactChanged)] = new ContactChanged("(312) 555-0100", "Call in the morning"),
        [typeof(PersonSought)] = new PersonSought("Zebulo", "Example", new DateOnly(1955, 3, 4)),
        [typeof(InvitationAccepted)] = new InvitationAccepted("a guess", new DateOnly(1955, 3, 4)),
        [typeof(InvitedAccount)] = new InvitedAccount("a guess", "Mallory", "four words that nobody expects", "America/Chicago"),
        [typeof(PreviewEnded)] = new PreviewEnded(Guid.CreateVersion7()),
        [typeof(GlassReviewed)] = new GlassReviewed(Guid.CreateVersion7(), GlassVerdict.Justified, null, null),
        [typeof(ViewSaved)] = new ViewSaved(Desk.Tasks, "Late", "list=Late"),
        [typeof(ColumnsKept)] = new ColumnsKept(Desk.Tasks, "what:40"),
        [typeof(ViewRemoved)] = new ViewRemoved(Guid.CreateVersion7()),
    };

    /// <summary>Requests that are about no patient: about this cast's staff, or about the clinic.</summary>
    public static readonly Dictionary<Type, Func<Cast, object>> OfStaff = new()
    {
        [typeof(AbsencePlanned)] = cast => new AbsencePlanned(
            cast.Coordinator.AccountId,
            Hat.Coordinator,
            DateTimeOffset.MinValue,
            DateTimeOffset.MinValue,
            cast.Provider.AccountId,
            null
        ),
        [typeof(AbsenceEnded)] = cast => new AbsenceEnded(cast.Assignment, null),
        [typeof(DeputyChosen)] = cast => new DeputyChosen(cast.Coordinator.AccountId, Hat.Coordinator, cast.Provider.AccountId),
        [typeof(OpeningHoursChanged)] = _ => new OpeningHoursChanged(BusinessCalendar.UsualHours),
        [typeof(HolidayAdded)] = _ => new HolidayAdded(new DateOnly(2026, 12, 25), "Christmas"),
        [typeof(HolidayRemoved)] = _ => new HolidayRemoved(new DateOnly(2026, 12, 25)),
        [typeof(UnitAdded)] = _ => new UnitAdded("Home nursing", null),
        [typeof(UnitChanged)] = cast => new UnitChanged(cast.Patient, "Home nursing", null),
        [typeof(UnitMemberAdded)] = cast => new UnitMemberAdded(cast.Patient, cast.Provider.AccountId),
        [typeof(UnitMemberEnded)] = cast => new UnitMemberEnded(cast.Patient, cast.Member),
    };

    /// <summary>Requests that are about the asker's own account alone.</summary>
    public static readonly Dictionary<Type, Func<object>> OfAsker = new()
    {
        [typeof(NotificationsChosen)] = () =>
            new NotificationsChosen([new(NotificationTopic.Tasks, true, MailPace.Daily)], null, null, new TimeOnly(7, 0)),
    };
}
