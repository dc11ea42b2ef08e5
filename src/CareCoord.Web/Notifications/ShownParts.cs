using System.Globalization;
using CareCoord.Access;

namespace CareCoord.Web.Notifications;

/// <summary>What a page says of itself that it shows: "patient.parts", separated by commas. Whatever else stands there is left out.</summary>
internal static class ShownParts
{
    public static List<Shown> Of(string? said) =>
        [
            .. (said ?? "")
                .Split(',', AccessQueries.Most + 1)
                .Take(AccessQueries.Most)
                .Select(One)
                .OfType<Shown>()
                .DistinctBy(one => one.PatientId),
        ];

    private static Shown? One(string said) =>
        said.Split('.') is [var patient, var parts]
        && Guid.TryParseExact(patient, "N", out var id)
        && int.TryParse(parts, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
        && bits is > 0 and <= (int)Category.Everything
            ? new(id, (Category)bits)
            : null;
}
