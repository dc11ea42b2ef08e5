using Npgsql;

namespace CareCoord.Ops.Tests;

[Collection(OnThrowAwayCluster.Name)]
public sealed class RolePowersTests(ThrowAwayCluster database)
{
    [Theory]
    [InlineData("carecoord_owner", false)]
    [InlineData("carecoord_app", false)]
    [InlineData("carecoord_backup", true)]
    public async Task Only_the_backup_bypasses_row_security_and_nobody_is_superuser(string role, bool bypasses)
    {
        var powers = await database.AsSuperuserAsync(
            $"""
            select concat_ws(' ', rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls) from pg_roles where rolname = '{role}'
            """
        );

        Assert.Equal($"f f f f {(bypasses ? 't' : 'f')}", powers);
    }

    [Theory]
    [InlineData("create temp table scratch (id int)")]
    [InlineData("create table public.mine (id int)")]
    [InlineData("create table app.mine (id int)")]
    [InlineData("create schema mine")]
    [InlineData("select key from app.signing_key")]
    [InlineData("update app.signing_key set clock_tolerance = '1 day'")]
    [InlineData("set role carecoord_owner")]
    [InlineData("set role carecoord_backup")]
    public async Task The_portals_role_is_refused(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.AsAppAsync(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task The_portals_role_enters_no_other_database()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.AsAppAsync("select 1", "postgres"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task What_the_owner_makes_is_the_backups_to_read_and_nobody_elses()
    {
        await database.AsOwnerAsync("create schema later");
        await database.AsOwnerAsync("create table later.notes (id int generated always as identity, note text)");
        await database.AsOwnerAsync("create function app.later() returns int language sql return 1");

        Assert.Equal(0L, await database.AsBackupAsync("select count(*) from later.notes"));
        await RefusedAsync(() => database.AsBackupAsync("insert into later.notes (note) values ('x')"));
        await RefusedAsync(() => database.AsAppAsync("select count(*) from later.notes"));
        await RefusedAsync(() => database.AsAppAsync("select app.later()"));
    }

    [Fact]
    public async Task The_backup_leaves_the_signing_key_out() =>
        await RefusedAsync(() => database.AsBackupAsync("select key from app.signing_key"));

    [Fact]
    public async Task The_owner_owns_the_database_and_its_schemas()
    {
        var owners = await database.AsSuperuserAsync(
            """
            select string_agg(distinct owner::regrole::text, ',')
              from (select datdba as owner from pg_database where datname = 'carecoord'
                    union all select nspowner from pg_namespace where nspname in ('app', 'public')) as owned
            """,
            "carecoord"
        );

        Assert.Equal("carecoord_owner", owners);
    }

    [Fact]
    public async Task A_wrong_password_does_not_get_in()
    {
        var wrong = new NpgsqlConnectionStringBuilder(database.Cluster.AppConnectionString()) { Password = "guess" };

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ThrowAwayCluster.AskAsync(wrong.ConnectionString, "select 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    private static async Task RefusedAsync(Func<Task> act) =>
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(act)).SqlState);
}
