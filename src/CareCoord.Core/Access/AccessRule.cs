namespace CareCoord.Access;

/// <summary>
/// What a reading or a write asks of the record: the parts it must be allowed to see, the parts it must be allowed to
/// manage, and the hats that may do it; <paramref name="Action"/> is its name in the audit.
/// </summary>
public sealed record AccessRule(string Action, Category View, Category Manage, params Hat[] Hats)
{
    /// <summary>The one relationship that lets it be done; any that lets one manage the parts, where null.</summary>
    public Basis? Only { get; init; }

    /// <summary>A reading that everyone who may see these parts may do.</summary>
    public static AccessRule ToRead(string action, Category view) => new(action, view, Category.None);

    /// <summary>A write to one part, open to these hats.</summary>
    public static AccessRule ToWrite(string action, Category part, params Hat[] hats) => new(action, part, part, hats);
}
