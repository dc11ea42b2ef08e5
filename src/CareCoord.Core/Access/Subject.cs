namespace CareCoord.Access;

/// <summary>
/// What a reading opens within a record, as the audit keeps it. It is a thing of this kind, by its id or found by a query about the patient
/// <c>$1</c>.
/// </summary>
public sealed record Subject
{
    private Subject(string kind, Guid? id, string found) => (Kind, Id, Found) = (kind, id, found);

    /// <summary>The thing's kind, in the words of the audit.</summary>
    public string Kind { get; }

    internal Guid? Id { get; }

    internal string Found { get; }

    /// <summary>One thing that was asked for by its id.</summary>
    public static Subject Of(string kind, Guid id) => new(kind, id, "$6");

    /// <summary>The thing that a query finds, as far as the asker may see it.</summary>
    internal static Subject By(string kind, string query) => new(kind, null, $"({query})");
}
