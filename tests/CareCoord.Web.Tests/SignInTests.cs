using System.Net;
using CareCoord.Accounts;
using CareCoord.Ops.Demo;
using CareCoord.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Web.Tests;

/// <summary>Signing in and out, over HTTP.</summary>
public sealed class SignInTests(Portal portal) : IClassFixture<Portal>
{
    private const string Walter = "walter@demo.carecoord.test";

    [Fact]
    public async Task The_right_password_leads_home_and_the_cookie_is_out_of_reach_of_scripts()
    {
        var visitor = portal.Visitor();

        var answer = await visitor.TrySignInAsync(Walter, DemoPeople.Password);

        Assert.Equal("/", answer.Headers.Location!.AbsolutePath);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("carecoord-5080=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.Contains("path=/", cookie);
        Assert.Contains("Walter", await visitor.ReadAsync("/"));
    }

    [Theory]
    [InlineData("walter@demo.carecoord.test", "not-the-password")]
    [InlineData("nobody@demo.carecoord.test", "not-the-password")]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_sentence(string email, string password)
    {
        var answer = await portal.Visitor().TrySignInAsync(email, password);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("password is not right", await answer.Content.ReadAsStringAsync());
        Assert.DoesNotContain(
            answer.Headers,
            header => header.Key == "Set-Cookie" && header.Value.Any(set => set.StartsWith("carecoord-5080=", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task An_account_rests_after_five_wrong_passwords_and_the_answer_does_not_say_that_it_exists()
    {
        var email = await AddAccountAsync("Rest Ing", "four words on paper");
        var visitor = portal.Visitor();
        for (var i = 0; i < 5; i++)
            await visitor.TrySignInAsync(email, "wrong wrong wrong wrong");

        var resting = await visitor.TrySignInAsync(email, "four words on paper");

        Assert.Contains("password is not right", await resting.Content.ReadAsStringAsync());
        Assert.True(await portal.Database.AsOwnerAsync<bool>("select lockout_end > now() from accounts where email = $1", email));
        Assert.Equal(
            6,
            await portal.Database.AsOwnerAsync<long>(
                """
                select count(*) from audit_entries e join accounts a on a.id = e.subject_id
                where a.email = $1 and e.action = 'account.sign-in-refused'
                """,
                email
            )
        );
    }

    [Fact]
    public async Task Many_wrong_passwords_at_once_count_like_one_after_another()
    {
        var email = await AddAccountAsync("Many Tries", "four words on paper");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => portal.Visitor().TrySignInAsync(email, "wrong wrong wrong wrong")));

        var right = await portal.Visitor().TrySignInAsync(email, "four words on paper");

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task Somebody_elses_wrong_passwords_do_not_end_an_open_sign_in()
    {
        var email = await AddAccountAsync("Stay In", "four words on paper");
        var visitor = portal.Visitor();
        await visitor.SignInAsync(email, "four words on paper");
        for (var i = 0; i < 5; i++)
            await portal.Visitor().TrySignInAsync(email, "wrong wrong wrong wrong");

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task An_account_without_a_hat_is_told_what_to_do()
    {
        var email = await AddAccountAsync("No Hat", "four words on paper");
        await portal.Database.AsOwnerAsync("delete from account_hats where account_id = (select id from accounts where email = $1)", email);

        var answer = await portal.Visitor().TrySignInAsync(email, "four words on paper");

        Assert.Contains("Ask your clinic to finish setting it up", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_form_that_comes_after_the_sign_in_ended_leads_to_the_door_and_then_home()
    {
        var visitor = await portal.VisitorAsync(Walter);
        var cookies = visitor.Cookies.ToList();
        await visitor.SubmitAsync("/account", "/sign-out");
        foreach (var cookie in cookies)
            visitor.Cookies[cookie.Key] = cookie.Value;

        var late = await visitor.SendAsync(new(HttpMethod.Post, "/sign-out") { Content = new FormUrlEncodedContent([]) });

        Assert.Equal("/sign-in?signed-out=yes", late.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("", "x", "Enter your email address.")]
    [InlineData("walter", "x", "Enter an email address, like")]
    [InlineData("walter@demo.carecoord.test", "", "Enter your password.")]
    public async Task What_is_missing_is_said_at_its_field_and_the_address_stays(string email, string password, string sentence)
    {
        var body = await (await portal.Visitor().TrySignInAsync(email, password)).Content.ReadAsStringAsync();

        Assert.Contains(sentence, body);
        if (email.Length > 0)
            Assert.Contains($"value=\"{email}\"", body);
    }

    [Fact]
    public async Task What_was_typed_as_a_password_never_comes_back_in_the_page()
    {
        foreach (var email in new[] { Walter, "walter" })
            Assert.DoesNotContain(
                "not-the-password",
                await (await portal.Visitor().TrySignInAsync(email, "not-the-password")).Content.ReadAsStringAsync()
            );
    }

    [Theory]
    [InlineData("' or 1=1 --@x.test")]
    [InlineData("a\0b@x.test")]
    [InlineData("\u202Eevil@x.test")]
    [InlineData("<script>@x.test")]
    public async Task Hostile_addresses_are_refused_like_any_other(string email)
    {
        var answer = await portal.Visitor().TrySignInAsync(email, "x\r\n<b>");

        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest);
        Assert.DoesNotContain("<script>@", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_cannot_be_read_at_all_gets_a_page_that_says_what_to_do()
    {
        var answer = await portal.Visitor().TrySignInAsync(Walter, "x\0y");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("We could not read what was sent", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_megabyte_of_password_is_refused_at_its_field()
    {
        var answer = await portal.Visitor().TrySignInAsync(Walter, new string('x', 1_000_000));

        Assert.Contains("too long for a password", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/patients/01999999-0000-7000-8000-000000000000/plan", "/patients/01999999-0000-7000-8000-000000000000/plan")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\r\nevil", "/")]
    [InlineData("/plan?x=\u00e9", "/plan?x=%C3%A9")]
    public async Task It_leads_on_only_within_the_portal(string from, string expected)
    {
        var visitor = portal.Visitor();

        var answer = await visitor.SubmitAsync(
            "/sign-in",
            "/sign-in?from=" + Uri.EscapeDataString(from),
            ("Input.Email", Walter),
            ("Input.Password", DemoPeople.Password)
        );

        Assert.Equal(new Uri(new Uri("http://localhost"), expected), new Uri(new Uri("http://localhost"), answer.Headers.Location!));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var answer = await portal
            .Visitor()
            .SendAsync(
                new(HttpMethod.Post, "/sign-in")
                {
                    Content = new FormUrlEncodedContent([
                        new("_handler", "sign-in"),
                        new("Input.Email", Walter),
                        new("Input.Password", DemoPeople.Password),
                    ]),
                }
            );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Signing_out_kills_every_copy_of_the_cookie()
    {
        var visitor = await portal.VisitorAsync(Walter);
        var copy = portal.Visitor().With(visitor);
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/")).StatusCode);

        await visitor.SubmitAsync("/account", "/sign-out");

        Assert.Equal(HttpStatusCode.Redirect, (await copy.GetAsync("/")).StatusCode);
    }

    [Theory]
    [InlineData("Over A", "Over B")]
    [InlineData("Over C", null)]
    public async Task Signing_in_over_a_sign_in_ends_the_one_before(string first, string? second)
    {
        const string Password = "four words on paper";
        var former = await AddAccountAsync(first, Password);
        var visitor = portal.Visitor();
        await visitor.SignInAsync(former, Password);
        var copy = portal.Visitor().With(visitor);
        var elsewhere = portal.Visitor();
        await elsewhere.SignInAsync(former, Password);
        await visitor.SignInAsync(second is null ? former : await AddAccountAsync(second, Password), Password);

        Assert.Contains(second ?? first, await visitor.ReadAsync("/account"));
        Assert.Equal(HttpStatusCode.Redirect, (await copy.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/account")).StatusCode);
        var account = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", former);
        var noted = await portal.Database.NotedAsync(account);
        Assert.Equal(
            noted.First(e => e.Action == "account.signed-in").Session,
            noted.Single(e => e.Action == "account.signed-out").Session
        );
    }

    [Fact]
    public async Task A_changed_security_stamp_ends_the_sign_in()
    {
        var email = await AddAccountAsync("Stamp Ed", "four words on paper");
        var visitor = portal.Visitor();
        await visitor.SignInAsync(email, "four words on paper");
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);

        await portal.Database.AsOwnerAsync("update accounts set security_stamp = 'another' where email = $1", email);

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_cookie_that_somebody_changed_signs_nobody_in()
    {
        var visitor = await portal.VisitorAsync(Walter);
        visitor.Cookies["carecoord-5080"] = visitor.Cookies["carecoord-5080"][..^8] + "AAAAAAAA";

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task One_changes_hats_only_to_ones_own()
    {
        var visitor = await portal.VisitorAsync(Walter);

        var other = await visitor.SubmitAsync("/account", "/hat", ("hat", "Administrator"));

        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        Assert.Contains("Walter", await visitor.ReadAsync("/"));
    }

    /// <summary>An account with the caregiver hat and a password of its own.</summary>
    internal static async Task<string> AddAccountAsync(Portal portal, string name, string password, Access.Hat hat = Access.Hat.Caregiver)
    {
        var id = await new World(portal.Database).AccountAsync(name, hat);
        using var scope = portal.Services.CreateScope();
        var account = (await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByIdAsync(id.ToString()))!;
        await portal.Database.AsOwnerAsync(
            "update accounts set password_hash = $2, has_long_password = $3 where id = $1",
            id,
            scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>().HashPassword(account, password),
            password.Length >= PasswordRules.Long
        );
        return account.Email!;
    }

    private Task<string> AddAccountAsync(string name, string password) => AddAccountAsync(portal, name, password);
}
