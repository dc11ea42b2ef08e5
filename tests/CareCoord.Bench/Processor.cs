using System.Globalization;

namespace CareCoord.Bench;

/// <summary>What processes have used until now, read from /proc.</summary>
internal static class Processor
{
    // The kernel counts in hundredths of a second.
    private const double Tick = 10;

    /// <summary>The CPU time of a process and of its children, living or ended, in milliseconds.</summary>
    public static double Milliseconds(int root)
    {
        var ticks = Ticks(root, withEnded: true) ?? 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id != root
                && Fields(id) is { } fields
                && fields[1] == Said(root)
            )
                ticks += Ticks(id, withEnded: true) ?? 0;
        }

        return ticks * Tick;
    }

    /// <summary>The CPU time of a process alone, in milliseconds.</summary>
    public static double OwnMilliseconds(int process) => (Ticks(process, withEnded: false) ?? 0) * Tick;

    /// <summary>The memory that a process has in RAM, in KiB.</summary>
    public static long Resident(int process) =>
        File.ReadLines($"/proc/{Said(process)}/status")
            .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Select(line => long.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))
            .Single();

    private static long? Ticks(int process, bool withEnded) =>
        Fields(process) is not { } fields
            ? null
            : fields[11..(withEnded ? 15 : 13)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));

    // What follows the name, which stands in brackets; null where the process has ended.
    private static string[]? Fields(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{Said(process)}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Said(int number) => number.ToString(CultureInfo.InvariantCulture);
}
