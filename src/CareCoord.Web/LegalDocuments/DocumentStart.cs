using System.Text.Json.Serialization;
using CareCoord.LegalDocuments;
using CareCoord.Web.OpenPages;

namespace CareCoord.Web.LegalDocuments;

/// <summary>What the page of the search hands over to its desk.</summary>
public sealed record DocumentStart(DocumentPlace Place, bool IsCoordinator, string Zone, string ClinicZone, string Language, string Script)
    : DeskStart<DocumentStart, DocumentShows>(Zone, ClinicZone, Language, Script);

/// <summary>What the desk shows: a page of the documents that were found, and the one that is open beside them.</summary>
public sealed record DocumentShows(DocumentsFound Found, DocumentBeside? Open) : IDeskShows
{
    /// <summary>The patients on it: who is open stands in the list too.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> Patients => [.. Found.Rows.Items.Select(row => row.PatientId).Distinct()];
}
