using System.Text.RegularExpressions;
using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Accounts;

/// <summary>
/// What the portal's connection may do with accounts. Names and ways to reach people are read; all that proves an account goes through
/// functions that ask who is asking.
/// </summary>
public sealed partial class AccountPowersTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    // Asked before it is known who is asking, by an id that only a cookie holds.
    private static readonly string[] ForNobody = ["check_sessions", "open_session", "see_session"];

    private readonly World world = new(database);
    private Guid walter;
    private Guid denise;
    private Guid session;

    public async Task InitializeAsync()
    {
        walter = await world.AccountAsync("Walter", Hat.Patient);
        denise = await world.AccountAsync("Denise", Hat.Patient);
        session = await world.SignInAsync(denise);
        await database.AsOwnerAsync("update accounts set password_hash = 'hash' where id = any ($1)", new[] { walter, denise });
        await database.AsOwnerAsync("insert into account_tokens values ($1, '[AspNetUserStore]', 'AuthenticatorKey', 'sealed')", denise);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Of_these_tables_the_connection_reads_six_columns_and_who_wears_what_and_writes_nothing() =>
        Assert.Equal(
            [
                "account_hats.account_id SELECT",
                "account_hats.hat SELECT",
                "accounts.best_way_to_reach SELECT",
                "accounts.display_name SELECT",
                "accounts.id SELECT",
                "accounts.language SELECT",
                "accounts.phone_number SELECT",
                "accounts.time_zone SELECT",
            ],
            (
                await database.AsOwnerAsync<string[]>(
                    """
                    select array(select p.table_name || '.' || p.column_name || ' ' || p.privilege_type
                                 from information_schema.column_privileges p
                                 where p.grantee in ('carecoord_app', 'PUBLIC') and p.table_schema = 'public'
                                   and (p.table_name like 'account%' or p.table_name = 'sign_in_sessions'))
                    """
                )
            )!.Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("update accounts set password_hash = 'mine' where id = $1")]
    [InlineData("update accounts set email = 'mine@example.test', normalized_email = 'MINE@EXAMPLE.TEST' where id = $1")]
    [InlineData("update accounts set two_factor_enabled = false where id = $1")]
    [InlineData("update accounts set lockout_end = null, access_failed_count = 0 where id = $1")]
    [InlineData("update accounts set display_name = 'Mine' where id = $1")]
    [InlineData("update accounts set phone_number = null where id = $1")]
    [InlineData("select password_hash from accounts where id = $1")]
    [InlineData("select security_stamp from accounts where id = $1")]
    [InlineData("select email from accounts where id = $1")]
    [InlineData("select count(*) from accounts where email <> '' and id = $1")]
    [InlineData("insert into accounts (id) values ($1)")]
    [InlineData("delete from accounts where id = $1")]
    [InlineData("insert into sign_in_sessions values (gen_random_uuid(), $1, 'patient', 'password', now(), null)")]
    [InlineData("update sign_in_sessions set ended_at = null where account_id = $1")]
    [InlineData("update sign_in_sessions set account_id = $1")]
    [InlineData("select id from sign_in_sessions where account_id = $1")]
    [InlineData("select value from account_tokens where user_id = $1")]
    [InlineData("insert into account_tokens values ($1, '[AspNetUserStore]', 'RecoveryCodes', 'mine')")]
    [InlineData("delete from account_tokens where user_id = $1")]
    [InlineData("delete from account_used_codes where account_id = $1")]
    [InlineData("select code from account_used_codes where account_id = $1")]
    [InlineData("insert into account_logins values ('x', 'y', 'z', $1)")]
    [InlineData("insert into account_claims (user_id) values ($1)")]
    [InlineData("insert into account_hats values ($1, 'administrator')")]
    [InlineData("select app.account_secrets($1)")]
    [InlineData("select app.count_try($1)")]
    [InlineData("select app.account_of($1)")]
    [InlineData("select app.try_account($1)")]
    [InlineData("select app.tried_right($1, false)")]
    [InlineData("select app.account_token($1, 'AuthenticatorKey', false)")]
    [InlineData("select app.start_session($1, gen_random_uuid(), 'password')")]
    [InlineData("select app.try_sign_in((select upper($1::text)))")]
    [InlineData("select app.open_invited_account('x', $1, 'Mine', 'Etc/UTC', 'en', 'hash', 'stamp')")]
    public async Task Nobody_who_is_signed_in_reads_or_writes_what_proves_another_account(string sql)
    {
        foreach (var hat in new[] { Hat.Patient, Hat.Administrator })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => database.AsAppAsync<object>(new(walter, hat), sql, denise));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task What_somebody_changes_of_themselves_changes_nobody_else()
    {
        const string All = """
            select coalesce(string_agg(to_jsonb(a)::text, ' '), '') || (select string_agg(to_jsonb(s)::text, ' ') from sign_in_sessions s
                where s.account_id = $1) || (select string_agg(to_jsonb(t)::text, ' ') from account_tokens t where t.user_id = $1)
            from accounts a where a.id = $1
            """;
        var before = await database.AsOwnerAsync<string>(All, denise);
        var asker = new Actor(walter, Hat.Patient);

        Assert.True(await database.AsAppAsync<bool>(asker, "select app.keep_account('stamp', 'other', 'mine', true, true)"));
        Assert.False(await database.AsAppAsync<bool>(asker, "select app.keep_account('stamp', 'third', 'late', true, true)"));
        await database.AsAppAsync<object>(asker, "select app.keep_token('AuthenticatorKey', 'mine')");
        Assert.True(await database.AsAppAsync<bool>(asker, "select app.take_code('123456')"));
        Assert.True(await database.AsAppAsync<bool>(asker, "select app.change_contact('12345', null)"));
        Assert.False(await database.AsAppAsync<bool>(asker, "select app.end_sessions(null)"));
        Assert.False(await database.AsAppAsync<bool>(asker, "select app.end_sessions($1)", session));
        await database.AsAppAsync<object>(asker, "select app.wear_hat($1, 'patient')", session);

        Assert.Equal(before, await database.AsOwnerAsync<string>(All, denise));
        Assert.Equal("mine", await database.AsOwnerAsync<string>("select password_hash from accounts where id = $1", walter));
    }

    [Theory]
    [InlineData("select app.keep_account('stamp', 'other', 'mine', true, true)")]
    [InlineData("select app.keep_token('AuthenticatorKey', 'mine')")]
    [InlineData("select app.take_code('123456')")]
    [InlineData("select app.change_contact('12345', null)")]
    public async Task Neither_the_portal_nor_who_only_looks_changes_what_is_a_persons_own(string sql)
    {
        foreach (var actor in new[] { Actor.Portal, Actor.Card, new(walter, Hat.Preview) })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => database.AsAppAsync<object>(actor, sql));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task Whoever_holds_the_connection_without_the_key_learns_and_changes_nothing()
    {
        var granted = SqlFiles
            .Objects.Where(file => file.Path.StartsWith("Accounts/Sql/", StringComparison.Ordinal))
            .SelectMany(file => Granted().Matches(file.Text))
            .Select(match => (Name: match.Groups[1].Value, Types: match.Groups[2].Value))
            .ToList();
        Assert.True(granted.Count >= 15);

        foreach (var (name, types) in granted.Where(function => !ForNobody.Contains(function.Name)))
        {
            var values = types.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(type => Some(type)!);
            var sql =
                $"select count(*) from app.{name}({string.Join(", ", values)}) answered where answered::text not in ('f', 'false', '0')";
            long? answered;
            try
            {
                answered = await database.AsAppAsync<long>(null, sql);
            }
            catch (PostgresException refused)
            {
                Assert.Equal((name, PostgresErrorCodes.InsufficientPrivilege), (name, refused.SqlState));
                continue;
            }

            Assert.Equal((name, 0), (name, answered));
        }

        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from sign_in_sessions where ended_at is not null"));
    }

    private string? Some(string type) =>
        type switch
        {
            "uuid" => $"'{denise}'",
            "text" => "'AuthenticatorKey'",
            "boolean" => "false",
            "integer" => "50",
            _ => throw new Xunit.Sdk.XunitException($"This test knows no value of the type {type}."),
        };

    [GeneratedRegex(@"^grant execute on function app\.(\w+)\(([^)]*)\) to carecoord_app;", RegexOptions.Multiline)]
    private static partial Regex Granted();
}
