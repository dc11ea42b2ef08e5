using CareCoord.Data;
using CareCoord.Ops;
using CareCoord.Ops.Database;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Data;

/// <summary>Migrating makes the database what the files say, or leaves it as it was.</summary>
public sealed class MigratingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("create function app.stray() returns integer language sql as 'select 1'")]
    [InlineData("create policy stray on goals for select to carecoord_app using (true)")]
    [InlineData("create trigger stray before insert on goals for each row execute function app.refuse_change()")]
    [InlineData("grant delete on patients to carecoord_app")]
    [InlineData("grant update (title) on appointments to carecoord_app")]
    [InlineData("grant execute on function app.audit_hash(audit_entries, uuid[]) to carecoord_app")]
    [InlineData("drop policy view on goals")]
    [InlineData("drop trigger append_only on audit_entries")]
    [InlineData("revoke select on patients from carecoord_app")]
    [InlineData("create or replace function app.may_see(p_part integer) returns uuid[] language plpgsql as 'begin return null; end'")]
    public async Task Puts_right_what_was_changed_by_hand(string change)
    {
        var before = await SchemaAsync();
        await database.AsOwnerAsync(change);
        Assert.NotEqual(before, await SchemaAsync());

        await MigrateAsync();

        Assert.Equal(before, await SchemaAsync());
    }

    [Fact]
    public async Task Touches_nothing_where_all_is_as_the_files_say()
    {
        const string Objects = """
            select md5(string_agg(p.oid::text || p.xmin::text, ',' order by p.oid)) from pg_proc p
            where p.pronamespace = 'app'::regnamespace
            """;
        var before = await database.AsOwnerAsync<string>(Objects);

        await MigrateAsync();

        Assert.Equal(before, await database.AsOwnerAsync<string>(Objects));
    }

    [Fact]
    public async Task A_migration_whose_text_was_changed_after_it_was_applied_is_refused_and_nothing_is_changed()
    {
        var applied = await database.AsOwnerAsync<string>("select sha256 from applied_sql where name = '0100_baseline'");
        await database.AsOwnerAsync("update applied_sql set sha256 = repeat('0', 64) where name = '0100_baseline'");
        await database.AsOwnerAsync("create policy stray on goals for select to carecoord_app using (true)");

        var refused = await Assert.ThrowsAsync<RuleBroken>(MigrateAsync);

        Assert.Contains("0100_baseline.sql is not the one that was applied", refused.Message);
        Assert.Equal(1L, await database.AsOwnerAsync<long>("select count(*) from pg_policies where policyname = 'stray'"));
        await database.AsOwnerAsync("update applied_sql set sha256 = $1 where name = '0100_baseline'", applied);
        await MigrateAsync();
    }

    [Fact]
    public async Task A_file_that_cannot_be_applied_leaves_all_of_them_as_they_were()
    {
        var before = await SchemaAsync();
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();
        await using (await connection.BeginTransactionAsync())
        {
            var wrong = await Assert.ThrowsAsync<InvalidOperationException>(() =>
                DatabaseObjects.ReplaceAsync(
                    connection,
                    [.. SqlFiles.Objects, new("Goals/Sql/goals.policies.sql", "create policy wrong on nothing using (true)")],
                    default
                )
            );
            Assert.StartsWith("Goals/Sql/goals.policies.sql cannot be applied", wrong.Message);
        }

        Assert.Equal(before, await SchemaAsync());
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_refused()
    {
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        await Assert.ThrowsAsync<PostgresException>(() =>
            DatabaseObjects.ReplaceAsync(
                connection,
                [
                    .. SqlFiles.Objects,
                    new("Data/Sql/broken.sql", "create function app.broken() returns integer language plpgsql as 'begin retrun 1; end'"),
                ],
                default
            )
        );
    }

    [Fact]
    public async Task Many_who_migrate_at_once_wait_for_each_other()
    {
        await database.AsOwnerAsync("create policy stray on goals for select to carecoord_app using (true)");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MigrateAsync()));

        Assert.Equal(0L, await database.AsOwnerAsync<long>("select count(*) from pg_policies where policyname = 'stray'"));
    }

    [Theory]
    [InlineData("0001_accounts", typeof(EarlierSchema), "put-aside")]
    [InlineData("9999_of_another_day", typeof(OpsRefused), "start the version that made it, or a newer one")]
    public async Task A_database_of_another_version_is_refused_with_what_to_do(string migration, Type refusal, string remedy)
    {
        await database.AsOwnerAsync("""insert into "__EFMigrationsHistory" values ($1, '10.0.0')""", migration);

        var refused = await Assert.ThrowsAsync(refusal, MigrateAsync);

        Assert.Contains(remedy, refused.Message);
        await database.AsOwnerAsync("""delete from "__EFMigrationsHistory" where "MigrationId" = $1""", migration);
    }

    private Task MigrateAsync() => Schema.MigrateAsync(database.OwnerConnectionString, new Progress<string>());

    private async Task<string> SchemaAsync()
    {
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();
        return await SchemaText.ReadAsync(connection, default);
    }
}
