using CareCoord.Access;
using Npgsql;

namespace CareCoord.Ops.Seeding;

/// <summary>The order in which tables can be filled: what others refer to comes first, as the database's foreign keys say.</summary>
internal static class SeedOrder
{
    private const string References = """
        select distinct k.conrelid::regclass::text as table, k.confrelid::regclass::text as refers_to from pg_constraint k
        where k.contype = 'f' and k.conrelid <> k.confrelid
        """;

    public static async Task<List<ISeedTable>> SortAsync(
        NpgsqlConnection connection,
        IReadOnlyList<ISeedTable> tables,
        CancellationToken cancel
    )
    {
        List<Reference> references;
        await using (var command = new NpgsqlCommand(References, connection))
        await using (var rows = await command.ExecuteReaderAsync(cancel))
        {
            references = await rows.ListAsync<Reference>(cancel);
        }

        var refersTo = references.ToLookup(reference => reference.Table, reference => reference.RefersTo);
        var (left, sorted) = (tables.ToList(), new List<ISeedTable>());
        while (left.Count > 0)
        {
            var next =
                left.Find(table => !left.Exists(other => refersTo[table.Name].Contains(other.Name)))
                ?? throw new InvalidOperationException(
                    $"These tables refer to each other, so none can be filled first: {string.Join(", ", left.Select(table => table.Name))}."
                );
            left.Remove(next);
            sorted.Add(next);
        }

        return sorted;
    }

    private sealed record Reference(string Table, string RefersTo);
}
