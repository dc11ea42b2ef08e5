using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>Whether a file was looked at by the virus scanner.</summary>
public enum ScanState
{
    /// <summary>No scanner is configured here.</summary>
    UnscannedNotConfigured,

    /// <summary>Waits for the scanner; nobody is handed it meanwhile.</summary>
    Quarantined,

    Clean,
    Infected,
}

/// <summary>What becomes of a file by what the virus scanner says: whether it is taken, and whether anybody is handed it.</summary>
public static class FileSafety
{
    internal const string Harmful =
        "The virus scanner found something harmful in this file, so it was not kept. "
        + "Take pictures of the pages instead, and hand those in.";

    private const string Gone =
        "The virus scanner found something harmful in this file, so it was not kept. Hand in the pages again as pictures.";
    private const string Waits =
        "The virus scanner has not looked at these pages yet, so nobody can open them. It is tried again by itself every half minute.";

    /// <summary>Somebody may be handed it.</summary>
    public static bool IsOpen(this ScanState scan) => scan is ScanState.Clean or ScanState.UnscannedNotConfigured;

    /// <summary>Why nobody is handed it; null where it is open.</summary>
    public static string? Against(this ScanState scan) =>
        scan.IsOpen() ? null
        : scan == ScanState.Infected ? Gone
        : Waits;

    /// <summary>How a file that has just come in is kept. Throws <see cref="RuleBroken"/> where the scanner finds it harmful.</summary>
    internal static ScanState Taken(VirusVerdict verdict) =>
        verdict switch
        {
            VirusVerdict.NotConfigured => ScanState.UnscannedNotConfigured,
            VirusVerdict.Clean => ScanState.Clean,
            VirusVerdict.Infected => throw new RuleBroken(Harmful),
            _ => ScanState.Quarantined,
        };
}
