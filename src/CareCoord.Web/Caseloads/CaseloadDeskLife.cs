using CareCoord.Accounts;
using CareCoord.Web.Notifications;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareCoord.Web.Caseloads;

/// <summary>What makes the desk alive: links and filters without leaving the page, changes by others, focus, the address.</summary>
public sealed partial class CaseloadDesk : IAsyncDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(150);
    private readonly CancellationTokenSource gone = new();
    private ElementReference root;
    private IJSObjectReference? script;
    private DotNetObjectReference<CaseloadDesk>? self;
    private IDisposable? subscription;
    private string? focus;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ChangeHub Changes { get; set; } = null!;

    [Inject]
    private SignInSessions Sessions { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private IReadOnlyList<Guid> Known => View is null ? Start.Known : new CaseloadShows(View, Person).Patients;

    /// <summary>A link of the desk was clicked: a view, an order, a page, or somebody's name.</summary>
    [JSInvokable]
    public Task Go(string address)
    {
        var asked = CaseloadAddress.Place(address);
        return asked.Filter != Filter ? ShowAsync(asked, typed: false)
            : asked.Open is { } open && open != Place.Open ? OpenAsync(open, focus: true)
            : CloseAsync();
    }

    /// <summary>The filters say something else, as somebody types or chooses there.</summary>
    [JSInvokable]
    public Task Filtered(string query)
    {
        var asked = CaseloadAddress.Place(query).Filter;
        return asked == Filter with { After = null } && Filter.After is null
            ? Task.CompletedTask
            : ShowAsync(Place with { Filter = asked }, typed: true);
    }

    /// <summary>Who is open follows the row that the person has gone to.</summary>
    [JSInvokable]
    public Task Follow(string patient) =>
        Person is { } open && Guid.TryParse(patient, out var id) && open.PatientId != id ? OpenAsync(id, focus: false) : Task.CompletedTask;

    /// <summary>Closes who is open.</summary>
    [JSInvokable]
    public Task Escape() => CloseAsync();

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
            if (script is not null)
                await script.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its part of the desk with it.
        }

        gone.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            script = await Browser.InvokeAsync<IJSObjectReference>("import", "./" + Start.Script);
            await script.InvokeVoidAsync("start", root, self);
        }

        if (subscription is null && View is not null && !gone.IsCancellationRequested)
            subscription = Changes.Subscribe(View.ChangesOf, HearAsync);
        if (focus is { } wanted && script is not null)
        {
            focus = null;
            await script.InvokeVoidAsync("focus", wanted);
        }
    }

    private void Focus(string what) => focus = what;

    private async Task HearAsync()
    {
        try
        {
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
        var me = await Current.TryGetAsync();
        var who = me is null ? null : await Sessions.CheckAsync(me.SessionId, gone.Token);
        if (who is null || who.Hat != me!.Hat)
        {
            Navigation.NavigateTo("/", forceLoad: true);
            return;
        }

        await ReadAgainAsync();
        StateHasChanged();
    }

    private async Task ReadAgainAsync()
    {
        var before = Entries.Select(entry => entry.Id).ToHashSet();
        var asked = Filter;
        var changed = await ReadAsync(Known, quiet: true);
        if (asked != Filter)
            return;
        var come = Entries.Count(entry => !before.Contains(entry.Id));
        if (come + changed > 0 || before.Count != Entries.Count - come)
            Said = $"The list has changed: {Found(View?.Counts.Found ?? 0)}";
        await AddressAsync();
    }

    private async Task AddressAsync()
    {
        if (script is not null)
            await script.InvokeVoidAsync("address", Place.Href);
    }
}
