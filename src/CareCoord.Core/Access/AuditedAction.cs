using System.Reflection;

namespace CareCoord.Access;

/// <summary>What of a record somebody reads.</summary>
public enum Reading
{
    /// <summary>That it is there, or a line of it, in a list of many people.</summary>
    List,

    /// <summary>A page of it, or a file.</summary>
    Page,
}

/// <summary>
/// Something that is done, by its name in the audit, and as the access history says it after a name: "read the plan". It is declared as a
/// static field of its feature.
/// </summary>
public record AuditedAction(string Action, string Said)
{
    /// <summary>What of a record is read by it; null where it changes something, or is about no record.</summary>
    public Reading? Reads { get; init; }

    private const BindingFlags Fields = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Every action that is declared, by its name in the audit.</summary>
    public static IReadOnlyDictionary<string, AuditedAction> All => Declared.Value;

    // A field of a generic type would have no one value; there is none of these.
    private static readonly Lazy<Dictionary<string, AuditedAction>> Declared = new(() =>
        typeof(AuditedAction)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetFields(Fields))
            .Where(field => typeof(AuditedAction).IsAssignableFrom(field.FieldType))
            .Select(field => (AuditedAction)field.GetValue(null)!)
            .ToDictionary(declared => declared.Action)
    );
}
