using CareCoord.Access;
using Npgsql;

namespace CareCoord.Ops.Audit;

/// <summary>
/// Whether the tables of the audit are the plain tables that this version knows. Instead of one a view could show what never stood
/// there, or a type could write itself in its own way.
/// </summary>
internal static class AuditShape
{
    private static readonly Dictionary<string, string> Known = new()
    {
        ["audit_entries"] =
            "account_id uuid, acting_for uuid, action text, address inet, at timestamptz, details jsonb, hash bytea, hat text, id uuid, "
            + "lane int2, node text, organisation_id uuid, previous bytea, seq int8, session_id uuid, signed_in_by text, subject_id uuid, "
            + "subject_kind text, version text",
        ["audit_lanes"] = "head bytea, lane int2, seq int8",
        ["audit_subjects"] = "audit_id uuid, patient_id uuid",
    };

    /// <summary>A sentence for each table that is another; empty where all are as they should be.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        // Rules, children and partitions are the ways in which a table shows other rows than its own.
        await using var ask = new NpgsqlCommand(
            """
            select c.relname as name,
                   c.relkind = 'r' and not c.relhasrules and not c.relhassubclass and not c.relispartition
                       and exists (select from pg_am m where m.oid = c.relam and m.amname = 'heap') as is_plain,
                   (select coalesce(string_agg(a.attname || ' ' || case when t.typnamespace = 'pg_catalog'::regnamespace then t.typname
                                                                   else t.typnamespace::regnamespace || '.' || t.typname end, ', '
                                               order by a.attname), '')
                    from pg_attribute a join pg_type t on t.oid = a.atttypid
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
            from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any ($1)
            """,
            connection
        );
        ask.Parameters.Add(new() { Value = Known.Keys.ToArray() });
        await using var rows = await ask.ExecuteReaderAsync(cancel);
        var found = (await rows.ListAsync<Found>(cancel)).ToDictionary(table => table.Name);
        return
        [
            .. from table in Known
            where found.GetValueOrDefault(table.Key) is not { IsPlain: true } there || there.Columns != table.Value
            select $"{table.Key} is not the table that this version of CareCoord knows: something else stands in its place.",
        ];
    }

    private sealed record Found(string Name, bool IsPlain, string Columns);
}
