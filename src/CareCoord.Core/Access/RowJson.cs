using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareCoord.Access;

/// <summary>
/// Reads lists of records that the database hands over as JSON, member by member by name; one more or one fewer is refused.
/// </summary>
internal static class RowJson
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static List<T> List<T>(string json) => JsonSerializer.Deserialize<List<T>>(json, Strict)!;
}
