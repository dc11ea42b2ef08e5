using CareCoord.LegalDocuments;
using CareCoord.Web.OpenPages;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.LegalDocuments;

/// <summary>The search over legal documents as a desk: questions, filters as one types, and a document beside the list.</summary>
public sealed partial class DocumentDesk : LiveDesk<DocumentsKept>
{
    private int readings;
    private IReadOnlyList<Guid> known = [];

    [Inject]
    private DocumentSearchQueries Queries { get; set; } = null!;

    [Parameter, EditorRequired]
    public required DocumentStart Start { get; set; }

    internal DocumentPlace Place { get; private set; } = null!;

    internal DocumentFilter Filter => Place.Filter;

    /// <summary>What stands in the boxes of the filters: what somebody types there is theirs, and is not written over.</summary>
    internal DocumentFilter Boxes { get; private set; } = null!;

    /// <summary>Which form of filters it is: another one where something else than typing has changed them.</summary>
    internal int BoxesTurn { get; private set; }

    /// <summary>The page of the list; null for the moment in which it is read.</summary>
    internal DocumentsFound? Found { get; private set; }

    internal IReadOnlyList<DocumentFound> Rows => Found?.Rows.Items ?? [];

    /// <summary>The document that is open beside the list, and its row.</summary>
    internal DocumentBeside? Open { get; private set; }

    internal DocumentFound? Row => Rows.FirstOrDefault(row => row.Id == Open?.Id);

    internal Spoken Spoken { get; private set; } = null!;

    internal bool IsCoordinator => Start.IsCoordinator;

    private protected override string GridScript => Start.Script;

    private protected override string Address => Place.Href;

    // It is read again when its window is looked at, and does not change by itself.
    private protected override IReadOnlyList<Guid>? ChangesOf => null;

    private IReadOnlyList<Guid> Known => Found is null ? known : new DocumentShows(Found, Open).Patients;

    private protected override DocumentsKept ToKeep() => new(Place, Known);

    private protected override async Task BeginAsync(DocumentsKept? was)
    {
        (Place, known) = (was?.Place ?? Start.Place, was?.Known ?? Start.Known);
        (Boxes, Spoken, Problem) = (Place.Filter, Start.Spoken(Clock), was is null ? Start.Said : null);
        if (was is null && Start.Shows is { } shows)
            (Found, Open) = (shows.Found, shows.Open);
        else
            await ReadAsync(known);
    }

    private protected override Task GoAsync(string address)
    {
        var asked = DocumentAddress.Place(address);
        return asked.Filter != Filter ? ShowAsync(asked, typed: false)
            : asked.Open is { } open && open != Place.Open ? OpenAsync(open, "panel")
            : CloseAsync();
    }

    private protected override Task FilterAsync(string query)
    {
        var asked = DocumentAddress.Place(query).Filter;
        return asked == Filter with { After = null } && Filter.After is null
            ? Task.CompletedTask
            : ShowAsync(Place with { Filter = asked }, typed: true);
    }

    private protected override Task FollowAsync(Guid document) =>
        Open is { } open && open.Id != document ? OpenAsync(document, null) : Task.CompletedTask;

    private protected override Task EscapeAsync() => CloseAsync();

    private protected override async Task ReadAgainAsync()
    {
        await ReadAsync(Known);
        await ShownAsync();
    }

    private async Task ShowAsync(DocumentPlace asked, bool typed)
    {
        var turned = asked.Filter.After != Filter.After;
        Place = asked;
        if (!typed)
            (Boxes, BoxesTurn) = (asked.Filter, BoxesTurn + 1);
        (Said, Problem) = (null, null);
        await ReadAsync(null);
        if (turned)
            Focus("first");
        Said = Found is null ? null : LegalDocumentText.Count(Found.Counts.Found) + " found.";
        await ShownAsync();
    }

    private async Task OpenAsync(Guid document, string? toFocus)
    {
        if (Rows.FirstOrDefault(row => row.Id == document) is not { } row)
            return;
        var me = await Current.GetAsync();
        DocumentBeside? opened = null;
        Problem = await Act.TryAsync(async () =>
            opened = await Queries.BesideAsync(me.Actor, row.PatientId, document, null, CancellationToken.None)
        );
        if (opened is not null)
        {
            (Open, Place) = (opened, Place with { Open = document });
            Focus(toFocus);
        }

        await ShownAsync();
    }

    private Task CloseAsync()
    {
        if (Open is not { } was)
            return Task.CompletedTask;
        (Open, Place) = (null, Place.Closed);
        Focus($"row {was.Id}");
        return ShownAsync();
    }

    // Reads the list and what is open; with known patients, only others are a new entry of the audit.
    private async Task ReadAsync(IReadOnlyList<Guid>? known)
    {
        var reading = ++readings;
        var (asked, was) = (Place, Open?.Id);
        var me = await Current.GetAsync();
        DocumentsFound? found = null;
        DocumentBeside? open = null;
        var problem = await Act.TryAsync(async () =>
        {
            found = await Queries.FindAsync(me.Actor, asked.Filter, known, CancellationToken.None);
            if (asked.Open is { } id && found.Rows.Items.FirstOrDefault(row => row.Id == id) is { } row)
                open = await Queries.BesideAsync(
                    me.Actor,
                    row.PatientId,
                    id,
                    known ?? (was == id ? [row.PatientId] : null),
                    CancellationToken.None
                );
        });
        // Somebody who clicks on meanwhile sees what they clicked last.
        if (reading != readings)
            return;
        Problem = problem ?? Problem;
        if (found is null)
            return;
        Found = found;
        if (asked.Open == Place.Open)
            (Open, Place) = (open, open is null ? Place.Closed : Place);
    }

    private async Task ShownAsync()
    {
        StateHasChanged();
        await AddressAsync();
    }
}

/// <summary>What the desk keeps while its tab is paused: what it shows, and the patients on it.</summary>
public sealed record DocumentsKept(DocumentPlace Place, IReadOnlyList<Guid> Known);
