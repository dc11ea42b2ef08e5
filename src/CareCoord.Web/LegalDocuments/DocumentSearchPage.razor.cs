using CareCoord.Access;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.LegalDocuments;

/// <summary>The page of the search over legal documents: it reads what the desk begins with, by what its address says.</summary>
public sealed partial class DocumentSearchPage(DocumentSearchQueries queries, NavigationManager navigation)
{
    private DocumentStart? start;

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var me = Viewer.Me;
        var asked = DocumentAddress.Place(new Uri(navigation.Uri).Query);
        var found = await queries.FindAsync(me.Actor, asked.Filter, null, CancellationToken.None);
        DocumentBeside? open = null;
        string? said = null;
        try
        {
            if (asked.Open is { } id)
                open = found.Rows.Items.FirstOrDefault(row => row.Id == id) is { } row
                    ? await queries.BesideAsync(me.Actor, row.PatientId, id, null, CancellationToken.None)
                    : throw new NotFound();
        }
        catch (NotFound)
        {
            said = "That document is not on this page of the list.";
        }

        start = new DocumentStart(
            open is null ? asked.Closed : asked,
            me.Hat == Hat.Coordinator,
            me.TimeZone,
            Viewer.Organisation.TimeZone,
            me.Language,
            Assets["grid.js"]
        )
        {
            Said = said,
        }.Showing(new(found, open));
    }
}
