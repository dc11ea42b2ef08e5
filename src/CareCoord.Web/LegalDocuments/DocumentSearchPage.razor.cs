using System.Globalization;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.LegalDocuments;

/// <summary>Finds legal documents of the viewer’s patients, by what its address says.</summary>
public sealed partial class DocumentSearchPage(DocumentSearchQueries queries)
{
    private static readonly DocumentState[] States =
    [
        DocumentState.Submitted,
        DocumentState.InReview,
        DocumentState.Returned,
        DocumentState.Accepted,
        DocumentState.Expired,
        DocumentState.Superseded,
        DocumentState.Revoked,
    ];

    private Page<DocumentFound>? found;
    private DocumentFilter asked = new();

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? Expires { get; set; }

    [SupplyParameterFromQuery]
    public string? Unread { get; set; }

    [SupplyParameterFromQuery]
    public string? After { get; set; }

    protected override async Task OnInitializedAsync()
    {
        asked = new(
            Word(Enum.GetValues<DocumentKind>(), Kind),
            Word(States, State),
            DateOnly.TryParseExact(Expires, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            Unread == "true",
            After
        );
        found = await queries.FindAsync(Viewer.Me.Actor, asked, CancellationToken.None);
    }

    // What the address says and nobody understands is not said.
    private static T? Word<T>(IEnumerable<T> words, string? said)
        where T : struct, Enum => words.Select(word => (T?)word).FirstOrDefault(word => word!.Value.Snake() == said);

    private string Href(string after) =>
        "/documents/search?"
        + string.Join(
            '&',
            new[]
            {
                asked.Kind is { } kind ? "kind=" + kind.Snake() : null,
                asked.State is { } state ? "state=" + state.Snake() : null,
                asked.ExpiresBefore is { } day ? "expires=" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
                asked.Unread ? "unread=true" : null,
                "after=" + after,
            }.OfType<string>()
        );
}
