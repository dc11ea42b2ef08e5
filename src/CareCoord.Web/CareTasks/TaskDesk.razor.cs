using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Shared;
using CareCoord.Web.Shell;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.CareTasks;

/// <summary>The task desk: what it shows, and how it reads it. Its acts and its life are in the files beside this.</summary>
public sealed partial class TaskDesk
{
    private int readings;

    [Inject]
    private CareTaskQueries Queries { get; set; } = null!;

    [Inject]
    private CurrentMe Current { get; set; } = null!;

    [Inject]
    private LiveCommand Act { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Parameter, EditorRequired]
    public required DeskStart Start { get; set; }

    internal TaskDeskFilter Filter { get; private set; } = null!;

    /// <summary>The page of the list; null for the moment in which it is read.</summary>
    internal TasksView? View { get; private set; }

    /// <summary>The task that is open beside the list.</summary>
    internal TaskDetail? Open { get; private set; }

    /// <summary>Rows that are new, or that others changed, since the person last looked.</summary>
    internal HashSet<Guid> Fresh { get; } = [];

    internal HashSet<Guid> Selected { get; } = [];

    internal Spoken Spoken { get; private set; } = null!;

    internal Hat Hat => Start.Hat;

    internal DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Acts work: the desk has come alive.</summary>
    internal bool Live => RendererInfo.IsInteractive;

    /// <summary>What was done, for those who do not see it; and what did not work.</summary>
    internal string? Said { get; private set; }

    internal string? Problem { get; private set; }

    internal IReadOnlyList<TaskRow> Rows => View?.Rows.Items ?? [];

    protected override async Task OnInitializedAsync()
    {
        (Filter, Spoken, Problem) = (Start.Filter, Start.Spoken(Clock), Start.Said);
        if (Start.Shows is { } shows)
            (View, Open) = (shows.List, shows.Open);
        else
            await ReadAsync(Start.Known);
    }

    /// <summary>Shows another list, order, filter or page.</summary>
    internal async Task ShowAsync(TaskDeskFilter asked)
    {
        Filter = asked;
        (Said, Problem) = (null, null);
        Selected.Clear();
        Fresh.Clear();
        if (asked.Task is null)
            (Open, Form) = (null, null);
        await ReadAsync(null);
        await AddressAsync();
        // What was done while the list was being read has been said, and stays.
        Said ??= View is null ? null : $"{CareTaskText.Of(Filter.List)}: {Rows.Count} on this page.";
        StateHasChanged();
    }

    /// <summary>Opens a task beside the list, or closes it where it is open.</summary>
    internal async Task ToggleAsync(TaskRow row)
    {
        if (Open?.Row.TaskId == row.TaskId)
            await CloseAsync();
        else
            await OpenAsync(row, "panel");
    }

    internal async Task OpenAsync(TaskRow row, string? focus)
    {
        Fresh.Remove(row.TaskId);
        var me = await Current.GetAsync();
        TaskDetail? opened = null;
        Problem = await Act.TryAsync(async () =>
            opened = await Queries.TaskAsync(me.Actor, row.PatientId, row.TaskId, null, CancellationToken.None)
        );
        if (opened is null)
        {
            StateHasChanged();
            return;
        }

        (Open, Form, Filter) = (opened, null, Filter.With(row));
        await AddressAsync();
        await RestoreDraftAsync();
        Focus(Form is null ? focus : "form");
        StateHasChanged();
    }

    internal async Task CloseAsync()
    {
        if (Open is null)
            return;
        var was = Open.Row.TaskId;
        (Open, Form, Filter) = (null, null, Filter.Closed);
        await AddressAsync();
        Focus($"row {was}");
        StateHasChanged();
    }

    internal void Select(TaskRow row, bool chosen)
    {
        if (chosen)
            Selected.Add(row.TaskId);
        else
            Selected.Remove(row.TaskId);
        StateHasChanged();
    }

    internal void SelectAll(bool chosen)
    {
        Selected.Clear();
        if (chosen)
            Selected.UnionWith(Rows.Select(row => row.TaskId));
        StateHasChanged();
    }

    // Reads the list and the open task; with known patients, only others are a new entry of the audit.
    private async Task ReadAsync(IReadOnlyList<Guid>? known, bool quiet = false)
    {
        var reading = ++readings;
        var asked = Filter;
        var me = await Current.GetAsync();
        TasksView? list = null;
        var open = Open;
        var problem = await Act.TryAsync(async () =>
        {
            list = await Queries.TasksAsync(me.Actor, asked.TaskFilter(Spoken.TimeZone, known), CancellationToken.None);
            if (asked.Open is var (patient, task))
                open = await DetailAsync(me, patient, task, known);
        });
        // Somebody who clicks on meanwhile sees what they clicked last.
        if (reading != readings)
            return;
        if (problem is not null && !quiet)
            Problem = problem;
        if (list is not null)
            View = list;
        if (asked.Task == Filter.Task)
            Open = Filter.Task is null ? null : open;
        Selected.IntersectWith(Rows.Select(row => row.TaskId));
    }

    // What is no longer theirs to see closes.
    private async Task<TaskDetail?> DetailAsync(Me me, Guid patient, Guid task, IReadOnlyList<Guid>? known)
    {
        try
        {
            return await Queries.TaskAsync(me.Actor, patient, task, known, CancellationToken.None);
        }
        catch (NotFound)
        {
            Problem = Form is { Words.Length: > 0 }
                ? "That task is no longer yours to see. What you typed is kept in this browser window."
                : "That task is no longer yours to see.";
            (Open, Form, Filter) = (null, null, Filter.Closed);
            return null;
        }
    }
}
