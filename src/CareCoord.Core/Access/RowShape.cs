using Npgsql;

namespace CareCoord.Access;

/// <summary>
/// The columns of a result in their order, and how a row of it becomes a view record. It is made once for each record and set of columns.
/// </summary>
internal sealed class RowShape<T>
{
    // A few for each record; two threads that make the same one at once make one too many.
    private static RowShape<T>[] known = [];

    private readonly string[] columns;

    private RowShape(string[] columns)
    {
        this.columns = columns;
        Read = RowMaker.Make<T>(columns);
    }

    /// <summary>Makes the record of the row on which the reader stands.</summary>
    public Func<NpgsqlDataReader, T> Read { get; }

    /// <summary>
    /// The shape of the result at hand. Throws <see cref="InvalidOperationException"/> where its columns are not those that the record
    /// takes.
    /// </summary>
    public static RowShape<T> Of(NpgsqlDataReader rows)
    {
        foreach (var shape in known)
        {
            if (shape.Fits(rows))
                return shape;
        }

        var made = new RowShape<T>([.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)]);
        known = [.. known, made];
        return made;
    }

    private bool Fits(NpgsqlDataReader rows)
    {
        if (rows.FieldCount != columns.Length)
            return false;
        for (var at = 0; at < columns.Length; at++)
        {
            if (rows.GetName(at) != columns[at])
                return false;
        }

        return true;
    }
}
