using System.Collections;

namespace CareCoord.Ops.Serving;

/// <summary>What the web process is told, and what it must not be told.</summary>
public static class WebEnvironment
{
    /// <summary>Our own environment without the owner's secrets, and with what the portal needs.</summary>
    public static Dictionary<string, string> From(IDictionary ours, IReadOnlyDictionary<string, string> needed)
    {
        var told = new Dictionary<string, string>();
        foreach (DictionaryEntry entry in ours)
        {
            if (entry is { Key: string name, Value: string value } && !IsForOpsOnly(name))
            {
                told[name] = value;
            }
        }

        foreach (var (name, value) in needed)
        {
            told[name] = value;
        }

        return told;
    }

    // Configuration reads names without regard to case, and several prefixes mean the same.
    private static bool IsForOpsOnly(string name) =>
        name.EndsWith("CareCoordOwner", StringComparison.OrdinalIgnoreCase) || name is "PGPASSWORD" or "PGPASSFILE" or "CARECOORD_DEMO";
}
