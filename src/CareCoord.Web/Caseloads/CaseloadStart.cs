using System.Text.Json;
using System.Text.Json.Serialization;
using CareCoord.Caseloads;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Caseloads;

/// <summary>
/// What the page hands over to the desk: what was read for it, so that it is read and audited once. Where that is more than the browser
/// may send back, the desk reads again.
/// </summary>
public sealed record CaseloadStart(CaseloadPlace Place, string Zone, string ClinicZone, string Language, string Script)
{
    /// <summary>The most that is handed over, in bytes of JSON.</summary>
    public const int Most = 18_000;

    /// <summary>Everybody on the page is selected, for those without script.</summary>
    public bool All { get; init; }

    /// <summary>What the page has to say, what was typed as the name of a view, and why it could not be kept.</summary>
    public string? Said { get; init; }
    public string? ViewName { get; init; }
    public string? ViewProblem { get; init; }

    /// <summary>The list and who is open, where they are small enough.</summary>
    public CaseloadShows? Small { get; init; }

    /// <summary>The patients whom the page shows, where it is not: reading them again is no new entry of the audit.</summary>
    public IReadOnlyList<Guid> Known { get; init; } = [];

    /// <summary>The whole of it, for the page that is rendered before the desk is alive.</summary>
    [JsonIgnore]
    public CaseloadShows? Whole { get; init; }

    /// <summary>What there is to show at once; null where the desk has to read.</summary>
    internal CaseloadShows? Shows => Whole ?? Small;

    internal CaseloadStart Showing(CaseloadShows shows)
    {
        var small = this with { Small = shows, Whole = shows };
        return JsonSerializer.SerializeToUtf8Bytes(small, JsonSerializerOptions.Web).Length <= Most
            ? small
            : this with
            {
                Whole = shows,
                Known = shows.Patients,
            };
    }

    internal Spoken Spoken(TimeProvider clock) => new(clock, Zone, ClinicZone, Language);
}

/// <summary>What the desk shows: a page of the list, and who is open beside it.</summary>
public sealed record CaseloadShows(CaseloadDeskView Desk, CaseloadPerson? Open)
{
    /// <summary>The patients on it.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> Patients =>
        [.. Desk.Rows.Items.Select(row => row.PatientId).Concat(Open is { } open ? [open.PatientId] : []).Distinct()];
}
