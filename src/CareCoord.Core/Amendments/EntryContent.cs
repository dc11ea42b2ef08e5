using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CareCoord.Access;

namespace CareCoord.Amendments;

/// <summary>
/// What an entry says, in the shape in which the database keeps it of former versions. Names are in snake case, and what is not said is
/// left out.
/// </summary>
public static class EntryContent
{
    private static readonly JsonSerializerOptions Shape = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new BitsConverter(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>What was kept of a former version.</summary>
    public static T Read<T>(string kept) => JsonSerializer.Deserialize<T>(kept, Shape) ?? throw new JsonException("There is no content.");

    internal static JsonNode? Of(object content) => content as JsonNode ?? JsonSerializer.SerializeToNode(content, Shape);

    internal static bool IsSame(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(one, other);

    /// <summary>Whether a content still says all that the former one said, by the rule of <c>app.still_says</c>.</summary>
    public static bool StillSays(JsonNode? former, JsonNode? latter) =>
        (former, latter) switch
        {
            (null, _) => true,
            (_, null) => false,
            (JsonObject said, JsonObject says) => said.All(one => StillSays(one.Value, says[one.Key])),
            (JsonArray said, JsonArray says) => said.Select((one, at) => StillSays(one, at < says.Count ? says[at] : null))
                .All(still => still),
            (JsonValue said, JsonValue says)
                when said.GetValueKind() == JsonValueKind.String && says.GetValueKind() == JsonValueKind.String => says.GetValue<string>()
                .StartsWith(said.GetValue<string>(), StringComparison.Ordinal),
            _ => former.GetValueKind() == latter.GetValueKind() && JsonNode.DeepEquals(former, latter),
        };

    // Parts of the record are kept as bits.
    private sealed class BitsConverter : JsonConverter<Category>
    {
        public override Category Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (Category)reader.GetInt32();

        public override void Write(Utf8JsonWriter writer, Category value, JsonSerializerOptions options) =>
            writer.WriteNumberValue((int)value);
    }
}
