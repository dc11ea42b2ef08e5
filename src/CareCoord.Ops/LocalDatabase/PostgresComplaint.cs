namespace CareCoord.Ops.LocalDatabase;

/// <summary>Turns what PostgreSQL's programs say into one sentence for the person at the terminal.</summary>
public static class PostgresComplaint
{
    /// <param name="what">What could not be done.</param>
    /// <param name="said">The program's words; may be many lines.</param>
    /// <param name="where">The folder or file it was about.</param>
    public static string Sentence(string what, string said, string where)
    {
        if (
            said.Contains("No space left on device", StringComparison.OrdinalIgnoreCase)
            || said.Contains("Disk quota exceeded", StringComparison.OrdinalIgnoreCase)
        )
        {
            return $"{what}: the disk that holds {where} is full; free some space, or choose another folder with CARECOORD_DATA.";
        }

        if (
            said.Contains("Permission denied", StringComparison.OrdinalIgnoreCase)
            || said.Contains("Read-only file system", StringComparison.OrdinalIgnoreCase)
        )
        {
            return $"{what}: {where} may not be written to by this user; choose another folder with CARECOORD_DATA.";
        }

        return $"{what}: {Reason(said)}";
    }

    /// <summary>The line that gives the reason: the last fatal one, or else the last one.</summary>
    public static string Reason(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] grave = ["FATAL:", "PANIC:", "error:", "ERROR:"];
        return (lines.LastOrDefault(line => grave.Any(line.Contains)) ?? lines.LastOrDefault() ?? "it gave no reason").TrimEnd('.') + ".";
    }
}
