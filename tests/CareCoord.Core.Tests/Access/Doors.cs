using System.Reflection;
using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Amendments;
using CareCoord.BreakTheGlass;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.Consents;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Notifications;
using CareCoord.OpenPages;
using CareCoord.Organisations;
using CareCoord.SavedViews;
using CareCoord.Testing;
using CareCoord.Transitions;
using CareCoord.TreatmentPlans;
using CareCoord.WalletCards;

namespace CareCoord.Core.Tests.Access;

/// <summary>Every way that Core offers to a record: the public methods of its queries and use cases, found by reflection.</summary>
public static class Doors
{
    /// <summary>Queries that are asked for nobody: they hold nothing of any patient or account.</summary>
    public static readonly string[] OpenToAll = ["OrganisationQueries.CardAsync", "BusinessCalendarQueries.CalendarAsync"];

    /// <summary>
    /// Doors to a record that even the patient does not pass: they are for those without a relationship who found the person by name, for the coordinator
    /// who looks for members of the team, or for what coordinators note among themselves.
    /// </summary>
    public static readonly string[] NotForThePatient =
    [
        "GlassQueries.FoundAsync",
        "BreakGlass.RunAsync",
        "EndGlass.RunAsync",
        "CandidateQueries.CandidatesAsync",
        "CandidateQueries.CandidateAsync",
        "CoordinateQueries.CoordinateAsync",
        // The coordinator reviews, reminds and amends what is in effect, providers read and say who cannot decide.
        "ReviewLegalDocument.RunAsync",
        "AmendLegalDocument.RunAsync",
        "RemindReaders.RunAsync",
        "ConfirmReading.RunAsync",
        "RecordIncapacity.RunAsync",
        "LiftIncapacity.RunAsync",
    ];

    /// <summary>What shows nobody's record is read without an entry of the audit.</summary>
    public static readonly string[] OfNoRecord = ["SavedViewQueries.ViewsAsync"];

    /// <summary>Lists without any patient that the hat alone may refuse, before the database is asked.</summary>
    public static readonly string[] RefusedByHat =
    [
        "OpenInvitedAccount.RunAsync",
        "AccountQueries.AccountsAsync",
        "AbsenceQueries.AbsencesAsync",
        "AbsenceQueries.AwayNowAsync",
        "AbsenceQueries.DeputyOfAsync",
        "ClinicQueries.ClinicAsync",
        "GlassQueries.FindPersonAsync",
        "GlassQueries.FoundAsync",
        "GlassQueries.ReviewsAsync",
        "GlassQueries.ReviewAsync",
        "SavedViewQueries.ViewsAsync",
        "CareTaskQueries.DeskAsync",
        "CaseloadDeskQueries.DeskAsync",
        "CoordinateQueries.CoordinateAsync",
        "HandOverQueries.ChoiceAsync",
        "SaveView.RunAsync",
        "RemoveView.RunAsync",
        "DocumentSearchQueries.FindAsync",
    ];

    /// <summary>How to make each request; a new use case comes here with its request for this cast's patient.</summary>
    private static readonly Dictionary<Type, Func<Cast, object>> Requests = new()
    {
        [typeof(NotificationOpened)] = cast => new NotificationOpened(cast.NotificationId),
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

    /// <summary>Requests that name no patient by id: what they ask for is as near to this cast's patient as it can be without being them.</summary>
    private static readonly Dictionary<Type, object> Nameless = new()
    {
        [typeof(ContactChanged)] = new ContactChanged("(312) 555-0100", "Call in the morning"),
        [typeof(PersonSought)] = new PersonSought("Zebulo", "Example", new DateOnly(1955, 3, 4)),
        [typeof(InvitationAccepted)] = new InvitationAccepted("a guess", new DateOnly(1955, 3, 4)),
        [typeof(InvitedAccount)] = new InvitedAccount("a guess", "Mallory", "four words that nobody expects", "America/Chicago"),
        [typeof(PreviewEnded)] = new PreviewEnded(Guid.CreateVersion7()),
        [typeof(GlassReviewed)] = new GlassReviewed(Guid.CreateVersion7(), GlassVerdict.Justified, null, null),
        [typeof(ViewSaved)] = new ViewSaved(Desk.Tasks, "Late", "list=Late"),
        [typeof(ViewRemoved)] = new ViewRemoved(Guid.CreateVersion7()),
    };

    /// <summary>The use cases of these folders are the staff's: patients and caregivers are told that they cannot do it.</summary>
    public static bool IsStaffs(MethodInfo door) =>
        door.Name == "RunAsync"
        && new[] { typeof(CareTask), typeof(CareConcern), typeof(SetRisk), typeof(RecordDischarge) }.Any(staffs =>
            staffs.Namespace == door.DeclaringType!.Namespace
        );

    /// <summary>Requests that are about no patient: about this cast's staff, or about the clinic.</summary>
    private static readonly Dictionary<Type, Func<Cast, object>> RequestsOfStaff = new()
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
    private static readonly Dictionary<Type, Func<object>> OwnRequests = new()
    {
        [typeof(NotificationsChosen)] = () =>
            new NotificationsChosen([new(NotificationTopic.Tasks, true, MailPace.Daily)], null, null, new TimeOnly(7, 0)),
    };

    /// <summary>What only counts is no entry of the audit.</summary>
    public static readonly string[] Counts = ["NotificationQueries.UnreadAsync", "OpenPageQueries.AccessAsync"];

    /// <summary>All of them, as Type.Method.</summary>
    public static IReadOnlyList<MethodInfo> All { get; } =
    [
        .. typeof(Actor)
            .Assembly.GetTypes()
            .Where(type => type.IsClass && IsDoor(type))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName),
    ];

