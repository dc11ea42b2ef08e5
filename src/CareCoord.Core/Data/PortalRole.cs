using CareCoord.Access;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Data;

/// <summary>
/// The role as which the portal signs in may do no more than what the product's files grant it. One that row security does not bind would
/// show everything to everybody, and all would look well.
/// </summary>
public static class PortalRole
{
    // Whoever may become a role, or hand on its rights, has them too; a superuser may become every role.
    internal const string Powers = """
        with others as (
            select r.* from pg_roles r where pg_has_role(session_user, r.oid, 'member')
        ), things as (
            select c.oid, c.relname as name, c.relowner as owner, n.nspname as schema, c.relkind as kind,
                   c.relrowsecurity and c.relforcerowsecurity as bound
            from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'app')
        )
        select p.power
        from (
            select 'is a superuser' as power, 1 as place where exists (select from others o where o.rolsuper)
            union all
            select 'bypasses row security', 2 where exists (select from others o where o.rolbypassrls and not o.rolsuper)
            union all
            select 'may make roles', 3 where exists (select from others o where o.rolcreaterole and not o.rolsuper)
            union all
            select 'may copy the whole server', 4 where exists (select from others o where o.rolreplication and not o.rolsuper)
            union all
            select 'is a member of ' || string_agg(o.rolname, ', ' order by o.rolname), 5 from others o
            where o.rolname ~ '^pg_(read_all_data|write_all_data|database_owner|execute_server_program|(read|write)_server_files)$'
              and not exists (select from others s where s.rolsuper)
            having count(*) > 0
            union all
            select 'owns the database, or is a member of its owner', 6
            where exists (select from pg_database d join others o on o.oid = d.datdba where d.datname = current_database())
            union all
            select 'owns what belongs to the product, or is a member of its owner', 7
            where exists (select from things t join others o on o.oid = t.owner)
               or exists (select from pg_proc f join others o on o.oid = f.proowner join pg_namespace n on n.oid = f.pronamespace
                          where n.nspname in ('public', 'app'))
               or exists (select from pg_namespace n join others o on o.oid = n.nspowner where n.nspname in ('public', 'app'))
            union all
            select 'may create in the database or in a schema of it', 8
            where has_database_privilege(current_database(), 'create')
               or exists (select from pg_namespace n where n.nspname in ('public', 'app') and has_schema_privilege(n.oid, 'create'))
            union all
            select 'may read the key that signs who is asking', 9
            where exists (select from things t where t.schema = 'app' and t.name = 'signing_key'
                            and has_any_column_privilege(t.oid, 'select'))
            union all
            select 'may empty tables or lay triggers on them', 10
            where exists (select from things t where t.kind in ('r', 'p') and has_table_privilege(t.oid, 'truncate, trigger'))
            union all
            select 'reaches ' || string_agg(t.schema || '.' || t.name, ', ' order by t.schema, t.name) || ', which no row security guards',
                   11
            from things t
            where t.kind in ('r', 'p', 'v', 'm', 'f') and not t.bound
              and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'patient_id' and not a.attisdropped)
              and has_any_column_privilege(t.oid, 'select, insert, update')
            having count(*) > 0
        ) p
        order by p.place
        """;

    /// <summary>The setting that names the portal's connection.</summary>
    public const string Setting = "ConnectionStrings__CareCoord";

    private const string Superuser = "is a superuser";

    /// <summary>What a connection's role may do that the portal's must not, in the words after a name; none where all is well.</summary>
    public static async Task<IReadOnlyList<string>> PowersAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand(Powers, connection);
        await using var rows = await ask.ExecuteReaderAsync(cancel);
        var powers = await rows.ListAsync<string>(cancel);
        return powers.Contains(Superuser) ? [Superuser] : powers;
    }

    /// <summary>Throws <see cref="SettingsRefused"/> where the role of a connection may do more than the portal's.</summary>
    public static async Task RequireAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (await PowersAsync(connection, cancel) is { Count: > 0 } powers)
            throw new SettingsRefused(Sentence(connection, powers));
    }

    /// <summary>What to say of it to whoever set it up.</summary>
    public static string Sentence(NpgsqlConnection connection, IReadOnlyList<string> powers) =>
        $"{Setting} signs in as {connection.UserName}, who {string.Join(", and ", powers)}: use carecoord_app there, as "
        + "deploy/bootstrap.sql makes it.";
}
