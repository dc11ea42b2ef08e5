using System.Reflection;
using CareCoord.Access;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Ops.Demo;

/// <summary>
/// Writes many rows of one table in one statement, a column as an array: COPY is refused under row security. The
/// properties of the row are the columns, in snake case.
/// </summary>
internal static class RowTable<T> where T : class
{
    private static readonly Column[] Columns = [.. typeof(T).GetProperties().Select(Column.Of)];

    /// <param name="known">Rows that are there already stay as they are; otherwise they are an error.</param>
    public static async Task InsertAsync(NpgsqlConnection connection, string table, IReadOnlyList<T> rows, bool known,
        CancellationToken cancel)
    {
        if (rows.Count == 0)
            return;
        var names = string.Join(", ", Columns.Select(c => c.Name));
        var arrays = string.Join(", ", Columns.Select((c, at) => $"${at + 1}::{c.Type}[]"));
        await using var insert = new NpgsqlCommand(
            $"insert into {table} ({names}) select * from unnest({arrays}){(known ? " on conflict do nothing" : "")}", connection);
        foreach (var column in Columns)
            insert.Parameters.Add(new NpgsqlParameter { Value = column.Values(rows) });
        await insert.ExecuteNonQueryAsync(cancel);
    }

    private sealed record Column(string Name, string Type, Type Element, Func<T, object?> Read)
    {
        public static Column Of(PropertyInfo property)
        {
            var plain = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var name = Words.Snake(property.Name);
            if (plain == typeof(Category))
                return new(name, "integer", typeof(int), row => (int)(Category)property.GetValue(row)!);
            if (plain.IsEnum)
                return new(name, "text", typeof(string), row => property.GetValue(row) is { } word ? Words.Snake(word.ToString()!) : null);
            return new(name, SqlType(plain), property.PropertyType, property.GetValue);
        }

        public Array Values(IReadOnlyList<T> rows)
        {
            var values = Array.CreateInstance(Element, rows.Count);
            for (var at = 0; at < rows.Count; at++)
                values.SetValue(Read(rows[at]), at);
            return values;
        }

        private static string SqlType(Type type) => type switch
        {
            _ when type == typeof(Guid) => "uuid",
            _ when type == typeof(string) => "text",
            _ when type == typeof(int) => "integer",
            _ when type == typeof(long) => "bigint",
            _ when type == typeof(byte[]) => "bytea",
            _ when type == typeof(bool) => "boolean",
            _ when type == typeof(decimal) => "numeric",
            _ when type == typeof(DateOnly) => "date",
            _ when type == typeof(TimeOnly) => "time",
            _ when type == typeof(DateTimeOffset) => "timestamptz",
            _ => throw new NotSupportedException($"A column of {type.Name} is not known here."),
        };
    }
}
