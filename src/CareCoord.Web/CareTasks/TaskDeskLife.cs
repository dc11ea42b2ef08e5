using CareCoord.Accounts;
using CareCoord.CareTasks;
using CareCoord.Web.Notifications;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareCoord.Web.CareTasks;

/// <summary>What makes the desk alive: changes by others, keys, focus, the address, and drafts that the browser keeps.</summary>
public sealed partial class TaskDesk : IAsyncDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(150);
    private readonly CancellationTokenSource gone = new();
    private ElementReference root;
    private IJSObjectReference? script;
    private DotNetObjectReference<TaskDesk>? self;
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

    private IReadOnlyList<Guid> Known => View is null ? Start.Known : new DeskShows(View, Open).Patients;

    /// <summary>The window is looked at again: a word that was lost meanwhile is made good.</summary>
    [JSInvokable]
    public async Task Look()
    {
        await ReadAgainAsync();
        StateHasChanged();
    }

    /// <summary>A key that acts on a task; the desk knows whether that is possible.</summary>
    [JSInvokable]
    public async Task Key(string key, string? task)
    {
        var row = Guid.TryParse(task, out var id) ? Rows.FirstOrDefault(one => one.TaskId == id) : null;
        row ??= Open?.Row;
        if (row is null || Busy)
            return;
        var acts = CareTaskMay
            .Commands(row, Hat)
            .Where(act =>
                CareTaskCommandForm.IsNeeded(act) || act is CareTaskAction.Accepted or CareTaskAction.Started or CareTaskAction.Resumed
            );
        CareTaskAction[] meant = key switch
        {
            "a" => [CareTaskAction.Accepted],
            "d" => [CareTaskAction.Declined],
            "s" => [CareTaskAction.Resumed, CareTaskAction.Started],
            "w" => [CareTaskAction.Waits],
            "c" => [CareTaskAction.Done],
            "h" => [CareTaskAction.Reassigned, CareTaskAction.Offered],
            "n" => [CareTaskAction.Noted],
            _ => [],
        };
        if (meant.Length > 0)
            await DoAsync(row, meant.Cast<CareTaskAction?>().FirstOrDefault(act => acts.Contains(act!.Value)) ?? meant[^1]);
    }

    /// <summary>The open task follows the row that the person has gone to.</summary>
    [JSInvokable]
    public async Task Follow(string task)
    {
        if (
            Open is { } open
            && Form is null
            && Guid.TryParse(task, out var id)
            && open.Row.TaskId != id
            && Rows.FirstOrDefault(row => row.TaskId == id) is { } row
        )
            await OpenAsync(row, null);
    }

    /// <summary>Closes what is on top: what is typed (it is kept), the open task, the selection.</summary>
    [JSInvokable]
    public Task Escape()
    {
        if (Form is not null)
            return DropFormAsync(forget: false);
        if (Open is not null)
            return CloseAsync();
        DropSelection();
        return Task.CompletedTask;
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
            await script.InvokeVoidAsync("start", root, self, Start.Account);
            if (View is not null)
                subscription = Changes.Subscribe(View.ChangesOf, HearAsync);
            await RestoreDraftAsync();
            if (Form is not null)
                StateHasChanged();
        }

        if (focus is { } wanted && script is not null)
        {
            focus = null;
            await script.InvokeVoidAsync("focus", wanted);
        }
    }

    internal async Task BecomeNoteAsync()
    {
        if (Form is { } form && Open is { } open)
            form.BecomeNote(open.Row.Seen);
        await Task.CompletedTask;
        StateHasChanged();
    }

    private void Focus(string? what) => focus = what ?? focus;

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
        while (Busy)
            await Task.Delay(Rest, Clock, gone.Token);
        if (gone.IsCancellationRequested)
            return;
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
        var before = Rows.ToDictionary(row => row.TaskId, row => row.Seen);
        var asked = Filter.Closed;
        await ReadAsync(Known, quiet: true);
        if (asked != Filter.Closed)
            return;
        var changed = Rows.Where(row => !before.TryGetValue(row.TaskId, out var seen) || seen != row.Seen).ToList();
        Fresh.UnionWith(changed.Select(row => row.TaskId));
        if (changed.Count > 0)
            Said = changed.Count == 1 ? $"New or changed: {changed[0].Title}." : $"{changed.Count} tasks are new or changed.";
    }

    private async Task AddressAsync()
    {
        if (script is not null)
            await script.InvokeVoidAsync("address", Filter.Href);
    }

    private async Task RestoreDraftAsync()
    {
        if (
            script is null
            || Open is not { } open
            || Form is not null
            || await script.InvokeAsync<Draft?>("draft", open.Row.TaskId) is not { } draft
            || !Enum.TryParse<CareTaskAction>(draft.Action, out var act)
            || !CareTaskCommandForm.IsNeeded(act)
        )
            return;
        Form = new CareTaskCommandForm(open.Row, act, open.Row.Seen) { Words = draft.Words ?? "", Whom = draft.Whom ?? "" };
        await ChooseWhomAsync();
    }

    private async Task ForgetDraftAsync(Guid task)
    {
        if (script is not null)
            await script.InvokeVoidAsync("forget", task);
    }

    private sealed record Draft(string? Action, string? Words, string? Whom);
}
