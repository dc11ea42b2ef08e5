using CareCoord.Access;

namespace CareCoord.BreakTheGlass;

/// <summary>
/// Who may do what with a broken glass. Nobody here has access to the record yet, so the functions of the database decide, by the asker's
/// hat and what they found. These are the names in the audit.
/// </summary>
public static class GlassAccess
{
    public static readonly AccessRule Break = new(
        "glass.broken",
        "broke the glass: opened the record in an emergency and said why",
        Category.None,
        Category.None,
        Hat.Provider,
        Hat.Coordinator
    );
    public static readonly AccessRule End = new(
        "glass.ended",
        "closed the record again after breaking the glass",
        Category.None,
        Category.None,
        Hat.Provider,
        Hat.Coordinator
    );
    public static readonly AuditedAction Search = new("person.searched", "looked for this person by name and date of birth")
    {
        Reads = Reading.List,
    };
    public static readonly AuditedAction SearchRefused = new("person.search-refused", "looked for too many people");
    public static readonly AuditedAction Find = new("find-person.read", "saw the name among the people they had found")
    {
        Reads = Reading.List,
    };
    public static readonly AuditedAction ReadReviews = new("glass-reviews.read", "saw the name on the list of broken glass")
    {
        Reads = Reading.List,
    };
    public static readonly AuditedAction Review = new("glass.reviewed", "checked why the glass was broken");
}
