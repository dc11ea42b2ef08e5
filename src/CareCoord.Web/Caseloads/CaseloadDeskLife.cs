using CareCoord.Web.OpenPages;

namespace CareCoord.Web.Caseloads;

/// <summary>What the desk does with links, filters and keys, with changes by others, and over a pause of its tab.</summary>
public sealed partial class CaseloadDesk : LiveDesk<CaseloadKept>
{
    private protected override string GridScript => Start.Script;

    private protected override string Address => Place.Href;

    private protected override IReadOnlyList<Guid>? ChangesOf => View?.ChangesOf;

    private IReadOnlyList<Guid> Known => View is null ? known : new CaseloadShows(View, Person).Patients;

    private protected override CaseloadKept ToKeep() => new(Place, Known);

    private protected override Task GoAsync(string address)
    {
        var asked = CaseloadAddress.Place(address);
        return asked.Filter != Filter ? ShowAsync(asked, typed: false)
            : asked.Open is { } open && open != Place.Open ? OpenAsync(open, focus: true)
            : CloseAsync();
    }

    private protected override Task FilterAsync(string query)
    {
        var asked = CaseloadAddress.Place(query).Filter;
        return asked == Filter with { After = null } && Filter.After is null
            ? Task.CompletedTask
            : ShowAsync(Place with { Filter = asked }, typed: true);
    }

    private protected override Task FollowAsync(Guid row) =>
        Person is { } open && open.PatientId != row ? OpenAsync(row, focus: false) : Task.CompletedTask;

    private protected override Task EscapeAsync() => CloseAsync();

    private protected override async Task ReadAgainAsync()
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
}

/// <summary>What the desk keeps while its tab is paused: what it shows, and the patients on it.</summary>
public sealed record CaseloadKept(CaseloadPlace Place, IReadOnlyList<Guid> Known);
