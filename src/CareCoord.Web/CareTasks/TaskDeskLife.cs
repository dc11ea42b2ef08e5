using CareCoord.CareTasks;
using CareCoord.Web.OpenPages;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareCoord.Web.CareTasks;

/// <summary>What the desk does with links, filters, keys, changes by others and drafts, and what it keeps over a pause.</summary>
public sealed partial class TaskDesk : LiveDesk<TaskDeskKept>
{
    private IJSObjectReference? drafts;

    private protected override string GridScript => Start.Script;

    private protected override string Address => Filter.Href;

    private protected override IReadOnlyList<Guid>? ChangesOf => View?.ChangesOf;

    private IReadOnlyList<Guid> Known => View is null ? known : new TaskDeskShows(View, Open).Patients;

    private protected override TaskDeskKept ToKeep() =>
        new(Filter, Known, [.. Fresh], Form is { } form ? new(form.TaskId, form.Action, form.Words, form.Whom, form.Seen) : null, Bulk);

    private protected override async Task GoAsync(string address)
    {
        var asked = TaskDeskFilter.ReadAddress(address);
        if (asked.Closed != Filter.Closed)
            await ShowAsync(asked);
        else if (asked.Task is { } task && task != Filter.Task && Rows.FirstOrDefault(row => row.TaskId == task) is { } row)
            await OpenAsync(row, "panel");
        else
            await CloseAsync();
    }

    private protected override Task FilterAsync(string query)
    {
        var said = TaskDeskFilter.ReadAddress(query);
        var asked = Filter with
        {
            Sort = said.Sort,
            Reversed = said.Sort == Filter.Sort && Filter.Reversed,
            Patient = said.Patient,
            About = said.About,
            Priority = said.Priority,
            Of = Filter.Open?.Patient is { } open && open != said.Patient ? open : null,
        };
        return asked == Filter ? Task.CompletedTask : ShowAsync(asked with { After = null });
    }

    /// <summary>A key that acts on a task; the desk knows whether that is possible.</summary>
    private protected override async Task KeyAsync(string key, Guid? task)
    {
        var row = (task is { } id ? Rows.FirstOrDefault(one => one.TaskId == id) : null) ?? Open?.Row;
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

    private protected override async Task FollowAsync(Guid task)
    {
        if (Open is { } open && Form is null && open.Row.TaskId != task && Rows.FirstOrDefault(row => row.TaskId == task) is { } row)
            await OpenAsync(row, null);
    }

    /// <summary>Closes what is on top: what is typed (it is kept), the open task, the selection.</summary>
    private protected override Task EscapeAsync() =>
        Form is not null ? DropFormAsync(forget: false)
        : Open is not null ? CloseAsync()
        : DropSelectionAsync();

    private protected override void Choose(IReadOnlyList<Guid> rows)
    {
        Selected.Clear();
        Selected.UnionWith(rows);
    }

    private protected override async Task StartedAsync(ElementReference root)
    {
        drafts = await ImportAsync(Start.DraftScript);
        await drafts.InvokeVoidAsync("start", root, Start.Account);
        await RestoreDraftAsync();
        if (Form is not null)
            StateHasChanged();
    }

    internal void BecomeNote()
    {
        if (Form is { } form && Open is { } open)
            form.BecomeNote(open.Row.Seen);
        StateHasChanged();
    }

    private protected override async Task ReadAgainAsync()
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

    private async Task RestoreDraftAsync()
    {
        if (
            drafts is null
            || Open is not { } open
            || Form is not null
            || await drafts.InvokeAsync<Draft?>("draft", open.Row.TaskId) is not { } draft
            || !Enum.TryParse<CareTaskAction>(draft.Action, out var act)
            || !CareTaskCommandForm.IsNeeded(act)
        )
            return;
        Form = new CareTaskCommandForm(open.Row, act, open.Row.Seen) { Words = draft.Words ?? "", Whom = draft.Whom ?? "" };
        await ChooseWhomAsync();
    }

    private async Task ForgetDraftAsync(Guid task)
    {
        if (drafts is not null)
            await drafts.InvokeVoidAsync("forget", task);
    }

    private sealed record Draft(string? Action, string? Words, string? Whom);
}
