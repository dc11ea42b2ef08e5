using System.Globalization;
using CareCoord.Access;
using CareCoord.OpenPages;

namespace CareCoord.Web.OpenPages;

/// <summary>
/// What a page says of itself that it shows: "patient.parts", separated by commas. Whatever else stands there is left out.
/// </summary>
internal static class OpenPageMarks
{
    public static List<OpenPageRecord> Of(string? said) =>
        [
            .. (said ?? "")
                .Split(',', OpenPageQueries.Most + 1)
                .Take(OpenPageQueries.Most)
                .Select(One)
                .OfType<OpenPageRecord>()
                .DistinctBy(one => one.PatientId),
        ];

    private static OpenPageRecord? One(string said) =>
        said.Split('.') is [var patient, var parts]
        && Guid.TryParseExact(patient, "N", out var id)
        && int.TryParse(parts, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
        && bits is > 0 and <= (int)Category.Everything
            ? new(id, (Category)bits)
            : null;
}
