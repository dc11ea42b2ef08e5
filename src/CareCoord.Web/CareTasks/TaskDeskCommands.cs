using CareCoord.Access;
using CareCoord.CareTasks;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.CareTasks;

/// <summary>What somebody does at the desk, on one task or on all that are selected.</summary>
public sealed partial class TaskDesk
{
    [Inject]
    private RunCareTaskCommand Commands { get; set; } = null!;

    [Inject]
    private TickTaskStep Tick { get; set; } = null!;

    [Inject]
    private WatchCareTask Watch { get; set; } = null!;

    [Inject]
    private DetachFromCareTask Detach { get; set; } = null!;

    [Inject]
    private AssigneeQueries Asking { get; set; } = null!;

    /// <summary>What is typed for an act on the open task.</summary>
    internal CareTaskCommandForm? Form { get; private set; }

    /// <summary>What came of an act on all that were selected: how many, and which were not done.</summary>
    internal (int Done, IReadOnlyList<(string Title, string Why)> Not)? Outcome { get; private set; }

    /// <summary>What is typed for an act on all that are selected.</summary>
    internal BulkDraft Bulk { get; private set; } = new();

    /// <summary>Does an act at once, or opens what is to be typed for it.</summary>
    internal async Task DoAsync(TaskRow task, CareTaskAction act)
    {
        (Said, Problem) = (null, null);
        if (!CareTaskMay.May(task, Hat, act))
            Said = $"“{CareTaskText.Button(act)}” is not possible with this task as it stands.";
        else if (CareTaskCommandForm.IsNeeded(act))
            await AskAsync(task, act);
        else
            await RunAsync(task, act, CareTaskCommandForm.Command(act, "", null), task.Seen, null);
        StateHasChanged();
    }

    /// <summary>Does what was typed for; it stays where it is refused.</summary>
    internal async Task SubmitAsync()
    {
        if (Form is { } form && Open is { } open && !Busy)
        {
            if (form.Command() is { } command)
                await RunAsync(open.Row, form.Action, command, form.Action == CareTaskAction.Noted ? open.Row.Seen : form.Seen, form);
            else
                Focus("wrong");
        }

        StateHasChanged();
    }

    internal async Task DropFormAsync(bool forget)
    {
        if (forget && Form is { } form)
            await ForgetDraftAsync(form.TaskId);
        Form = null;
        Focus("panel");
        StateHasChanged();
    }

    internal Task TickAsync(StepView step, bool done) =>
        ChangeAsync(
            actor => Tick.RunAsync(actor, new(Open!.Row.PatientId, Open.Row.TaskId, step.Id, done), CancellationToken.None),
            done ? $"Ticked: {step.Words}" : $"Not done after all: {step.Words}"
        );

    internal Task WatchAsync(Guid account, bool watches) =>
        ChangeAsync(
            actor => Watch.RunAsync(actor, new(Open!.Row.PatientId, Open.Row.TaskId, account, watches), CancellationToken.None),
            watches ? "You watch this now." : "No longer watched."
        );

    internal Task DetachAsync(AttachmentView file) =>
        ChangeAsync(
            actor => Detach.RunAsync(actor, new(Open!.Row.PatientId, Open.Row.TaskId, file.Id), CancellationToken.None),
            $"Removed: {file.Name}"
        );

    /// <summary>Does one act on every selected task; those that may not be done stay selected, and are named with the reason.</summary>
    internal async Task DoAllAsync(CareTaskAction act, string words, AssigneeChoice? whom)
    {
        if (Busy)
            return;
        Busy = true;
        var me = await Current.GetAsync();
        var not = new List<(string, string)>();
        var chosen = Rows.Where(row => Selected.Contains(row.TaskId)).ToList();
        foreach (var row in chosen)
        {
            var problem = await Act.TryAsync(() =>
                Commands.RunAsync(
                    me.Actor,
                    new(row.PatientId, row.TaskId, row.Seen, CareTaskCommandForm.Command(act, words, whom)),
                    CancellationToken.None
                )
            );
            if (problem is null)
                Selected.Remove(row.TaskId);
            else
                not.Add((row.Title, problem));
        }

        Outcome = (chosen.Count - not.Count, not);
        Said = not.Count == 0 ? $"{chosen.Count} done." : $"{chosen.Count - not.Count} done, {not.Count} not.";
        await ReadAsync(Known);
        if (Selected.Count == 0)
            Bulk = new();
        Busy = false;
        StateHasChanged();
        await SelectAsync(Selected);
    }

    internal async Task DropSelectionAsync()
    {
        Selected.Clear();
        (Outcome, Bulk) = (null, new());
        StateHasChanged();
        await SelectAsync(Selected);
    }

    private async Task AskAsync(TaskRow task, CareTaskAction act)
    {
        if (Open?.Row.TaskId != task.TaskId)
            await OpenAsync(task, null);
        if (Open is not { } open || open.Row.TaskId != task.TaskId)
            return;
        if (Form?.Action != act)
            Form = new CareTaskCommandForm(open.Row, act, open.Row.Seen) { Words = Form?.Words ?? "" };
        await ChooseWhomAsync();
        Focus("form");
    }

    private async Task ChooseWhomAsync()
    {
        if (Form is { AsksWhom: true, Choices: null } form && Open is { } open)
        {
            var me = await Current.GetAsync();
            form.Problem = await Act.TryAsync(async () =>
                form.Choices = await Asking.ForPatientAsync(me.Actor, open.Row.PatientId, CancellationToken.None)
            );
        }
    }

    private async Task RunAsync(TaskRow task, CareTaskAction act, CareTaskCommand command, int seen, CareTaskCommandForm? form)
    {
        Busy = true;
        var listed = Rows.Any(row => row.TaskId == task.TaskId);
        var me = await Current.GetAsync();
        var problem = await Act.TryAsync(() =>
            Commands.RunAsync(me.Actor, new(task.PatientId, task.TaskId, seen, command), CancellationToken.None)
        );
        if (problem is null)
        {
            Said = $"{CareTaskText.Told(act)}: {task.Title}.";
            if (form is not null)
            {
                await ForgetDraftAsync(task.TaskId);
                Form = null;
                Focus("panel");
            }
        }

        await ReadAsync(Known);
        if (problem is not null)
            Refused(form, problem);
        else if (listed && Open?.Row.TaskId == task.TaskId && Rows.All(row => row.TaskId != task.TaskId))
            await CloseAsync();
        Busy = false;
    }

    // What was typed stays, and how the task stands now is seen beside it; the next try is made knowing that.
    private void Refused(CareTaskCommandForm? form, string problem)
    {
        if (form is null || Form != form)
        {
            Problem = problem;
            return;
        }

        form.Problem = problem;
        form.Seen = Open?.Row.Seen ?? form.Seen;
        Focus("problem");
    }

    private async Task ChangeAsync(Func<Actor, Task> change, string said)
    {
        if (Open is null)
            return;
        (Said, Problem) = (null, null);
        var me = await Current.GetAsync();
        Problem = await Act.TryAsync(() => change(me.Actor));
        if (Problem is null)
            Said = said;
        await ReadAsync(Known);
        StateHasChanged();
    }
}
