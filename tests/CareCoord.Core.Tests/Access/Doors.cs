using System.Reflection;
using CareCoord.Access;
using CareCoord.SavedViews;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.Access;

/// <summary>Every way that Core offers to a record: the public methods of its queries and use cases, found by reflection.</summary>
public static class Doors
{
    /// <summary>Queries that are asked for nobody: they hold nothing of any patient or account.</summary>
    public static readonly string[] OpenToAll = ["OrganisationQueries.CardAsync", "BusinessCalendarQueries.CalendarAsync"];

    /// <summary>How to make each request; a new use case comes here with its request for this cast's patient.</summary>
    private static readonly Dictionary<Type, Func<Cast, object>> Requests = new()
    {
        [typeof(ActivityTicked)] = cast => new ActivityTicked(cast.Patient, cast.Plan.Activity, new DateOnly(2026, 11, 23), Done: true),
    };

    /// <summary>Requests about nobody's record: what somebody does with what is their own.</summary>
    private static readonly Dictionary<Type, Func<object>> RequestsOfOnesOwn = new()
    {
        [typeof(ViewSaved)] = () => new ViewSaved(Desk.Tasks, "Late", "list=Late"),
        [typeof(ViewRemoved)] = () => new ViewRemoved(Guid.CreateVersion7()),
    };

    /// <summary>All of them, as Type.Method.</summary>
    public static IReadOnlyList<MethodInfo> All { get; } =
    [
        .. typeof(Actor).Assembly.GetTypes().Where(type => type.IsClass && IsDoor(type))
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

    private static object? Value(MethodInfo door, ParameterInfo parameter, Actor actor, Cast cast) => parameter switch
    {
        { ParameterType: var type } when type == typeof(Actor) => actor,
        { ParameterType: var type } when type == typeof(CancellationToken) => CancellationToken.None,
        { ParameterType: var type, Name: "patientId" } when type == typeof(Guid) => cast.Patient,
        { ParameterType: var type, Name: "before" or "after" or "pastFrom" } when type == typeof(string) => null,
        { ParameterType: var type } when type == typeof(Desk) => Desk.Tasks,
        { ParameterType: var type } when RequestsOfOnesOwn.TryGetValue(type, out var makeOwn) => makeOwn(),
        { ParameterType: var type } when Requests.TryGetValue(type, out var make) => make(cast),
        _ => throw new Xunit.Sdk.XunitException(
            $"{Name(door)} has a parameter {parameter.ParameterType.Name} {parameter.Name} that this matrix does not know: teach it here."),
    };

    private static bool IsDoor(Type type) =>
        type.IsVisible && (type.Name.EndsWith("Queries", StringComparison.Ordinal) || type.GetMethod("RunAsync") is not null);
}
