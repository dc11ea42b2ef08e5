using Npgsql;

namespace CareCoord.Ops.Seeding;

/// <summary>
/// Rows of many tables, gathered first and then written table by table. What others refer to comes first, and else what got its first row
/// first. A row is given by the names of its entity's properties, <c>rows.Add&lt;Problem&gt;(new { PatientId, Name = "Asthma", … })</c>.
/// How it is stored is known from the mapping alone.
/// </summary>
public sealed class SeedRows
{
    // In the order of their first row.
    private readonly List<ISeedTable> tables = [];
    private readonly Dictionary<object, ISeedTable> byKind = [];

    /// <summary>A new row of an entity. Throws where a property is unknown, of another type, or missing though it must be there.</summary>
    public T Add<T>(object named)
        where T : class => Keep(SeedEntity<T>.Of(named));

    /// <summary>A row that the entity's own rules have made.</summary>
    public T Keep<T>(T row)
        where T : class
    {
        Of<T>().Add(row);
        return row;
    }

    /// <summary>The same with some properties set anew.</summary>
    public T Keep<T>(T row, object named)
        where T : class => Keep(Change(row, named));

    /// <summary>Sets some properties of a row anew.</summary>
    public static T Change<T>(T row, object named)
        where T : class => SeedEntity<T>.Set(row, named);

    /// <summary>
    /// A row of a table that has no entity; its properties are columns, in snake case, and the database says which it has.
    /// </summary>
    public void AddTo(string table, object named)
    {
        var kind = (table, named.GetType());
        if (!byKind.TryGetValue(kind, out var rows))
            tables.Add(byKind[kind] = rows = new NamedRows(table, kind.Item2));
        ((NamedRows)rows).Rows.Add(named);
    }

    /// <summary>The rows of an entity so far.</summary>
    public List<T> Of<T>()
        where T : class
    {
        if (!byKind.TryGetValue(typeof(T), out var rows))
            tables.Add(byKind[typeof(T)] = rows = new EntityRows<T>());
        return ((EntityRows<T>)rows).Rows;
    }

    /// <summary>The rows so far of a table that has no entity.</summary>
    internal IEnumerable<object> NamedOf(string table) =>
        tables.Where(rows => rows.Entity is null && rows.Name == table).SelectMany(rows => rows.Rows);

    /// <summary>Writes them all.</summary>
    /// <param name="connection">As the role that owns the tables.</param>
    /// <param name="mayBeThere">Entities of which rows that are there already stay as they are; of others they are an error.</param>
    /// <param name="cancel">Stops between two tables.</param>
    public async Task WriteAsync(NpgsqlConnection connection, IReadOnlyCollection<Type> mayBeThere, CancellationToken cancel)
    {
        var filled = tables.Where(table => table.Count > 0).ToList();
        if (filled.Select(table => table.Name).Distinct().Count() > 1)
            filled = await SeedOrder.SortAsync(connection, filled, cancel);
        foreach (var table in filled)
            await SeedInsert.RunAsync(connection, table, mayBeThere, cancel);
    }

    private sealed class EntityRows<T> : ISeedTable
        where T : class
    {
        public List<T> Rows { get; } = [];
        public string Name => SeedEntity<T>.Table;
        public Type? Entity => typeof(T);
        public int Count => Rows.Count;
        IReadOnlyList<object> ISeedTable.Rows => Rows;

        public Task<IReadOnlyList<SeedColumn>> ColumnsAsync(NpgsqlConnection connection, CancellationToken cancel) =>
            Task.FromResult(SeedEntity<T>.Columns);
    }

    private sealed class NamedRows(string table, Type shape) : ISeedTable
    {
        public List<object> Rows { get; } = [];
        public string Name => table;
        public Type? Entity => null;
        public int Count => Rows.Count;
        IReadOnlyList<object> ISeedTable.Rows => Rows;

        public Task<IReadOnlyList<SeedColumn>> ColumnsAsync(NpgsqlConnection connection, CancellationToken cancel) =>
            NamedColumns.OfAsync(connection, table, shape, cancel);
    }
}

/// <summary>The rows of one table that have the same columns.</summary>
internal interface ISeedTable
{
    string Name { get; }
    Type? Entity { get; }
    int Count { get; }
    IReadOnlyList<object> Rows { get; }

    Task<IReadOnlyList<SeedColumn>> ColumnsAsync(NpgsqlConnection connection, CancellationToken cancel);
}

/// <summary>A column: its name and type in the database, and how a row's value is read, as the database takes it.</summary>
/// <param name="Element">The type of that value, which may be null where the column is optional.</param>
internal sealed record SeedColumn(string Name, string Type, Type Element, Func<object, object?> Read)
{
    /// <summary>A row's type with null among its values.</summary>
    public static Type Optional(Type type) =>
        type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
}
