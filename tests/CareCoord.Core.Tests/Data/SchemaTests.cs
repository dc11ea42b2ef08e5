using System.Reflection;
using CareCoord.Data;
using CareCoord.Ops.Database;
using CareCoord.Shared;
using CareCoord.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareCoord.Core.Tests.Data;

/// <summary>The schema that the migrations make is the one that EF believes in.</summary>
public sealed class SchemaTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    // Identity declares these as optional; the database knows better.
    private static readonly string[] NeverNull =
    [
        "accounts.user_name",
        "accounts.normalized_user_name",
        "accounts.email",
        "accounts.normalized_email",
    ];

    // Nobody holds the hats of the portal itself and of a preview. The hat of a session is checked against the account's own at every
    // request; only two hats have patients, and so tasks and deputies.
    private static readonly string[] Unchecked =
    [
        "sign_in_sessions.hat",
        "care_tasks.owner_hat",
        "care_tasks.asked_hat",
        "care_task_entries.hat",
        "care_task_watchers.hat",
        "absences.hat",
        "deputies.hat",
        "legal_document_entries.hat",
        "legal_documents.amended_as",
        "care_tasks.amended_as",
        "care_task_entries.amended_as",
        "appointments.amended_as",
    ];

    [Fact]
    public async Task Every_mapped_column_exists_with_its_type_and_nullability()
    {
        var actual = await ColumnsAsync();
        var wrong = new List<string>();
        foreach (var (column, property) in await MappedAsync())
        {
            var expected = $"{Simple(property.GetColumnType())}{(property.IsNullable && !NeverNull.Contains(column) ? " null" : "")}";
            if (!actual.TryGetValue(column, out var found) || found != expected)
                wrong.Add($"{column} is {found ?? "missing"}, EF expects {expected}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_column_of_a_mapped_table_is_mapped()
    {
        var mapped = (await MappedAsync()).Select(m => m.Column).ToHashSet();
        var tables = mapped.Select(c => c[..c.IndexOf('.')]).ToHashSet();

        Assert.DoesNotContain(
            (await ColumnsAsync()).Keys,
            c => tables.Contains(c[..c.IndexOf('.')]) && !c.EndsWith(".xmin", StringComparison.Ordinal) && !mapped.Contains(c)
        );
    }

    [Fact]
    public async Task Every_mapped_key_is_the_tables_own()
    {
        await using var db = await database.Get<IDbContextFactory<CareCoordDb>>().CreateDbContextAsync();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var key = await database.AsOwnerAsync<string>(
                """
                select string_agg(a.attname, ' ' order by array_position(k.conkey, a.attnum)) from pg_constraint k
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
                where k.contype = 'p' and k.conrelid = $1::regclass
                """,
                entity.GetTableName()
            );
            Assert.Equal(string.Join(' ', entity.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName())), key);
        }
    }

    [Fact]
    public async Task Every_word_of_an_enumeration_is_accepted_and_no_other()
    {
        foreach (var (column, property) in await MappedAsync())
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            // Flags and weekdays are kept as numbers.
            if (!type.IsEnum || type.IsDefined(typeof(FlagsAttribute), false) || type == typeof(DayOfWeek) || Unchecked.Contains(column))
                continue;
            var written = await database.AsOwnerAsync<string[]>(
                """
                select array(select distinct m[1]
                             from pg_constraint k, regexp_matches(pg_get_constraintdef(k.oid), '''([a-z_]+)''::text', 'g') m
                             where k.contype = 'c' and k.conrelid = $1::regclass
                               and pg_get_constraintdef(k.oid) like '%(' || $2 || ' = ANY %')
                """,
                column[..column.IndexOf('.')],
                column[(column.IndexOf('.') + 1)..]
            );
            var words = Enum.GetNames(type)
                .Select(name => SnakeCaseNames.Snake(name))
                .Where(word => word is not ("system" or "preview" or "card") || column == "patient_access.basis");
            Assert.True(
                words.Order(StringComparer.Ordinal).SequenceEqual(written!.Order(StringComparer.Ordinal)),
                $"{column} accepts {string.Join(", ", written!)}"
            );
        }
    }

    [Fact]
    public async Task Migrating_again_is_harmless()
    {
        const string Fingerprint = """
            select md5(string_agg(c.relname || a.attname || a.atttypid, ',' order by c.oid, a.attnum))
            from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'public'::regnamespace
            """;
        var before = await database.AsOwnerAsync<string>(Fingerprint);

        await Schema.MigrateAsync(database.OwnerConnectionString, new Progress<string>());

        Assert.Equal(before, await database.AsOwnerAsync<string>(Fingerprint));
    }

    [Fact]
    public void Every_migration_has_its_file_and_every_file_its_migration()
    {
        var files = SqlFiles.Migrations.Select(file => file.Path);
        var classes = typeof(CareCoordDb)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(SqlMigration)))
            .Select(t => t.GetCustomAttribute<MigrationAttribute>()!.Id)
            .Order();

        Assert.Equal(files, classes);
    }

    private static string Simple(string type) => type.StartsWith("character varying", StringComparison.Ordinal) ? "text" : type;

    private async Task<List<(string Column, IProperty Property)>> MappedAsync()
    {
        await using var db = await database.Get<IDbContextFactory<CareCoordDb>>().CreateDbContextAsync();
        return
        [
            .. db
                .Model.GetEntityTypes()
                .SelectMany(e => e.GetFlattenedProperties().Select(p => ($"{e.GetTableName()}.{p.GetColumnName()}", p))),
        ];
    }

    private async Task<Dictionary<string, string>> ColumnsAsync()
    {
        var columns = await database.AsOwnerAsync<string[]>(
            """
            select array(select c.relname || '.' || a.attname || '=' || format_type(a.atttypid, null)
                         || case when a.attnotnull then '' else ' null' end
                         from pg_attribute a join pg_class c on c.oid = a.attrelid
                         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and (a.attnum > 0 or a.attname = 'xmin')
                           and not a.attisdropped)
            """
        );
        return columns!.Select(c => c.Split('=')).ToDictionary(c => c[0], c => c[1]);
    }
}
