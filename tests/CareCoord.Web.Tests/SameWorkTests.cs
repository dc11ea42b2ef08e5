using System.Collections.Concurrent;
using System.Diagnostics;
using CareCoord.Accounts;
using CareCoord.Ops.Demo;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CareCoord.Web.Tests;

/// <summary>
/// A sign-in that fails costs the same whether or not there is such an account. It is one check of a password, the same statements, as many
/// rows.
/// </summary>
public sealed class SameWorkTests(Portal portal) : IClassFixture<Portal>
{
    private const string Password = "four words on paper";

    [Fact]
    public async Task Unknown_known_and_resting_accounts_cost_one_check_each()
    {
        var counted = new CountedChecks(new OptionsWrapper<PasswordHasherOptions>(new() { IterationCount = 210_000 }));
        await using var counting = portal.WithWebHostBuilder(web =>
            web.ConfigureTestServices(services => services.AddSingleton<IPasswordHasher<Account>>(counted))
        );
        await Visitor(counting).TrySignInAsync("first@demo.carecoord.test", "not the password");

        foreach (var (kind, email, password) in await OfEachKindAsync())
        {
            var before = counted.Checks;

            await Visitor(counting).TrySignInAsync(email, password);

            Assert.Equal((kind, 1), (kind, counted.Checks - before));
        }

        // The one for nobody, where this process has not made it before.
        Assert.InRange(counted.Made, 0, 1);
    }

    [Fact]
    public async Task Each_sends_the_same_statements_and_writes_as_many_rows()
    {
        await CountWritesAsync();
        await portal.Visitor().TrySignInAsync("first@demo.carecoord.test", "not the password");

        var (statements, rows) = ("", "");
        foreach (var (kind, email, password) in await OfEachKindAsync())
        {
            await portal.Database.AsOwnerAsync("delete from app.written");

            var sent = string.Join('\n', await StatementsAsync(visitor => visitor.TrySignInAsync(email, password)));

            var written = await portal.Database.AsOwnerAsync<string>("select string_agg(row_of, ', ' order by row_of) from app.written");
            Assert.Contains("app.try_sign_in", sent);
            (statements, rows) = statements.Length == 0 ? (sent, written!) : (statements, rows);
            Assert.Equal((kind, statements, rows), (kind, sent, written));
        }

        Assert.Equal("accounts UPDATE, audit_entries INSERT, audit_entries INSERT", rows);
    }

    private async Task CountWritesAsync()
    {
        await portal.Database.AsOwnerAsync("create table app.written (row_of text not null)");
        await portal.Database.AsOwnerAsync(
            """
            create function app.count_written() returns trigger language plpgsql security definer set search_path = pg_catalog as
            'begin insert into app.written values (tg_table_name || '' '' || tg_op); return null; end'
            """
        );
        foreach (var table in new[] { "accounts", "account_used_codes", "account_tokens", "sign_in_sessions" })
            await portal.Database.AsOwnerAsync(
                $"create trigger written after insert or update or delete on {table} for each row execute function app.count_written()"
            );
        await portal.Database.AsOwnerAsync(
            """
            create trigger written after insert on audit_entries for each row
            when (new.action like 'account.%') execute function app.count_written()
            """
        );
    }

    private async Task<List<(string Kind, string Email, string Password)>> OfEachKindAsync()
    {
        var resting = await SignInTests.AddAccountAsync(portal, "Rest Ing", Password);
        await portal.Database.AsOwnerAsync("update accounts set lockout_end = now() + interval '10 minutes' where email = $1", resting);
        var stepped = await SignInTests.AddAccountAsync(portal, "Step Ped", Password);
        await portal.Database.AsOwnerAsync("update accounts set two_factor_enabled = true where email = $1", stepped);
        var closed = await SignInTests.AddAccountAsync(portal, "Clo Sed", Password);
        await portal.Database.AsOwnerAsync("update accounts set password_hash = null where email = $1", closed);
        var hatless = await SignInTests.AddAccountAsync(portal, "Hat Less", Password);
        await portal.Database.AsOwnerAsync(
            "delete from account_hats h using accounts a where a.id = h.account_id and a.email = $1",
            hatless
        );
        const string Wrong = "not the password";
        return
        [
            ("unknown", "nobody@demo.carecoord.test", Wrong),
            ("known", DemoPeople.All[0].Email, Wrong),
            ("resting", resting, Wrong),
            ("resting, with the right password", resting, Password),
            ("with a second step", stepped, Wrong),
            ("closed", closed, Wrong),
            ("without a hat", hatless, Wrong),
            ("the portal's own", "carecoord@demo.carecoord.test", Wrong),
        ];
    }

    // What the portal asks the database for one request, by the driver's own traces.
    private async Task<IReadOnlyList<string>> StatementsAsync(Func<Visitor, Task> act)
    {
        var trace = ActivityTraceId.CreateRandom();
        var sent = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = one =>
            {
                if (one.TraceId == trace && one.GetTagItem("db.query.text") is string text)
                    sent.Enqueue(text);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var client = portal.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        await act(new(client));
        return [.. sent];
    }

    private static Visitor Visitor(WebApplicationFactory<Program> site) =>
        new(site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false }));

    private sealed class CountedChecks(IOptions<PasswordHasherOptions> options) : PasswordHasher<Account>(options)
    {
        public int Checks { get; private set; }

        /// <summary>How many hashes were made.</summary>
        public int Made { get; private set; }

        public override string HashPassword(Account user, string password)
        {
            Made++;
            return base.HashPassword(user, password);
        }

        public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Checks++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
