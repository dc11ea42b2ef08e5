using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CareCoord.Testing.LiveParts;

/// <summary>What a page carries for its live parts: where they are, and the state that they go on with.</summary>
public sealed partial record LivePage(string Address, string Parts, string State)
{
    public static LivePage Read(string address, string html)
    {
        var parts = new StringBuilder("{\"batchId\":1,\"operations\":[");
        var count = 0;
        foreach (Match marker in Marker().Matches(html))
        {
            using var said = JsonDocument.Parse(marker.Groups[1].Value);
            // The end of a part has no type.
            if (!said.RootElement.TryGetProperty("type", out var type) || type.GetString() != "server")
                continue;
            parts
                .Append(count++ > 0 ? "," : "")
                .Append("{\"type\":\"add\",\"ssrComponentId\":")
                .Append(count)
                .Append(",\"marker\":")
                .Append(marker.Groups[1].Value)
                .Append('}');
        }

        return count > 0
            ? new(address, parts.Append("]}").ToString(), Kept().Match(html).Groups[1].Value)
            : throw new InvalidOperationException($"{address} has no live part.");
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->", RegexOptions.Singleline)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:([A-Za-z0-9+/=_-]+)-->")]
    private static partial Regex Kept();
}
