namespace CareCoord.Access;

/// <summary>
/// What a reading or a write asks of the record. It names the parts that must be visible, the parts that must be manageable, and the hats
/// that may do it.
/// </summary>
public sealed record AccessRule(string Action, string Said, Category View, Category Manage, params Hat[] Hats) : AuditedAction(Action, Said)
{
    /// <summary>The one relationship that lets it be done; any that lets one manage the parts, where null.</summary>
    public Basis? Only { get; init; }

    /// <summary>
    /// A page of the record is opened by it. What changes from then on is new to the reader, and it counts as a page opened.
    /// </summary>
    public bool IsLook { get; init; }

    /// <summary>Opens a page of the record, for everyone who may see these parts.</summary>
    public static AccessRule ToRead(string action, string said, Category view) =>
        new(action, said, view, Category.None) { IsLook = true, Reads = Reading.Page };

    /// <summary>Reads what a form or a file needs, for everyone who may see these parts.</summary>
    public static AccessRule ToFetch(string action, string said, Category view) =>
        new(action, said, view, Category.None) { Reads = Reading.Page };

    /// <summary>A write to one part, open to these hats.</summary>
    public static AccessRule ToWrite(string action, string said, Category part, params Hat[] hats) => new(action, said, part, part, hats);
}
