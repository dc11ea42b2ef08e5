using CareCoord.Caseloads;
using CareCoord.SavedViews;
using CareCoord.Shared;
using CareCoord.Web.Look;
using CareCoord.Web.Shell;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.Caseloads;

/// <summary>The coordinator's desk: what it shows, and how it reads it. Its life in the browser is in the file beside this.</summary>
public sealed partial class CaseloadDesk
{
    private int readings;
    private IReadOnlyList<Guid> known = [];

    [Inject]
    private CaseloadDeskQueries Queries { get; set; } = null!;

    [Inject]
    private SaveView Save { get; set; } = null!;

    [Inject]
    private RemoveView Remove { get; set; } = null!;

    [Inject]
    private KeepColumns Keep { get; set; } = null!;

    [Parameter, EditorRequired]
    public required CaseloadStart Start { get; set; }

    internal CaseloadPlace Place { get; private set; } = null!;

    internal CaseloadFilter Filter => Place.Filter;

    /// <summary>What stands in the boxes of the filters: what somebody types there is theirs, and is not written over.</summary>
    internal CaseloadFilter Boxes { get; private set; } = null!;

    /// <summary>Which form of filters it is: another one where something else than typing has changed them.</summary>
    internal int BoxesTurn { get; private set; }

    /// <summary>The page of the list; null for the moment in which it is read.</summary>
    internal CaseloadDeskView? View { get; private set; }

    internal IReadOnlyList<CaseloadEntry> Entries { get; private set; } = [];

    /// <summary>Who is open beside the list, and their row.</summary>
    internal CaseloadPerson? Person { get; private set; }

    internal CaseloadDeskRow? Row => Entries.FirstOrDefault(entry => entry.Id == Person?.PatientId)?.Row;

    internal GridColumns Columns { get; private set; } = null!;

    internal Spoken Spoken { get; private set; } = null!;

    internal string? ViewProblem { get; private set; }

    private protected override async Task BeginAsync(CaseloadKept? was)
    {
        (Place, known) = (was?.Place ?? Start.Place, was?.Known ?? Start.Known);
        (Boxes, Spoken, Problem) = (Place.Filter, Start.Spoken(Clock), was is null ? Start.Said : null);
        Columns = GridColumns.AtFirst(CaseloadColumns.All);
        if (was is null && Start.Shows is { } shows)
        {
            Take(shows.Desk);
            Person = shows.Open;
        }
        else
        {
            await ReadAsync(known);
        }
    }

    // Without script the page hears of it only after the desk was drawn.
    protected override void OnParametersSet() => ViewProblem = Start.ViewProblem;

    /// <summary>Shows another page, order or filter, and whom it names beside it.</summary>
    internal async Task ShowAsync(CaseloadPlace asked, bool typed)
    {
        var turned = asked.Filter.After != Filter.After;
        Place = asked;
        if (!typed)
            (Boxes, BoxesTurn) = (asked.Filter, BoxesTurn + 1);
        (Said, Problem, ViewProblem) = (null, null, null);
        await ReadAsync(null);
        if (turned)
            Focus("first");
        Said ??= View is null ? null : Found(View.Counts.Found);
        StateHasChanged();
        await AddressAsync();
    }

    /// <summary>Opens somebody beside the list.</summary>
    internal async Task OpenAsync(Guid patient, bool focus)
    {
        if (Entries.All(entry => entry.Id != patient))
            return;
        var me = await Current.GetAsync();
        CaseloadPerson? opened = null;
        Problem = await Act.TryAsync(async () => opened = await Queries.PersonAsync(me.Actor, patient, null, CancellationToken.None));
        if (opened is not null)
        {
            (Person, Place) = (opened, Place with { Open = patient });
            if (focus)
                Focus("panel");
        }

        StateHasChanged();
        await AddressAsync();
    }

    internal async Task CloseAsync()
    {
        if (Person is not { } was)
            return;
        (Person, Place) = (null, Place.Closed);
        Focus($"row {was.PatientId}");
        StateHasChanged();
        await AddressAsync();
    }

    internal async Task ArrangeAsync(GridColumns columns)
    {
        Columns = columns;
        var me = await Current.GetAsync();
        await InTurnAsync(async () =>
            Problem = await Act.TryAsync(() => Keep.RunAsync(me.Actor, new(Desk.Caseload, columns.Kept), CancellationToken.None))
        );
        StateHasChanged();
    }

    internal async Task<bool> KeepViewAsync(string name)
    {
        var me = await Current.GetAsync();
        ViewProblem = await Act.TryAsync(() => Save.RunAsync(me.Actor, new(Desk.Caseload, name, Filter.Query()), CancellationToken.None));
        if (ViewProblem is null)
            await ReadAsync(Known);
        StateHasChanged();
        return ViewProblem is null;
    }

    internal async Task RemoveViewAsync(Guid view)
    {
        var me = await Current.GetAsync();
        Problem = await Act.TryAsync(() => Remove.RunAsync(me.Actor, new(view), CancellationToken.None));
        await ReadAsync(Known, quiet: Problem is not null);
        StateHasChanged();
    }

    // Reads the list and who is open; with known patients, only others are a new entry of the audit. True where a row reads differently.
    private async Task<int> ReadAsync(IReadOnlyList<Guid>? known, bool quiet = false)
    {
        var reading = ++readings;
        var asked = Place;
        var me = await Current.GetAsync();
        CaseloadDeskView? desk = null;
        CaseloadPerson? person = null;
        var problem = await Act.TryAsync(async () =>
        {
            desk = await Queries.DeskAsync(me.Actor, asked.Filter, known, CancellationToken.None);
            if (asked.Open is { } open && desk.Rows.Items.Any(row => row.PatientId == open))
                person = await PersonAsync(me, open, known);
        });
        // Somebody who clicks on meanwhile sees what they clicked last.
        if (reading != readings)
            return 0;
        if (problem is not null && !quiet)
            Problem = problem;
        if (desk is null)
            return 0;
        var changed = Take(desk);
        if (asked.Open == Place.Open)
            (Person, Place) = (person, person is null ? Place.Closed : Place);
        return changed;
    }

    // Somebody who was handed over in this moment is not there.
    private async Task<CaseloadPerson?> PersonAsync(Me me, Guid patient, IReadOnlyList<Guid>? known)
    {
        try
        {
            return await Queries.PersonAsync(
                me.Actor,
                patient,
                known ?? (Person?.PatientId == patient ? [patient] : null),
                CancellationToken.None
            );
        }
        catch (NotFound)
        {
            return null;
        }
    }

    private int Take(CaseloadDeskView desk)
    {
        var before = Entries.ToDictionary(entry => entry.Id);
        var changed = 0;
        var entries = new List<CaseloadEntry>();
        foreach (var row in desk.Rows.Items)
        {
            var entry = before.GetValueOrDefault(row.PatientId);
            if (entry?.Take(row) == true)
                changed++;
            entries.Add(entry ?? new(row));
        }

        // The columns of another window of the same person come when the page is opened again, and do not jump.
        if (View is null)
            Columns = GridColumns.Read(CaseloadColumns.All, desk.Columns);
        (View, Entries) = (desk, entries);
        return changed;
    }

    private static string Found(int people) => people == 1 ? "1 person found." : $"{people} people found.";
}
