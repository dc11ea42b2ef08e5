using System.Text.RegularExpressions;
using CareCoord.Core.Tests.Architecture;
using CareCoord.Data;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Data;

/// <summary>What is true of the database now stands in one file, and the database is what the files say.</summary>
public sealed partial class DatabaseObjectsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Core = "src/CareCoord.Core";

    public static TheoryData<string> Migrations => [.. SqlFiles.Migrations.Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Migrations))]
    public void A_migration_holds_no_function_policy_trigger_or_grant(string migration)
    {
        var text = Comment().Replace(SqlFiles.Migrations.Single(file => file.Path == migration).Text, "");

        Assert.Empty(NotInMigrations().Matches(text).Select(match => match.Value));
    }

    [Fact]
    public async Task Each_function_has_exactly_one_file_which_is_named_as_it()
    {
        var files = SqlFiles.Objects.Where(SqlFiles.IsFunction).ToList();
        var defined = files.ToDictionary(
            file => file.Path,
            file => Function().Matches(file.Text).Select(match => match.Groups[1].Value).ToArray()
        );

        Assert.Empty(
            defined
                .Where(one => one.Value is not [var name] || name != files.Single(file => file.Path == one.Key).Object)
                .Select(one => one.Key)
        );
        Assert.Equal(
            await ListAsync(
                """
                select p.proname from pg_proc p where p.pronamespace in ('app'::regnamespace, 'public'::regnamespace)
                  and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
                """
            ),
            files.Select(file => file.Object).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Each_function_says_in_a_comment_what_it_is_for() =>
        Assert.Empty(
            SqlFiles
                .Objects.Where(SqlFiles.IsFunction)
                .Where(file => !file.Text.StartsWith("-- ", StringComparison.Ordinal))
                .Select(file => file.Path)
        );

    [Fact]
    public async Task Each_tables_policies_triggers_and_grants_have_exactly_one_file_which_holds_nothing_else()
    {
        var files = SqlFiles.Objects.Where(file => !SqlFiles.IsFunction(file)).ToList();
        string[] Of(string kind) =>
            [
                .. files
                    .Where(file => file.Path.EndsWith($".{kind}.sql", StringComparison.Ordinal))
                    .Select(file => file.Object)
                    .Order(StringComparer.Ordinal),
            ];
        var guarded = await ListAsync("select distinct tablename from pg_policies");

        Assert.Equal(guarded, Of("policies"));
        Assert.Equal(await ListAsync("select distinct tgrelid::regclass from pg_trigger where not tgisinternal"), Of("triggers"));
        Assert.Equal(
            (
                await ListAsync("select distinct table_name from information_schema.role_column_grants where grantee = 'carecoord_app'")
            ).Except(guarded),
            Of("grants")
        );
        Assert.Equal(["notification_kinds"], Of("rows"));
        Assert.Equal(files.Count, Of("policies").Length + Of("triggers").Length + Of("grants").Length + Of("rows").Length);
        Assert.Empty(
            files
                .Where(file => OnTable().Matches(Comment().Replace(file.Text, "")).Any(match => match.Groups[1].Value != file.Object))
                .Select(file => file.Path)
        );
    }

    [Fact]
    public async Task The_database_has_their_very_text()
    {
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();
        var before = await SchemaText.ReadAsync(connection, default);
        await using var transaction = await connection.BeginTransactionAsync();

        await DatabaseObjects.ReplaceAsync(connection, SqlFiles.ObjectsIn(Path.Combine(Sources.Root, Core)), default);

        Assert.Equal(before, await SchemaText.ReadAsync(connection, default));
    }

    [Fact]
    public void What_follows_from_the_features_declarations_is_written_in_the_files() =>
        Assert.Empty(
            from lines in DerivedSql.All
            let text = File.ReadAllText(Path.Combine(Sources.Root, Core, lines.Path)).ReplaceLineEndings("\n")
            where text != lines.Derive(text)
            select lines.Path
        );

    [Fact]
    public void No_number_stands_for_a_part_of_the_record() =>
        Assert.Empty(
            from file in Sources.Below(Core, ".sql", ".cs")
            where !file.StartsWith($"{Core}/Data/", StringComparison.Ordinal) && file != $"{Core}/Access/Category.cs"
            from line in Sources.Lines(file)
            where PartByNumber().IsMatch(line)
            select $"{file}: {line.Trim()}"
        );

    [Fact]
    public async Task The_committed_schema_is_what_a_fresh_database_has()
    {
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();

        var committed = await File.ReadAllTextAsync(Path.Combine(Sources.Root, Core, "Data", "schema.sql"));

        Assert.Equal(await SchemaText.ReadAsync(connection, default), committed.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task An_applied_migration_is_its_file()
    {
        Assert.Equal(
            SqlFiles.Migrations.Select(file => $"{file.Path} {file.Sha256}"),
            await ListAsync("select name || ' ' || sha256 from applied_sql where name ~ '^[0-9]'")
        );
        Assert.All(
            SqlFiles.Migrations,
            file =>
                Assert.Equal(
                    file.Text,
                    File.ReadAllText(
                            Path.Combine(
                                Sources.Root,
                                Core,
                                "Data",
                                file.Path == "0100_baseline" ? "Baseline" : "Migrations",
                                $"{file.Path}.sql"
                            )
                        )
                        .ReplaceLineEndings("\n")
                )
        );
    }

    private async Task<string[]> ListAsync(string sql)
    {
        var list = await database.AsOwnerAsync<string[]>($"select array(select x::text from ({sql}) as found (x))");
        return [.. list!.Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"^\s*(grant|revoke|do)\b|\b(create|alter|drop)\s+(or\s+replace\s+)?(constraint\s+)?"
            + @"(function|procedure|routine|policy|trigger)\b|row\s+level\s+security",
        RegexOptions.IgnoreCase | RegexOptions.Multiline
    )]
    private static partial Regex NotInMigrations();

    [GeneratedRegex(@"create(?: or replace)? (?:function|procedure) app\.(\w+)\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Function();

    [GeneratedRegex(
        @"^(?:alter table|create policy \w+ on|create (?:constraint )?trigger \w+ [^;]*? on"
            + @"|grant [^;]*? on(?: sequence)?) (\w+?)(?:_id_seq)?\b",
        RegexOptions.Multiline
    )]
    private static partial Regex OnTable();

    [GeneratedRegex(@"_bits(\)+|, 0\))?( from [^&]*)? & \d|may_(see|change)\(\d|\b(4095|3967)\b(?!;)")]
    private static partial Regex PartByNumber();
}
