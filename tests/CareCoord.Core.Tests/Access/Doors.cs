using System.Reflection;
using CareCoord.Access;
using CareCoord.BreakTheGlass;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.Access;

/// <summary>Every way that Core offers to a record: the public methods of its queries and use cases, found by reflection.</summary>
public static class Doors
{
    /// <summary>Queries that are asked for nobody: they hold nothing of any patient or account.</summary>
    public static readonly string[] OpenToAll = ["OrganisationQueries.CardAsync"];

    /// <summary>Doors to a record that even the patient does not pass: they are for those without a relationship who found the person by name.</summary>
    public static readonly string[] NotForThePatient = ["GlassQueries.FoundAsync", "BreakGlass.RunAsync", "EndGlass.RunAsync"];

    /// <summary>How to make each request; a new use case comes here with its request for this cast's patient.</summary>
    private static readonly Dictionary<Type, Func<Cast, object>> Requests = new()
    {
        [typeof(ActivityTicked)] = cast => new ActivityTicked(cast.Patient, cast.Plan.Activity, new DateOnly(2026, 11, 23), Done: true),
        [typeof(GlassToBreak)] = cast => new GlassToBreak(cast.Patient, GlassReason.EmergencyTreatment, "She came to the emergency room by ambulance."),
        [typeof(GlassToEnd)] = cast => new GlassToEnd(cast.Patient),
    };

    /// <summary>Requests that name no patient by id: what they ask for is as near to this cast's patient as it can be without being them.</summary>
    private static readonly Dictionary<Type, object> Nameless = new()
    {
        [typeof(PersonSought)] = new PersonSought("Zebulo", "Example", new DateOnly(1955, 3, 4)),
        [typeof(GlassReviewed)] = new GlassReviewed(Guid.CreateVersion7(), GlassVerdict.Justified, null, null),
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
        { ParameterType: var type, Name: "glassId" } when type == typeof(Guid) => Guid.CreateVersion7(),
        { ParameterType: var type } when Nameless.TryGetValue(type, out var request) => request,
        { ParameterType: var type } when Requests.TryGetValue(type, out var make) => make(cast),
        _ => throw new Xunit.Sdk.XunitException(
            $"{Name(door)} has a parameter {parameter.ParameterType.Name} {parameter.Name} that this matrix does not know: teach it here."),
    };

    private static bool IsDoor(Type type) =>
        type.IsVisible && (type.Name.EndsWith("Queries", StringComparison.Ordinal) || type.GetMethod("RunAsync") is not null);
}
