using System.Text.Json.Serialization;
using CareCoord.Caseloads;
using CareCoord.Web.OpenPages;

namespace CareCoord.Web.Caseloads;

/// <summary>What the page of the caseload hands over to its desk.</summary>
public sealed record CaseloadStart(CaseloadPlace Place, string Zone, string ClinicZone, string Language, string Script)
    : DeskStart<CaseloadStart, CaseloadShows>(Zone, ClinicZone, Language, Script)
{
    /// <summary>Everybody on the page is selected, for those without script.</summary>
    public bool All { get; init; }

    /// <summary>What was typed as the name of a view, and why it could not be kept.</summary>
    public string? ViewName { get; init; }
    public string? ViewProblem { get; init; }
}

/// <summary>What the desk shows: a page of the list, and who is open beside it.</summary>
public sealed record CaseloadShows(CaseloadDeskView Desk, CaseloadPerson? Open) : IDeskShows
{
    /// <summary>The patients on it.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> Patients =>
        [.. Desk.Rows.Items.Select(row => row.PatientId).Concat(Open is { } open ? [open.PatientId] : []).Distinct()];
}
