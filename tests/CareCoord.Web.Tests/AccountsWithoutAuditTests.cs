using System.Net;

namespace CareCoord.Web.Tests;

/// <summary>No audit, no act, for accounts too: where the audit refuses, nothing of an act stays, and the page says so.</summary>
public sealed class AccountsWithoutAuditTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private const string Password = "four words on paper";
    private const string SecondStep = "/account/second-step";
    private const string Everything = "";
    private const string AllButTries = "%-tried";

    // All that is kept of an account, its sign-ins and what proves it. A try that is in the audit counts.
    private const string Kept = """
        select (select case $2 when '' then to_jsonb(a) else to_jsonb(a) - 'access_failed_count' end::text from accounts a where a.id = $1)
               || coalesce((select string_agg(to_jsonb(t)::text, ' ' order by t.name) from account_tokens t where t.user_id = $1), '')
               || coalesce((select string_agg(to_jsonb(c)::text, ' ' order by c.code) from account_used_codes c
                            where c.account_id = $1), '')
               || coalesce((select string_agg(to_jsonb(s)::text, ' ' order by s.id) from sign_in_sessions s where s.account_id = $1), '')
        """;

    public Task InitializeAsync() =>
        portal.Database.AsOwnerAsync(
            """
            create or replace function app.no_more() returns trigger language plpgsql set search_path = pg_catalog as
            'begin raise exception ''the disk is full'' using errcode = ''disk_full''; end'
            """
        );

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> Refused() => [Everything, AllButTries];

    [Theory]
    [MemberData(nameof(Refused))]
    public Task Of_a_change_of_the_password(string spared) =>
        NothingStaysAsync(
            spared,
            (visitor, _) =>
                visitor.FillInAsync(
                    "/account/password",
                    "/account/password",
                    ("Input.Current", Password),
                    ("Input.New", "another four words here"),
                    ("Input.Again", "another four words here")
                )
        );

    [Fact]
    public Task Of_a_wrong_password_for_a_change() =>
        NothingStaysAsync(
            Everything,
            async (visitor, _) =>
            {
                await AuthenticatorApp.TurnOnAsync(visitor, Password);
                return await visitor.FillInAsync(SecondStep, SecondStep, ("Off.Password", "wrong"));
            }
        );

    [Fact]
    public Task Of_a_second_step_that_is_prepared() =>
        NothingStaysAsync(Everything, (visitor, _) => Task.FromResult(() => visitor.GetAsync(SecondStep)));

    [Theory]
    [MemberData(nameof(Refused))]
    public Task Of_a_second_step_that_is_turned_on(string spared) =>
        NothingStaysAsync(
            spared,
            async (visitor, _) =>
            {
                var code = AuthenticatorApp.Code(await AuthenticatorApp.KeyAsync(visitor));
                return await visitor.FillInAsync(SecondStep, SecondStep, ("On.Password", Password), ("On.Code", code));
            }
        );

    [Theory]
    [MemberData(nameof(Refused))]
    public Task Of_a_second_step_that_is_turned_off(string spared) =>
        NothingStaysAsync(
            spared,
            async (visitor, _) =>
            {
                await AuthenticatorApp.TurnOnAsync(visitor, Password);
                return await visitor.FillInAsync(SecondStep, SecondStep, ("Off.Password", Password));
            }
        );

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Of_a_code_at_sign_in_from_the_app_or_for_recovery(string spared)
    {
        foreach (var recovers in new[] { true, false })
            await NothingStaysAsync(
                spared,
                async (visitor, email) =>
                {
                    var (key, used, recovery) = await AuthenticatorApp.TurnOnAsync(visitor, Password);
                    // The code that turned it on is used up: the next fits as well.
                    var code = recovers ? recovery[0] : AuthenticatorApp.Code(key, used);
                    var again = portal.Visitor();
                    await again.TrySignInAsync(email, Password);
                    return await again.FillInAsync("/sign-in/second-step", "/sign-in/second-step", ("Input.Code", code));
                }
            );
    }

    [Theory]
    [InlineData(Everything, Password)]
    [InlineData(Everything, "wrong")]
    [InlineData(AllButTries, Password)]
    [InlineData(AllButTries, "wrong")]
    public async Task Of_a_sign_in_right_or_wrong_alone_or_over_another(string spared, string password)
    {
        foreach (var isOver in new[] { false, true })
            await NothingStaysAsync(
                spared,
                (visitor, email) =>
                    (isOver ? visitor : portal.Visitor()).FillInAsync(
                        "/sign-in",
                        "/sign-in",
                        ("Input.Email", email),
                        ("Input.Password", password)
                    )
            );
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public Task Of_a_right_password_before_the_second_step(string spared) =>
        NothingStaysAsync(
            spared,
            async (visitor, email) =>
            {
                await AuthenticatorApp.TurnOnAsync(visitor, Password);
                return await portal.Visitor().FillInAsync("/sign-in", "/sign-in", ("Input.Email", email), ("Input.Password", Password));
            }
        );

    [Fact]
    public Task Of_a_way_to_be_reached_that_is_changed() =>
        NothingStaysAsync(
            Everything,
            (visitor, _) =>
                visitor.FillInAsync("/account/contact", "/account/contact", ("Input.Phone", "(312) 555-0100"), ("Input.BestWay", "Call"))
        );

    [Fact]
    public Task Of_a_hat_that_is_put_on() =>
        NothingStaysAsync(Everything, (visitor, _) => visitor.FillInAsync("/account", "/hat", ("hat", "Caregiver")));

    [Fact]
    public Task Of_a_sign_in_that_ends() => NothingStaysAsync(Everything, (visitor, _) => visitor.FillInAsync("/account", "/sign-out"));

    // spared: the actions that the audit still takes.
    private async Task NothingStaysAsync(string spared, Func<Visitor, string, Task<Func<Task<HttpResponseMessage>>>> prepare)
    {
        var email = await SignInTests.AddAccountAsync(portal, "No Audit", Password);
        var account = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", email);
        var visitor = portal.Visitor();
        await visitor.SignInAsync(email, Password);
        var act = await prepare(visitor, email);
        var before = await portal.Database.AsOwnerAsync<string>(Kept, account, spared);
        await portal.Database.AsOwnerAsync(
            $"""
            create trigger full_disk before insert on audit_entries for each row
            when (new.action not like '{spared}') execute function app.no_more()
            """
        );

        HttpResponseMessage answer;
        try
        {
            answer = await act();
        }
        finally
        {
            await portal.Database.AsOwnerAsync("drop trigger full_disk on audit_entries");
        }

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("Nothing of what you did was half saved", await answer.Content.ReadAsStringAsync());
        Assert.Equal(before, await portal.Database.AsOwnerAsync<string>(Kept, account, spared));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).StatusCode);
    }
}
