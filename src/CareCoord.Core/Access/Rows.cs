using Npgsql;

namespace CareCoord.Access;

/// <summary>
/// Reads the results of a batch by the names of their columns. <c>As&lt;T&gt;</c> gives a column <c>due_at</c> to the constructor's
/// parameter <c>DueAt</c>. A result with a column more or a column less than the constructor takes is refused.
/// </summary>
public static class Rows
{
    /// <summary>The row at hand as a view record, or as the one value it holds.</summary>
    public static T As<T>(this NpgsqlDataReader row) => RowShape<T>.Of(row).Read(row);

    /// <summary>All rows of the result at hand; then the reader stands on the next one.</summary>
    public static async Task<List<T>> ListAsync<T>(this NpgsqlDataReader rows, CancellationToken cancel)
    {
        var read = RowShape<T>.Of(rows).Read;
        var list = new List<T>();
        while (await rows.ReadAsync(cancel))
            list.Add(read(rows));
        await rows.NextResultAsync(cancel);
        return list;
    }

    /// <summary>The first row of the result at hand, or null; then the reader stands on the next one.</summary>
    public static async Task<T?> FirstAsync<T>(this NpgsqlDataReader rows, CancellationToken cancel)
        where T : class
    {
        var read = RowShape<T>.Of(rows).Read;
        var first = await rows.ReadAsync(cancel) ? read(rows) : null;
        await rows.NextResultAsync(cancel);
        return first;
    }

    /// <summary>
    /// The row that the result at hand always has; then the reader stands on the next one. Throws <see cref="InvalidOperationException"/>
    /// where it has none.
    /// </summary>
    public static async Task<T> OneAsync<T>(this NpgsqlDataReader rows, CancellationToken cancel)
    {
        var read = RowShape<T>.Of(rows).Read;
        var one = await rows.ReadAsync(cancel)
            ? read(rows)
            : throw new InvalidOperationException($"A result read as {typeof(T).Name} has no row.");
        await rows.NextResultAsync(cancel);
        return one;
    }
}
