using System.Text.Json;
using System.Text.Json.Serialization;
using CareCoord.LegalDocuments;
using CareCoord.Web.Shell;

namespace CareCoord.Web.LegalDocuments;

/// <summary>
/// What the page hands over to the desk: what was read for it, so that it is read and audited once. Where that is more than the browser
/// may send back, the desk reads again.
/// </summary>
public sealed record DocumentStart(DocumentPlace Place, bool IsCoordinator, string Zone, string ClinicZone, string Language, string Script)
{
    /// <summary>The most that is handed over, in bytes of JSON.</summary>
    public const int Most = 18_000;

    /// <summary>What the page has to say.</summary>
    public string? Said { get; init; }

    /// <summary>The list and what is open, where they are small enough.</summary>
    public DocumentShows? Small { get; init; }

    /// <summary>The patients whom the page shows, where it is not: reading them again is no new entry of the audit.</summary>
    public IReadOnlyList<Guid> Known { get; init; } = [];

    /// <summary>The whole of it, for the page that is rendered before the desk is alive.</summary>
    [JsonIgnore]
    public DocumentShows? Whole { get; init; }

    /// <summary>What there is to show at once; null where the desk has to read.</summary>
    internal DocumentShows? Shows => Whole ?? Small;

    internal DocumentStart Showing(DocumentShows shows)
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

/// <summary>What the desk shows: a page of the documents that were found, and the one that is open beside them.</summary>
public sealed record DocumentShows(DocumentsFound Found, DocumentBeside? Open)
{
    /// <summary>The patients on it: who is open stands in the list too.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> Patients => [.. Found.Rows.Items.Select(row => row.PatientId).Distinct()];
}