    public static string Name(MethodInfo door) => $"{door.DeclaringType!.Name}.{door.Name}";

    /// <summary>It is about one patient, whom the caller names.</summary>
    public static bool NamesAPatient(MethodInfo door) =>
        door.GetParameters().Any(p => p.Name == "patientId" || Requests.ContainsKey(p.ParameterType));

    /// <summary>Calls it for the patient of this cast; fails where a parameter is not known here, so that a new one is thought about.</summary>
    public static async Task<object?> OpenAsync(TestDatabase database, MethodInfo door, Actor actor, Cast cast)
    {
        var get = typeof(TestDatabase).GetMethod(nameof(TestDatabase.Get))!.MakeGenericMethod(door.DeclaringType!);
        var values = door.GetParameters().Select(p => Value(door, p, actor, cast)).ToArray();
        var task = (Task)door.Invoke(get.Invoke(database, null), BindingFlags.DoNotWrapExceptions, null, values, null)!;
        await task;
        return task.GetType().GetProperty("Result")?.GetValue(task);
    }

    private static object? Value(MethodInfo door, ParameterInfo parameter, Actor actor, Cast cast) =>
        parameter switch
        {
            { ParameterType: var type } when type == typeof(Actor) => actor,
            { ParameterType: var type } when type == typeof(CancellationToken) => CancellationToken.None,
            { ParameterType: var type, Name: "patientId" } when type == typeof(Guid) => cast.Patient,
            { ParameterType: var type, Name: "before" or "after" or "pastFrom" or "name" } when type == typeof(string) => null,
            { ParameterType: var type } when type == typeof(Desk) => Desk.Tasks,
            { ParameterType: var type, Name: "upTo" } when type == typeof(Guid) => Guid.AllBitsSet,
            { ParameterType: var type, Name: "accountId" } when type == typeof(Guid) => cast.Coordinator.AccountId,
            { ParameterType: var type } when type == typeof(StaffSearch) => new StaffSearch("Nurse", null, null),
            { Name: "grantId" } => cast.Grant,
            { Name: "invitationId" } => cast.Consents?.Invitation ?? default,
            { Name: "token" } => "a guess",
            { ParameterType: var type } when type == typeof(IReadOnlyList<OpenPageRecord>) => new[]
            {
                new OpenPageRecord(Guid.CreateVersion7(), Category.Plan),
            },
            { Name: "documentId" } => cast.Documents!.InEffect,
            { Name: "uploadId" } => null,
            { Name: "number" } => 1,
            { Name: "taskId" } => cast.Task!.Task,
            { Name: "attachmentId" } => cast.Task!.File,
            { ParameterType: var type } when type == typeof(CaseloadFilter) => new CaseloadFilter(CaseloadSort.Need),
            { ParameterType: var type } when type == typeof(DocumentFilter) => new DocumentFilter(),
            { ParameterType: var type, Name: "patients" } when type == typeof(IReadOnlyList<Guid>) => new[] { cast.Patient },
            { ParameterType: var type, Name: "known" } when type == typeof(IReadOnlyList<Guid>) => null,
            { ParameterType: var type } when type == typeof(TaskFilter) => new TaskFilter(
                TaskList.Mine,
                TaskSort.Due,
                null,
                null,
                null,
                null,
                TimeZoneInfo.Utc,
                null
            ),
            { ParameterType: var type, Name: "glassId" } when type == typeof(Guid) => Guid.CreateVersion7(),
            { ParameterType: var type } when Nameless.TryGetValue(type, out var request) => request,
            { ParameterType: var type, Name: "hat" } when type == typeof(Hat) => Hat.Coordinator,
            { ParameterType: var type } when RequestsOfStaff.TryGetValue(type, out var make) => make(cast),
            { ParameterType: var type } when Requests.TryGetValue(type, out var make) => make(cast),
            { ParameterType: var type } when OwnRequests.TryGetValue(type, out var make) => make(),
            _ => throw new Xunit.Sdk.XunitException(
                $"{Name(door)} has a parameter {parameter.ParameterType.Name} {parameter.Name} that this matrix does not know: teach it here."
            ),
        };

    private static bool IsDoor(Type type) =>
        type.IsVisible && (type.Name.EndsWith("Queries", StringComparison.Ordinal) || type.GetMethod("RunAsync") is not null);
}
