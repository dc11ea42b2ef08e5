namespace CareCoord.Shared;

/// <summary>The time zones that people choose from, by their IANA names.</summary>
public static class TimeZones
{
    private const int Longest = 60;

    /// <summary>All of them that name a place, in the order of their names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. TimeZoneInfo
            .GetSystemTimeZones()
            .Select(zone => zone.Id)
            .Where(id =>
                id.Contains('/') && !id.StartsWith("Etc/", StringComparison.Ordinal) && !id.StartsWith("posix", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The zone that was chosen. Throws <see cref="RuleBroken"/> where it is none that names a place.</summary>
    public static string Chosen(string? zone) =>
        zone is { Length: <= Longest } && zone.Contains('/') && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
            ? zone
            : throw new RuleBroken("Choose a time zone from the list.");
}
