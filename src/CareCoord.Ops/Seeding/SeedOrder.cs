using Npgsql;

namespace CareCoord.Ops.Seeding;

/// <summary>The order in which tables can be filled: what others refer to comes first, as the database's foreign keys say.</summary>
internal static class SeedOrder
{
    private const string References =
        "select distinct k.conrelid::regclass::text, k.confrelid::regclass::text from pg_constraint k where k.contype = 'f' and k.conrelid <> k.confrelid";

    public static async Task<List<ISeedTable>> SortAsync(NpgsqlConnection connection, IReadOnlyList<ISeedTable> tables, CancellationToken cancel)
    {
        var references = new List<(string From, string To)>();
        await using (var command = new NpgsqlCommand(References, connection))
        await using (var rows = await command.ExecuteReaderAsync(cancel))
        {
            while (await rows.ReadAsync(cancel))
                references.Add((rows.GetString(0), rows.GetString(1)));
        }

        var refersTo = references.ToLookup(reference => reference.From, reference => reference.To);
        var (left, sorted) = (tables.ToList(), new List<ISeedTable>());
        while (left.Count > 0)
        {
            var next = left.Find(table => !left.Exists(other => refersTo[table.Name].Contains(other.Name)))
                ?? throw new InvalidOperationException($"These tables refer to each other, so none can be filled first: {string.Join(", ", left.Select(table => table.Name))}.");
            left.Remove(next);
            sorted.Add(next);
        }

        return sorted;
    }
}
