using Npgsql;

namespace CareCoord.Ops.Seeding;

/// <summary>Writes the rows of a table in one statement, a column as an array: COPY is refused under row security.</summary>
internal static class SeedInsert
{
    public static async Task RunAsync(
        NpgsqlConnection connection,
        ISeedTable table,
        IReadOnlyCollection<Type> mayBeThere,
        CancellationToken cancel
    )
    {
        var columns = await table.ColumnsAsync(connection, cancel);
        var names = string.Join(", ", columns.Select(column => column.Name));
        var arrays = string.Join(", ", columns.Select((column, at) => $"${at + 1}::{column.Type}[]"));
        var known = table.Entity is { } entity && mayBeThere.Contains(entity) ? " on conflict do nothing" : "";
        await using var insert = new NpgsqlCommand($"insert into {table.Name} ({names}) select * from unnest({arrays}){known}", connection);
        foreach (var column in columns)
            insert.Parameters.Add(new() { Value = Values(column, table.Rows) });
        await insert.ExecuteNonQueryAsync(cancel);
    }

    private static Array Values(SeedColumn column, IReadOnlyList<object> rows)
    {
        var values = Array.CreateInstance(column.Element, rows.Count);
        for (var at = 0; at < rows.Count; at++)
            values.SetValue(column.Read(rows[at]), at);
        return values;
    }
}
