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
    private IReadOnlyList<Guid> known = [];

    [Inject]
    private CareTaskQueries Queries { get; set; } = null!;

    [Parameter, EditorRequired]
    public required TaskDeskStart Start { get; set; }

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

    internal IReadOnlyList<TaskRow> Rows => View?.Rows.Items ?? [];

    internal IReadOnlyList<TaskEntry> Entries { get; private set; } = [];

    private protected override async Task BeginAsync(TaskDeskKept? was)
    {
        (Filter, known) = (was?.Filter ?? Start.Filter, was?.Known ?? Start.Known);
        (Spoken, Problem) = (Start.Spoken(Clock), was is null ? Start.Said : null);
        if (was is null && Start.Shows is { } shows)
        {
            Take(Start.Views, Start.Columns);
            (View, Open) = (shows.List, shows.Open);
            Enter();
            return;
        }

        if (was is not null)
            Bulk = was.Bulk;
        Fresh.UnionWith(was?.Fresh ?? []);
        await ReadAsync(known, whole: true);
        if (was?.Typed is { } typed && Open is { } open && open.Row.TaskId == typed.Task && Form is null)
        {
            Form = new(open.Row, typed.Action, typed.Seen) { Words = typed.Words, Whom = typed.Whom };
            await ChooseWhomAsync();
        }
    }

    /// <summary>Shows another list, order, filter or page.</summary>
    internal async Task ShowAsync(TaskDeskFilter asked)
    {
        var turned = asked.After != Filter.After;
        Fresh.Clear();
        Filter = asked;
        (Said, Problem, ViewProblem) = (null, null, null);
        if (asked.Task is null)
            (Open, Form) = (null, null);
        await ReadAsync(null);
        if (turned)
            Focus("first");
        await AddressAsync();
        // What was done while the list was being read has been said, and stays.
        Said ??= View is null ? null : $"{CareTaskText.Of(Filter.List)}: {Rows.Count} on this page.";
        StateHasChanged();
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

    // Reads the list and the open task, the whole with views and columns; with known patients, only others are a new entry of the audit.
    private async Task ReadAsync(IReadOnlyList<Guid>? known, bool quiet = false, bool whole = false)
    {
        var reading = ++readings;
        var asked = Filter;
        var me = await Current.GetAsync();
        TasksView? list = null;
        TaskDeskView? desk = null;
        var open = Open;
        var problem = await Act.TryAsync(async () =>
        {
            var filter = asked.TaskFilter(Spoken.TimeZone, known);
            if (whole)
                desk = await Queries.DeskAsync(me.Actor, filter, CancellationToken.None);
            list = desk?.List ?? await Queries.TasksAsync(me.Actor, filter, CancellationToken.None);
            if (asked.Open is var (patient, task))
                open = await DetailAsync(me, patient, task, known);
        });
        // Somebody who clicks on meanwhile sees what they clicked last.
        if (reading != readings)
            return;
        if (problem is not null && !quiet)
            Problem = problem;
        if (desk is not null)
            Take(desk.Views, desk.Columns);
        if (list is not null)
            View = list;
        if (asked.Task == Filter.Task)
            Open = Filter.Task is null ? null : open;
        Enter();
        Selected.IntersectWith(Rows.Select(row => row.TaskId));
    }

    private void Enter()
    {
        var before = Entries.ToDictionary(entry => entry.Id);
        Entries = [.. Rows.Select(row => before.GetValueOrDefault(row.TaskId) ?? new(row))];
        foreach (var (entry, row) in Entries.Zip(Rows))
            entry.Row = row;
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
