using CareCoord.Access;
using CareCoord.Web.Notifications;
using CareCoord.Web.Shell;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareCoord.Web.OpenPages;

/// <summary>
/// The life of a desk in the browser (grid.js): links, filters and keys, changes by others, focus, the address, and selected rows. A tab
/// that was paused goes on with what <see cref="Kept"/> says.
/// </summary>
/// <typeparam name="T">What the desk keeps while its tab is paused.</typeparam>
public abstract class LiveDesk<T> : ComponentBase, IAsyncDisposable
    where T : class
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(150);
    private readonly CancellationTokenSource gone = new();
    private readonly TaskCompletionSource begun = new();
    private DeskKept<T>? kept;
    private Me? me;
    private readonly List<IJSObjectReference> scripts = [];
    private Task before = Task.CompletedTask;
    private IJSObjectReference? script;
    private DotNetObjectReference<LiveDesk<T>>? self;
    private IDisposable? subscription;
    private string? focus;

    [Inject]
    private protected CurrentMe Current { get; set; } = null!;

    [Inject]
    private protected LiveCommand Act { get; set; } = null!;

    [Inject]
    private protected TimeProvider Clock { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ChangeHub Changes { get; set; } = null!;

    [Inject]
    private SessionCircuit Circuit { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>What the browser keeps while the tab is paused, sealed; the page itself hands over nothing by it.</summary>
    [PersistentState]
    public DeskKept<T>? Kept
    {
        get => Live && me is not null ? new(me.AccountId, me.Hat, ChangesOf ?? [], ToKeep()) : null;
        set => kept = value;
    }

    /// <summary>Acts work: the desk has come alive.</summary>
    internal bool Live => RendererInfo.IsInteractive;

    /// <summary>What has happened, for those who do not see it; and what did not work.</summary>
    internal string? Said { get; private protected set; }

    internal string? Problem { get; private protected set; }

    /// <summary>The element of the desk, which the script works in.</summary>
    private protected ElementReference Root { get; set; }

    /// <summary>Something is being done that a reading would disturb.</summary>
    internal bool Busy { get; private protected set; }

    /// <summary>Where the script of desks is.</summary>
    private protected abstract string GridScript { get; }

    /// <summary>The address of what is shown.</summary>
    private protected abstract string Address { get; }

    /// <summary>The accounts and units whose changes concern the desk; null until it has been read.</summary>
    private protected abstract IReadOnlyList<Guid>? ChangesOf { get; }

    /// <summary>What is to be there again when a paused tab is shown.</summary>
    private protected abstract T ToKeep();

    /// <summary>Begins with what the page handed over, or goes on with what was kept.</summary>
    private protected abstract Task BeginAsync(T? was);

    /// <summary>A link of the desk was clicked.</summary>
    private protected abstract Task GoAsync(string address);

    /// <summary>The filters say something else.</summary>
    private protected abstract Task FilterAsync(string query);

    /// <summary>What is open follows the row that the person has gone to.</summary>
    private protected abstract Task FollowAsync(Guid row);

    /// <summary>Closes what is on top.</summary>
    private protected abstract Task EscapeAsync();

    /// <summary>Reads again what is shown, since others may have changed it.</summary>
    private protected abstract Task ReadAgainAsync();

    /// <summary>One of the desk's own keys was pressed, on a row or on what is open.</summary>
    private protected virtual Task KeyAsync(string key, Guid? row) => Task.CompletedTask;

    /// <summary>Other rows are selected; a desk hears of it whose element has data-tells.</summary>
    private protected virtual void Choose(IReadOnlyList<Guid> rows) { }

    /// <summary>The script has started.</summary>
    private protected virtual Task StartedAsync(ElementReference root) => Task.CompletedTask;

    [JSInvokable]
    public Task Go(string address) => GoAsync(address);

    [JSInvokable]
    public Task Filtered(string query) => FilterAsync(query);

    [JSInvokable]
    public Task Follow(string row) => Guid.TryParse(row, out var id) ? FollowAsync(id) : Task.CompletedTask;

    [JSInvokable]
    public Task Escape() => EscapeAsync();

    [JSInvokable]
    public Task Key(string key, string? row) => KeyAsync(key, Guid.TryParse(row, out var id) ? id : null);

    [JSInvokable]
    public void Chosen(string[] rows)
    {
        Choose([.. rows.Select(row => Guid.TryParse(row, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)]);
        StateHasChanged();
    }

    /// <summary>The window is looked at again: a word that was lost meanwhile is made good.</summary>
    [JSInvokable]
    public async Task Look()
    {
        await ReadAgainAsync();
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        subscription?.Dispose();
        self?.Dispose();
        try
        {
            foreach (var one in scripts)
                await one.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its part of the desk with it.
        }

        gone.Dispose();
        GC.SuppressFinalize(this);
    }

    protected sealed override async Task OnInitializedAsync()
    {
        var now = Live ? await Current.TryGetAsync() : null;
        // Somebody else has signed in meanwhile, or wears another hat: nothing of this desk is theirs.
        if (kept is { } was && (now is null || (was.Account, was.Hat) != (now.AccountId, now.Hat)))
        {
            Navigation.NavigateTo("/", forceLoad: true);
            return;
        }

        me = now;
        // Heard before it is read, so that nothing falls between.
        if (kept?.ChangesOf is { Count: > 0 } whose)
            subscription = Changes.Subscribe(whose, HearAsync);
        await BeginAsync(kept?.What);
        begun.SetResult();
    }

    protected sealed override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            script = await ImportAsync(GridScript);
            await script.InvokeVoidAsync("start", Root, self);
            await StartedAsync(Root);
        }

        if (subscription is null && ChangesOf is { } whose && !gone.IsCancellationRequested)
            subscription = Changes.Subscribe(whose, HearAsync);
        if (focus is { } wanted && script is not null)
        {
            focus = null;
            await TellAsync("focus", wanted);
        }
    }

    private protected async Task<IJSObjectReference> ImportAsync(string address)
    {
        var one = await Browser.InvokeAsync<IJSObjectReference>("import", "./" + address);
        scripts.Add(one);
        return one;
    }

    /// <summary>Does this after what was to be done before it: the last word counts.</summary>
    private protected Task InTurnAsync(Func<Task> act)
    {
        return before = DoAsync(before);

        async Task DoAsync(Task one)
        {
            await one.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            await act();
        }
    }

    /// <summary>Where the focus goes once this is drawn.</summary>
    private protected void Focus(string? what) => focus = what ?? focus;

    private protected Task AddressAsync() => TellAsync("address", Address);

    /// <summary>These rows are selected from now on.</summary>
    private protected Task SelectAsync(IEnumerable<Guid> rows) => TellAsync("choose", rows.ToArray());

    private async Task TellAsync(string what, object said)
    {
        try
        {
            if (script is not null)
                await script.InvokeVoidAsync(what, said);
        }
        catch (JSDisconnectedException)
        {
            // The connection is lost for the moment: the page says so, and the desk goes on.
        }
    }

    private async Task HearAsync()
    {
        try
        {
            await begun.Task.WaitAsync(gone.Token);
            // One reading answers many words.
            await Task.Delay(Rest, Clock, gone.Token);
            await InvokeAsync(ReadUnaskedAsync);
        }
        catch (OperationCanceledException)
        {
            // The page is closed.
        }
    }

    // Nobody has clicked: whether the sign-in lasts, and under this hat, is checked here.
    private async Task ReadUnaskedAsync()
    {
        while (Busy)
            await Task.Delay(Rest, Clock, gone.Token);
        if (gone.IsCancellationRequested)
            return;
        if (!await Circuit.LastsAsync())
        {
            await Circuit.EndAsync();
            return;
        }

        await ReadAgainAsync();
        StateHasChanged();
    }
}

/// <summary>What a desk keeps while its tab is paused, whose it is, and whose changes concern it.</summary>
public sealed record DeskKept<T>(Guid Account, Hat Hat, IReadOnlyList<Guid> ChangesOf, T What);
