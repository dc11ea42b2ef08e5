using System.Globalization;

namespace CareCoord.AccessHistory;

/// <summary>The key of a line of the access history, as it stands in an address: its day, its mark, and its first act.</summary>
internal sealed record AccessKey(DateOnly Day, AccessMark Mark, Guid Id)
{
    private const string Form = "yyyyMMdd";

    // The database takes the last days that .NET knows for its infinity. Nothing was done on the days beyond these.
    private static readonly DateOnly First = new(1970, 1, 1);
    private static readonly DateOnly Last = new(9998, 12, 31);

    /// <summary>The day, or the last that there can be in its direction.</summary>
    public static DateOnly Within(DateOnly day) =>
        day < First ? First
        : day > Last ? Last
        : day;

    /// <summary>The key, or null where the text is none: then the list starts at its beginning.</summary>
    public static AccessKey? Parse(string? text) =>
        text?.Split('.') is [var day, var mark, var id]
        && DateOnly.TryParseExact(day, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
        && int.TryParse(mark, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
        && Enum.IsDefined((AccessMark)place)
        && Guid.TryParseExact(id, "N", out var first)
            ? new(Within(on), (AccessMark)place, first)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day:yyyyMMdd}.{(int)Mark}.{Id:N}");
}
