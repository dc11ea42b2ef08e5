using System.Reflection;
using CareCoord.Access;

namespace CareCoord.Notifications;

/// <summary>
/// What a notification is about; its words are made when it is shown. It is declared as a static field of its feature.
/// </summary>
/// <param name="Name">As the database writes it, in snake case.</param>
/// <param name="Topic">The topic under which people choose how they are told of it.</param>
/// <param name="Part">Whoever may see none of these parts of a patient's record is not shown it; none, where it is never about a
/// patient.</param>
public sealed record NotificationKind(string Name, NotificationTopic Topic, Category Part)
{
    private const BindingFlags Fields = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Lazy<SortedDictionary<string, NotificationKind>> Declared = new(() =>
        new(
            typeof(NotificationKind)
                .Assembly.GetTypes()
                .SelectMany(type => type.GetFields(Fields))
                .Where(field => field.FieldType == typeof(NotificationKind))
                .Select(field => (NotificationKind)field.GetValue(null)!)
                .ToDictionary(kind => kind.Name),
            StringComparer.Ordinal
        )
    );

    /// <summary>Where what it is about stands: whoever may not see that very row, by part or label, is neither told nor shown it.</summary>
    public RecordTable? Subject { get; init; }

    /// <summary>It is also told without a patient, where its reader may not know whose record it is about.</summary>
    public bool Unnamed { get; init; }

    /// <summary>Every kind that is declared, in the order of their names.</summary>
    public static IReadOnlyCollection<NotificationKind> All => Declared.Value.Values;

    /// <summary>The kind that the database names so. Throws <see cref="KeyNotFoundException"/> where none is declared.</summary>
    public static NotificationKind Of(string name) => Declared.Value[name];
}
