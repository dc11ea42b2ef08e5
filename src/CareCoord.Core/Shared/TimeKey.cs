using System.Globalization;

namespace CareCoord.Shared;

/// <summary>The key of a row in a list ordered by time, as it stands in an address: microseconds since 1970, a point, the row's id.</summary>
public sealed record TimeKey(DateTimeOffset Time, Guid Id)
{
    /// <summary>The key, or null where the text is none: then the list starts at its beginning.</summary>
    public static TimeKey? Parse(string? text)
    {
        var parts = text?.Split('.');
        return parts is [var micros, var id]
            && long.TryParse(micros, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var since)
            && Math.Abs(since) < 100_000_000_000_000_000
            && Guid.TryParseExact(id, "N", out var row)
                ? new(DateTimeOffset.UnixEpoch.AddTicks(since * TimeSpan.TicksPerMicrosecond), row)
                : null;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}.{Id:N}");
}
