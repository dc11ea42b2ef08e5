using System.Globalization;
using CareCoord.AccessHistory;
using CareCoord.Shared;

namespace CareCoord.Web.AccessHistory;

/// <summary>What is looked for among who did what, as the address of the page says it.</summary>
internal static class AccessAddress
{
    public const int LongestName = 100;

    private const string DayForm = "yyyy-MM-dd";

    /// <summary>Reads it; what it does not understand it takes as not said.</summary>
    public static AccessAsked Read(string? name, string? kind, string? day, string? before) =>
        new(
            OneLine.OrNull(name) is { } typed ? typed[..Math.Min(typed.Length, LongestName)] : null,
            Enum.GetValues<AccessKind>().Select(one => (AccessKind?)one).FirstOrDefault(one => one!.Value.Snake() == kind),
            DayOf(day),
            before
        );

    /// <summary>What is to be said at the field of the day; null where nothing is.</summary>
    public static string? WrongDay(string? day) =>
        string.IsNullOrWhiteSpace(day) || DayOf(day) is not null ? null : "This is no day. Choose one, or leave it empty.";

    public static string? Written(DateOnly? day) => day?.ToString(DayForm, CultureInfo.InvariantCulture);

    /// <summary>The lines after those of a page, found in the same way.</summary>
    public static string Earlier(Guid patient, AccessAsked asked, string next)
    {
        (string Name, string? Value)[] said =
        [
            ("before", next),
            ("name", asked.Name),
            ("kind", asked.Kind?.Snake()),
            ("day", Written(asked.Day)),
        ];
        var query = said.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}");
        return $"/patients/{patient}/access?{string.Join('&', query)}#did";
    }

    private static DateOnly? DayOf(string? day) =>
        DateOnly.TryParseExact(day, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
}
