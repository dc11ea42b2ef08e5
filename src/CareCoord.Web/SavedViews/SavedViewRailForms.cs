namespace CareCoord.Web.SavedViews;

/// <summary>The names of the forms of the rail, by which a page takes what they send.</summary>
internal static class SavedViewRailForms
{
    public const string Save = "save-view";
    public const string Remove = "remove-view";
}
