using CareCoord.LegalDocuments;
using CareCoord.Web.Shell;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareCoord.Web.LegalDocuments;

/// <summary>The search over legal documents as a desk: questions, filters as one types, and a document beside the list.</summary>
public sealed partial class DocumentDesk : IAsyncDisposable
{
    private ElementReference root;
    private IJSObjectReference? script;
    private DotNetObjectReference<DocumentDesk>? self;
    private string? focus;
    private int readings;

    [Inject]
    private DocumentSearchQueries Queries { get; set; } = null!;

    [Inject]
    private CurrentMe Current { get; set; } = null!;

    [Inject]
    private LiveCommand Act { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

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

    /// <summary>The desk has come alive.</summary>
    internal bool Live => RendererInfo.IsInteractive;

    internal string? Said { get; private set; }

    internal string? Problem { get; private set; }

    private IReadOnlyList<Guid> Known => Found is null ? Start.Known : new DocumentShows(Found, Open).Patients;

    /// <summary>A link of the desk was clicked: a question, an order, a page, or a document.</summary>
    [JSInvokable]
    public Task Go(string address)
    {
        var asked = DocumentAddress.Place(address);
        return asked.Filter != Filter ? ShowAsync(asked, typed: false)
            : asked.Open is { } open && open != Place.Open ? OpenAsync(open, "panel")
            : CloseAsync();
    }

    /// <summary>The filters say something else, as somebody types or chooses there.</summary>
    [JSInvokable]
    public Task Filtered(string query)
    {
        var asked = DocumentAddress.Place(query).Filter;
        return asked == Filter with { After = null } && Filter.After is null
            ? Task.CompletedTask
            : ShowAsync(Place with { Filter = asked }, typed: true);
    }

    /// <summary>What is open follows the row that the person has gone to.</summary>
    [JSInvokable]
    public Task Follow(string document) =>
        Open is { } open && Guid.TryParse(document, out var id) && open.Id != id ? OpenAsync(id, null) : Task.CompletedTask;

    /// <summary>Closes what is open.</summary>
    [JSInvokable]
    public Task Escape() => CloseAsync();

    /// <summary>The window is looked at again: the list is read as it is now.</summary>
    [JSInvokable]
    public async Task Look()
    {
        await ReadAsync(Known);
        await ShownAsync();
    }

    public async ValueTask DisposeAsync()
    {
        self?.Dispose();
        try
        {
            if (script is not null)
                await script.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its part of the desk with it.
        }
    }

    protected override async Task OnInitializedAsync()
    {
        (Place, Boxes, Spoken, Problem) = (Start.Place, Start.Place.Filter, Start.Spoken(Clock), Start.Said);
        if (Start.Shows is { } shows)
            (Found, Open) = (shows.Found, shows.Open);
        else
            await ReadAsync(Start.Known);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            script = await Browser.InvokeAsync<IJSObjectReference>("import", "./" + Start.Script);
            await script.InvokeVoidAsync("start", root, self);
        }

        if (focus is { } wanted && script is not null)
        {
            focus = null;
            await script.InvokeVoidAsync("focus", wanted);
        }
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
            focus = "first";
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
            (Open, Place, focus) = (opened, Place with { Open = document }, toFocus);
        await ShownAsync();
    }

    private Task CloseAsync()
    {
        if (Open is not { } was)
            return Task.CompletedTask;
        (Open, Place, focus) = (null, Place.Closed, $"row {was.Id}");
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
        if (script is not null)
            await script.InvokeVoidAsync("address", Place.Href);
    }
}
