using CareCoord.Access;

namespace CareCoord.SavedViews;

/// <summary>What is done with the saved views of a desk, in the audit: they are their owner’s own.</summary>
internal static class SavedViewAccess
{
    public static readonly AuditedAction Read = new("saved-views.read", "looked at the saved views of a desk");
    public static readonly AuditedAction Save = new("view.saved", "saved a view of a desk");
    public static readonly AuditedAction KeepColumns = new("columns.kept", "arranged the columns of a desk");
    public static readonly AuditedAction Remove = new("view.removed", "removed a saved view of a desk");
}
