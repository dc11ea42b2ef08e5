using System.Security.Cryptography;
using System.Text;
using CareCoord.Access;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CareCoord.Data;

/// <summary>
/// The functions, policies, triggers and grants of the database, each written in one file of its feature's Sql folder. After every
/// migration, in its transaction, what stands in the database is replaced by what stands in the files: what has no file is gone.
/// </summary>
public static class DatabaseObjects
{
    private const string Objects = "objects";
    private const string Schema = "schema";

    private const string DropAll = """
        do $$
        declare
            statement text;
        begin
            for statement in
                select format('drop policy %I on %I.%I', policyname, schemaname, tablename) from pg_policies
                where schemaname in ('public', 'app')
                union all
                select format('drop trigger %I on %s', t.tgname, t.tgrelid::regclass) from pg_trigger t
                join pg_class c on c.oid = t.tgrelid
                where not t.tgisinternal and c.relnamespace in ('public'::regnamespace, 'app'::regnamespace)
            loop
                execute statement;
            end loop;
            for statement in
                select format('drop routine %s', p.oid::regprocedure) from pg_proc p
                where p.pronamespace in ('public'::regnamespace, 'app'::regnamespace)
                  and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
                union all
                select format('revoke all on %s from carecoord_app', c.oid::regclass) from pg_class c
                where c.relnamespace in ('public'::regnamespace, 'app'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm')
                union all
                select format('revoke all on sequence %s from carecoord_app', c.oid::regclass) from pg_class c
                where c.relnamespace in ('public'::regnamespace, 'app'::regnamespace) and c.relkind = 'S'
            loop
                execute statement;
            end loop;
        end $$;
        """;

    // Bodies are read once all of them stand, for they call each other.
    private const string ReadBodies = """
        select case l.lanname when 'plpgsql' then plpgsql_validator(p.oid) else fmgr_sql_validator(p.oid) end
        from pg_proc p join pg_language l on l.oid = p.prolang
        where p.pronamespace = 'app'::regnamespace and l.lanname in ('plpgsql', 'sql')
        """;

    /// <summary>
    /// Makes what the files say of what the database has, in the transaction that goes on. Throws <see cref="RuleBroken"/> where the text
    /// of an applied migration is not the one that was applied. Where files and database are those of the last time, nothing is touched.
    /// </summary>
    public static async Task ApplyAsync(CareCoordDb db, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var applied = await AppliedAsync(connection, cancel);
        foreach (var migration in SqlFiles.Migrations)
        {
            if (applied.TryGetValue(migration.Path, out var was) && was != migration.Sha256)
            {
                throw new RuleBroken(
                    $"The migration {migration.Path}.sql is not the one that was applied to this database. "
                        + "Put its text back: what is to change needs a migration of its own."
                );
            }

            await RecordAsync(connection, migration.Path, migration.Sha256, cancel);
        }

        var files = Sha256(string.Concat(SqlFiles.Objects.Select(file => $"{file.Path}\n{file.Text}\n")));
        var schema = Sha256(await SchemaText.ReadAsync(connection, cancel));
        if (applied.GetValueOrDefault(Objects) == files && applied.GetValueOrDefault(Schema) == schema)
            return;

        await ReplaceAsync(connection, SqlFiles.Objects, cancel);
        await RecordAsync(connection, Objects, files, cancel);
        await RecordAsync(connection, Schema, Sha256(await SchemaText.ReadAsync(connection, cancel)), cancel);
    }

    /// <summary>Replaces all functions, policies, triggers and grants by those of these files, in the transaction that goes on.</summary>
    public static async Task ReplaceAsync(NpgsqlConnection connection, IEnumerable<SqlFile> files, CancellationToken cancel)
    {
        await RunAsync(connection, DropAll, cancel);
        await RunAsync(connection, "set local check_function_bodies = off", cancel);
        foreach (var file in files)
        {
            try
            {
                await RunAsync(connection, file.Text, cancel);
            }
            catch (PostgresException wrong)
            {
                throw new InvalidOperationException($"{file.Path} cannot be applied: {wrong.MessageText}", wrong);
            }
        }

        await RunAsync(connection, "set local check_function_bodies = on", cancel);
        await RunAsync(connection, ReadBodies, cancel);
    }

    private static async Task<Dictionary<string, string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select name, sha256 from applied_sql", connection);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        return (await rows.ListAsync<AppliedSql>(cancel)).ToDictionary(applied => applied.Name, applied => applied.Sha256);
    }

    private static async Task RecordAsync(NpgsqlConnection connection, string name, string sha256, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "insert into applied_sql (name, sha256) values ($1, $2) on conflict (name) do update set sha256 = excluded.sha256",
            connection
        )
        {
            Parameters =
            {
                new() { Value = name },
                new() { Value = sha256 },
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private sealed record AppliedSql(string Name, string Sha256);

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
