using System.Text.Json;
using System.Text.Json.Serialization;
using CareCoord.Web.Shell;

namespace CareCoord.Web.OpenPages;

/// <summary>
/// What a page hands over to its desk: what was read for it, so that it is read and audited once. Where that is more than the browser
/// may send back when the desk comes alive, the desk reads again.
/// </summary>
/// <typeparam name="TStart">What the page of this desk hands over.</typeparam>
/// <typeparam name="TShows">What the desk shows.</typeparam>
/// <param name="Script">The script of desks (grid.js).</param>
public abstract record DeskStart<TStart, TShows>(string Zone, string ClinicZone, string Language, string Script)
    where TStart : DeskStart<TStart, TShows>
    where TShows : class, IDeskShows
{
    /// <summary>The most that is handed over, in bytes of JSON.</summary>
    private const int Most = 18_000;

    /// <summary>What the page has to say.</summary>
    public string? Said { get; init; }

    /// <summary>What there is to show, where it is small enough.</summary>
    public TShows? Small { get; init; }

    /// <summary>The patients whom the page shows, where it is not: reading them again is no new entry of the audit.</summary>
    public IReadOnlyList<Guid> Known { get; init; } = [];

    /// <summary>The whole of it, for the page that is rendered before the desk is alive.</summary>
    [JsonIgnore]
    public TShows? Whole { get; init; }

    /// <summary>What there is to show at once; null where the desk has to read.</summary>
    internal TShows? Shows => Whole ?? Small;

    internal TStart Showing(TShows shows)
    {
        var small = (TStart)(this with { Small = shows, Whole = shows });
        return JsonSerializer.SerializeToUtf8Bytes(small, JsonSerializerOptions.Web).Length <= Most
            ? small
            : (TStart)(this with { Whole = shows, Known = shows.Patients });
    }

    internal Spoken Spoken(TimeProvider clock) => new(clock, Zone, ClinicZone, Language);
}

/// <summary>What a desk shows: a page of its list, and what is open beside it.</summary>
public interface IDeskShows
{
    /// <summary>The patients on it.</summary>
    IReadOnlyList<Guid> Patients { get; }
}
