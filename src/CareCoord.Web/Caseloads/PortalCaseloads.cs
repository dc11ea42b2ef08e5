using Microsoft.AspNetCore.Mvc;

namespace CareCoord.Web.Caseloads;

/// <summary>What the desk's table sends, where it is for another page.</summary>
internal static class PortalCaseloads
{
    public static void MapPortalCaseloads(this WebApplication app) =>
        app.MapGet("/caseload/assign", ([FromQuery(Name = "patient")] string[]? patients) =>
            Results.LocalRedirect("/tasks/new?patients=" + string.Join(',', Chosen(patients))));

    /// <summary>The patients that are named; what is no id is none.</summary>
    public static IEnumerable<Guid> Chosen(IEnumerable<string?>? patients) =>
        (patients ?? []).Select(text => Guid.TryParse(text, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct();
}
