using System.Globalization;

namespace CareCoord.Shared;

/// <summary>
/// The key of a row in a list ordered by time, as it stands in an address: microseconds since 1970, a point, the row's id.
/// </summary>
public sealed record TimeKey(DateTimeOffset Time, Guid Id)
{
    // The first moment that .NET knows, and one in the year 5138.
    private const long Earliest = -62_135_596_800_000_000;
    private const long Latest = 100_000_000_000_000_000;

    /// <summary>The key, or null where the text is none: then the list starts at its beginning.</summary>
    public static TimeKey? Parse(string? text)
    {
        var parts = text?.Split('.');
        return
            parts is [var micros, var id]
            && long.TryParse(micros, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var since)
            && since is >= Earliest and < Latest
            && Guid.TryParseExact(id, "N", out var row)
            ? new(DateTimeOffset.UnixEpoch.AddTicks(since * TimeSpan.TicksPerMicrosecond), row)
            : null;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}.{Id:N}");
}
