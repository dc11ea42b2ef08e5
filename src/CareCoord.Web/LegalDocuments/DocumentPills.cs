using CareCoord.LegalDocuments;
using CareCoord.Web.Look;

namespace CareCoord.Web.LegalDocuments;

/// <summary>The usual questions over the search, each with how many documents are in it.</summary>
internal static class DocumentPills
{
    public static IReadOnlyList<ViewPill> Of(DocumentCounts counts, DocumentFilter asked, bool isCoordinator)
    {
        var all = new DocumentFilter(Sort: asked.Sort, Reversed: asked.Reversed);
        (string Words, int Count, DocumentFilter View)[] views =
        [
            ("Wait for a review", counts.Waiting, all with { Waiting = true }),
            (isCoordinator ? "Not read by all" : "For me to read", counts.Unread, all with { Unread = true }),
            ("Ending soon", counts.Ending, all with { Ending = true }),
            ("In effect", counts.InEffect, all with { State = DocumentState.Accepted }),
            ("All", counts.Documents, all),
        ];
        return [.. views.Select(view => new ViewPill(view.Words, view.View.Href(), view.Count, asked with { After = null } == view.View))];
    }
}
