using System.Reflection;
using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.CareTeams;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.Access;

/// <summary>Every way that Core offers to a record: the public methods of its queries and use cases, found by reflection.</summary>
public static class Doors
{
    /// <summary>Queries that are asked for nobody: they hold nothing of any patient or account.</summary>
    public static readonly string[] OpenToAll = ["OrganisationQueries.CardAsync"];

    /// <summary>How to make each request; a new use case comes here with its request for this cast's patient.</summary>
    private static readonly Dictionary<Type, Func<Cast, object>> Requests = new()
    {
        [typeof(ActivityTicked)] = cast => new ActivityTicked(cast.Patient, cast.Plan.Activity, new DateOnly(2026, 11, 23), Done: true),
        [typeof(TeamJoined)] = cast => new TeamJoined(cast.Patient, cast.Coordinator.AccountId, TeamRole.Coordinator, "Anything"),
        [typeof(MemberChanged)] = cast => new MemberChanged(cast.Patient, cast.Member, cast.MemberVersion, TeamRole.Nurse, "Bandages"),
        [typeof(TeamLeft)] = cast => new TeamLeft(cast.Patient, cast.Member, cast.MemberVersion),
        [typeof(ConcernNamed)] = cast => new ConcernNamed(cast.Patient, "Sleeping well", cast.Member, Category.None),
        [typeof(ConcernLed)] = cast => new ConcernLed(cast.Patient, cast.Concern, cast.ConcernVersion, null),
        [typeof(ConcernClosed)] = cast => new ConcernClosed(cast.Patient, cast.Concern, cast.ConcernVersion),
    };

    /// <summary>Requests about nobody's record: what somebody does with their own account.</summary>
    private static readonly Dictionary<Type, Func<object>> RequestsOfOnesOwn = new()
    {
        [typeof(ContactChanged)] = () => new ContactChanged("(312) 555-0100", "Call in the morning"),
    };

    /// <summary>Doors that open for the patient's coordinator only; the patient may read what they lead to.</summary>
    private static readonly string[] OfTheCoordinator =
    [
        "CandidateQueries.CandidatesAsync", "CandidateQueries.CandidateAsync", "JoinCareTeam.RunAsync", "ChangeTeamMember.RunAsync",
        "LeaveCareTeam.RunAsync", "NameConcern.RunAsync", "LeadConcern.RunAsync", "CloseConcern.RunAsync",
    ];

    /// <summary>All of them, as Type.Method.</summary>
    public static IReadOnlyList<MethodInfo> All { get; } =
    [
        .. typeof(Actor).Assembly.GetTypes().Where(type => type.IsClass && IsDoor(type))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName),
    ];

    public static string Name(MethodInfo door) => $"{door.DeclaringType!.Name}.{door.Name}";

    /// <summary>Somebody of the cast for whom it opens.</summary>
    public static Actor Opener(MethodInfo door, Cast cast) => OfTheCoordinator.Contains(Name(door)) ? cast.Coordinator : cast.Self;

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

    private static object? Value(MethodInfo door, ParameterInfo parameter, Actor actor, Cast cast) => parameter switch
    {
        { ParameterType: var type } when type == typeof(Actor) => actor,
        { ParameterType: var type } when type == typeof(CancellationToken) => CancellationToken.None,
        { ParameterType: var type, Name: "patientId" } when type == typeof(Guid) => cast.Patient,
        { ParameterType: var type, Name: "before" or "after" or "pastFrom" } when type == typeof(string) => null,
        { ParameterType: var type, Name: "accountId" } when type == typeof(Guid) => cast.Coordinator.AccountId,
        { ParameterType: var type } when type == typeof(StaffSearch) => new StaffSearch("Nurse", null, null),
        { ParameterType: var type } when RequestsOfOnesOwn.TryGetValue(type, out var makeOwn) => makeOwn(),
        { ParameterType: var type } when Requests.TryGetValue(type, out var make) => make(cast),
        _ => throw new Xunit.Sdk.XunitException(
            $"{Name(door)} has a parameter {parameter.ParameterType.Name} {parameter.Name} that this matrix does not know: teach it here."),
    };

    private static bool IsDoor(Type type) =>
        type.IsVisible && (type.Name.EndsWith("Queries", StringComparison.Ordinal) || type.GetMethod("RunAsync") is not null);
}
