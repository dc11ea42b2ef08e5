using System.Reflection;
using CareCoord.Access;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Ops.Seeding;

/// <summary>The columns of rows of a table that has no entity: named by the row, checked against the database.</summary>
internal static class NamedColumns
{
    // A column must be named where it takes no null and the database puts nothing there by itself.
    private const string Query = """
        select a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull and not a.atthasdef and a.attidentity = '' as required
        from pg_attribute a where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attname
        """;

    public static async Task<IReadOnlyList<SeedColumn>> OfAsync(
        NpgsqlConnection connection,
        string table,
        Type shape,
        CancellationToken cancel
    )
    {
        var known = new Dictionary<string, (string Type, bool Required)>();
        await using (var command = new NpgsqlCommand(Query, connection) { Parameters = { new() { Value = table } } })
        await using (var rows = await command.ExecuteReaderAsync(cancel))
        {
            foreach (var column in await rows.ListAsync<KnownColumn>(cancel))
                known.Add(column.Name, (column.Type, column.Required));
        }

        var columns = shape.GetProperties().Select(property => (Name: SnakeCaseNames.Snake(property.Name), Property: property)).ToList();
        var unknown = columns.Where(column => !known.ContainsKey(column.Name)).Select(column => column.Name).ToList();
        if (unknown.Count > 0)
            throw new InvalidOperationException($"The table {table} has no column {string.Join(", ", unknown)}.");
        var missing = known
            .Where(column => column.Value.Required && !columns.Exists(named => named.Name == column.Key))
            .Select(column => column.Key)
            .ToList();
        if (missing.Count > 0)
            throw new InvalidOperationException($"A row of {table} needs {string.Join(", ", missing)}.");
        return [.. columns.Select(column => Column(column.Name, known[column.Name].Type, column.Property))];
    }

    // The same words as in the mappings: flags as a number, other enumerations as text.
    private static SeedColumn Column(string name, string type, PropertyInfo property)
    {
        var plain = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (!plain.IsEnum)
            return new(name, type, SeedColumn.Optional(property.PropertyType), property.GetValue);
        return plain.IsDefined(typeof(FlagsAttribute))
            ? new(name, type, typeof(int?), row => property.GetValue(row) is { } flags ? (int)flags : null)
            : new(name, type, typeof(string), row => property.GetValue(row) is { } word ? SnakeCaseNames.Snake(word.ToString()!) : null);
    }

    private sealed record KnownColumn(string Name, string Type, bool Required);
}
