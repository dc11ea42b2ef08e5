using System.Reflection;
using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.CareTasks;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.LegalDocuments;
using CareCoord.OpenPages;
using CareCoord.SavedViews;
using CareCoord.Testing;
using CareCoord.Transitions;

namespace CareCoord.Core.Tests.Access;

/// <summary>Every way that Core offers to a record: the public methods of its queries and use cases, found by reflection.</summary>
public static class Doors
{
    /// <summary>Queries that are asked for nobody: they hold nothing of any patient or account.</summary>
    public static readonly string[] OpenToAll = ["OrganisationQueries.CardAsync", "BusinessCalendarQueries.CalendarAsync"];

    /// <summary>
    /// Doors to a record that even the patient does not pass. They are for those without a relationship who found the person by name, or
    /// for the coordinator who looks for members of the team. Others are for what coordinators note among themselves.
    /// </summary>
    public static readonly string[] NotForThePatient =
    [
        "GlassQueries.FoundAsync",
        "BreakGlass.RunAsync",
        "EndGlass.RunAsync",
        "CandidateQueries.CandidatesAsync",
        "CandidateQueries.CandidateAsync",
        "CoordinateQueries.CoordinateAsync",
        "CaseloadDeskQueries.PersonAsync",
        "DocumentSearchQueries.BesideAsync",
        // The coordinator reviews, reminds and amends what is in effect, providers read and say who cannot decide.
        "ReviewLegalDocument.RunAsync",
        "AmendLegalDocument.RunAsync",
        "RemindReaders.RunAsync",
        "ConfirmReading.RunAsync",
        "RecordIncapacity.RunAsync",
        "LiftIncapacity.RunAsync",
        // Staff record what became of a visit that has begun.
        "AppointmentQueries.OutcomeAsync",
        "RecordVisitOutcome.RunAsync",
    ];

    /// <summary>What shows nobody's record is read without an entry of the audit.</summary>
    public static readonly string[] OfNoRecord = ["SavedViewQueries.ViewsAsync", "WaitingQueries.CountsAsync"];

    /// <summary>What the hat alone may refuse, before the database is asked.</summary>
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
        "KeepColumns.RunAsync",
        "DocumentSearchQueries.FindAsync",
        "DocumentSearchQueries.BesideAsync",
    ];

    /// <summary>The use cases of these folders are the staff's: patients and caregivers are told that they cannot do it.</summary>
    public static bool IsStaffs(MethodInfo door) =>
        door.Name == "RunAsync"
        && new[] { typeof(CareTask), typeof(CareConcern), typeof(SetRisk), typeof(RecordDischarge) }.Any(staffs =>
            staffs.Namespace == door.DeclaringType!.Namespace
        );

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
        door.GetParameters().Any(p => p.Name == "patientId" || DoorRequests.OfPatient.ContainsKey(p.ParameterType));

    /// <summary>
    /// Calls it for the patient of this cast; fails where a parameter is not known here, so that a new one is thought about.
    /// </summary>
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
            { Name: "memberId" } => cast.Member,
            { Name: "invitationId" } => cast.Consents?.Invitation ?? default,
            { Name: "token" } => "a guess",
            { ParameterType: var type } when type == typeof(IReadOnlyList<OpenPageRecord>) => new[]
            {
                new OpenPageRecord(Guid.CreateVersion7(), Category.Plan),
            },
            { Name: "documentId" } => cast.Documents!.InEffect,
            { Name: "uploadId" } => null,
            { Name: "number" } => 1,
            { Name: "visitId" } => cast.Visit,
            { Name: "taskId" } => cast.Task!.Task,
            { Name: "attachmentId" } => cast.Task!.File,
            { ParameterType: var type } when type == typeof(CaseloadFilter) => new CaseloadFilter(CaseloadSort.Need),
            { ParameterType: var type } when type == typeof(DocumentFilter) => new DocumentFilter(),
            { ParameterType: var type } when type == typeof(AccessAsked) => new AccessAsked(),
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
            { ParameterType: var type } when DoorRequests.Nameless.TryGetValue(type, out var request) => request,
            { ParameterType: var type, Name: "hat" } when type == typeof(Hat) => Hat.Coordinator,
            { ParameterType: var type } when DoorRequests.OfStaff.TryGetValue(type, out var make) => make(cast),
            { ParameterType: var type } when DoorRequests.OfPatient.TryGetValue(type, out var make) => make(cast),
            { ParameterType: var type } when DoorRequests.OfAsker.TryGetValue(type, out var make) => make(),
            _ => throw new Xunit.Sdk.XunitException(
                $"{Name(door)} has a parameter {parameter.ParameterType.Name} {parameter.Name} that this matrix does not know: "
                    + "teach DoorRequests."
            ),
        };

    private static bool IsDoor(Type type) =>
        type.IsVisible && (type.Name.EndsWith("Queries", StringComparison.Ordinal) || type.GetMethod("RunAsync") is not null);
}
