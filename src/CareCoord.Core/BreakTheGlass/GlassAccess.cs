using CareCoord.Access;

namespace CareCoord.BreakTheGlass;

/// <summary>
/// Who may do what with a broken glass. Nobody here has access to the record yet, so the functions of the database decide, by the
/// asker's hat and what they found; these are the names in the audit.
/// </summary>
public static class GlassAccess
{
    public static readonly AccessRule Break = new("glass.broken", Category.None, Category.None, Hat.Provider, Hat.Coordinator);
    public static readonly AccessRule End = new("glass.ended", Category.None, Category.None, Hat.Provider, Hat.Coordinator);
}
