using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Access;

/// <summary>Reads the results of a batch into view records, column by column.</summary>
public static class Rows
{
    public static string? Text(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static T? Maybe<T>(this NpgsqlDataReader row, int column) where T : struct =>
        row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);

    public static DateTimeOffset Time(this NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);

    public static DateOnly Date(this NpgsqlDataReader row, int column) => row.GetFieldValue<DateOnly>(column);

    public static T Word<T>(this NpgsqlDataReader row, int column) where T : struct, Enum => Words.FromSnake<T>(row.GetString(column));

    public static T? MaybeWord<T>(this NpgsqlDataReader row, int column) where T : struct, Enum =>
        row.IsDBNull(column) ? null : row.Word<T>(column);

    /// <summary>All rows of the result at hand; then the reader stands on the next one.</summary>
    public static async Task<List<T>> ListAsync<T>(this NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        var list = new List<T>();
        while (await rows.ReadAsync(cancel))
            list.Add(read(rows));
        await rows.NextResultAsync(cancel);
        return list;
    }

    /// <summary>The one row of the result at hand, or null; then the reader stands on the next one.</summary>
    public static async Task<T?> FirstAsync<T>(this NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
        where T : class => (await rows.ListAsync(read, cancel)).FirstOrDefault();
}
