using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests;

/// <summary>Password and second step, changed by the person.</summary>
public sealed class AccountSecurityTests(Portal portal) : IClassFixture<Portal>
{
    private const string Password = "four words on paper";

    [Fact]
    public async Task A_changed_password_ends_all_other_sign_ins_and_is_audited()
    {
        var (email, visitor) = await SignedInAsync("Change Me");
        var elsewhere = portal.Visitor();
        await elsewhere.SignInAsync(email, Password);

        var answer = await ChangeAsync(visitor, Password, "another four words here");

        await IsChangedAsync(visitor, answer);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await portal.Visitor().TrySignInAsync(email, Password)).StatusCode);
        Assert.Equal(1, await AuditedAsync(email, "account.password-changed"));
    }

    [Theory]
    [InlineData("/account/password")]
    [InlineData("/account/second-step")]
    public async Task A_password_manager_reads_of_whose_account_the_password_is(string path)
    {
        var (email, visitor) = await SignedInAsync("Man Aged");

        Assert.Equal(email, (await visitor.OpenAsync(path)).Value("main input[autocomplete=username]"));
    }

    [Theory]
    [InlineData("wrong", "another four words here", "is not right")]
    [InlineData(Password, "tooshort", "at least 15 characters")]
    [InlineData(Password, "password12345678", "a common one")]
    [InlineData(Password, "aaaaaaaaaaaaaaaaaaaa", "a common one")]
    public async Task A_bad_password_gets_a_sentence_and_changes_nothing(string current, string wanted, string sentence)
    {
        var (email, visitor) = await SignedInAsync("Keep Me");

        var body = await (await ChangeAsync(visitor, current, wanted)).Content.ReadAsStringAsync();

        Assert.Contains(sentence, body);
        Assert.DoesNotContain($"value=\"{wanted}\"", body);
        Assert.Equal(HttpStatusCode.Redirect, (await portal.Visitor().TrySignInAsync(email, Password)).StatusCode);
        Assert.Equal(0, await AuditedAsync(email, "account.password-changed"));
    }

    [Fact]
    public async Task Two_different_new_passwords_are_said_at_the_field()
    {
        var (_, visitor) = await SignedInAsync("Differ Ent");

        var answer = await visitor.SubmitAsync(
            "/account/password",
            "/account/password",
            ("Input.Current", Password),
            ("Input.New", "another four words here"),
            ("Input.Again", "yet another four words")
        );

        Assert.Contains("The two new passwords differ", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task With_a_second_step_the_password_alone_does_not_sign_in_and_may_be_shorter()
    {
        var (email, visitor) = await SignedInAsync("Second Step");
        var key = (await visitor.OpenAsync("/account/second-step")).One("code.key").TextContent.Replace(" ", "");
        Assert.DoesNotContain(key, await portal.Database.AsOwnerAsync<string>("select string_agg(value, ' ') from account_tokens") ?? "");

        var unproven = await visitor.SubmitAsync(
            "/account/second-step",
            "/account/second-step",
            ("On.Password", "not mine"),
            ("On.Code", AuthenticatorApp.Code(key))
        );
        Assert.Contains("That password is not right", await unproven.Content.ReadAsStringAsync());
        var wrong = await visitor.SubmitAsync(
            "/account/second-step",
            "/account/second-step",
            ("On.Password", Password),
            ("On.Code", "000000")
        );
        Assert.Contains("That code does not fit", await wrong.Content.ReadAsStringAsync());

        var turnedOn = AuthenticatorApp.Code(key);
        var on = await (
            await visitor.SubmitAsync("/account/second-step", "/account/second-step", ("On.Password", Password), ("On.Code", turnedOn))
        ).Content.ReadAsStringAsync();
        Assert.Contains("The second step is on", on);
        var recovery = Html.Read(on).Say("li > code").ToList();
        Assert.Equal(10, recovery.Count);
        await IsChangedAsync(visitor, await ChangeAsync(visitor, Password, "teal-otter-9"));
        var off = await visitor.SubmitAsync("/account/second-step", "/account/second-step", ("Off.Password", "teal-otter-9"));
        Assert.Contains("Change your password to a longer one first", await off.Content.ReadAsStringAsync());

        var again = portal.Visitor();
        var first = await again.TrySignInAsync(email, "teal-otter-9");
        Assert.StartsWith("/sign-in/second-step", new Uri(new Uri("http://localhost"), first.Headers.Location!).AbsolutePath);
        Assert.Equal(HttpStatusCode.Redirect, (await again.GetAsync("/account")).StatusCode);
        var refused = await again.SubmitAsync("/sign-in/second-step", "/sign-in/second-step", ("Input.Code", "111111"));
        Assert.Contains("That code does not fit", await refused.Content.ReadAsStringAsync());
        var done = await again.SubmitAsync("/sign-in/second-step", "/sign-in/second-step", ("Input.Code", recovery[0]));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/account")).StatusCode);
        Assert.Equal(1, await AuditedAsync(email, "account.second-step-on"));

        Assert.Equal(
            "second_factor",
            await portal.Database.AsOwnerAsync<string>(
                """
                select e.signed_in_by from audit_entries e join accounts a on a.id = e.account_id
                where a.email = $1 and e.action = 'account.signed-in' order by e.id desc limit 1
                """,
                email
            )
        );

        // A code signs in once, though it is valid for half a minute and more.
        var code = AuthenticatorApp.Code(key, used: turnedOn);
        Assert.Equal(HttpStatusCode.Redirect, (await WithCodeAsync(email, code)).StatusCode);
        Assert.Contains("That code does not fit", await (await WithCodeAsync(email, code)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_code_that_turned_it_on_signs_nobody_in_however_it_is_written()
    {
        var (email, visitor) = await SignedInAsync("Code Once");
        var (_, code, _) = await AuthenticatorApp.TurnOnAsync(visitor, Password);

        foreach (var written in new[] { code, $" {code[..3]} {code[3..]} ", "+" + code, "0" + code, code + "\t" })
            Assert.Contains("That code does not fit", await (await WithCodeAsync(email, written, Password)).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("+{0}")]
    [InlineData("0{0}")]
    [InlineData("{0}\t")]
    public async Task It_is_turned_on_by_a_code_as_the_app_shows_it_only(string written)
    {
        var (_, visitor) = await SignedInAsync("Code Odd");
        var code = AuthenticatorApp.Code(await AuthenticatorApp.KeyAsync(visitor));

        var answer = await visitor.SubmitAsync(
            "/account/second-step",
            "/account/second-step",
            ("On.Password", Password),
            ("On.Code", string.Format(System.Globalization.CultureInfo.InvariantCulture, written, code))
        );

        Assert.Contains("That code does not fit", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once_also_where_two_browsers_send_it_at_once()
    {
        var (email, visitor) = await SignedInAsync("Recover Once");
        var (_, _, recovery) = await AuthenticatorApp.TurnOnAsync(visitor, Password);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => WithCodeAsync(email, recovery[3], Password)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(HttpStatusCode.Redirect, (await WithCodeAsync(email, recovery[4], Password)).StatusCode);
        Assert.Contains("You have 8 recovery codes left", await visitor.ReadAsync("/account/second-step"));
    }

    [Fact]
    public async Task It_is_turned_off_with_its_key_and_codes_and_that_is_audited()
    {
        var (email, visitor) = await SignedInAsync("Off Again");
        var (key, _, _) = await AuthenticatorApp.TurnOnAsync(visitor, Password);

        await visitor.SubmitAsync("/account/second-step", "/account/second-step", ("Off.Password", Password));

        Assert.Equal(1, await AuditedAsync(email, "account.second-step-off"));
        Assert.Equal(HttpStatusCode.Redirect, (await portal.Visitor().TrySignInAsync(email, Password)).StatusCode);
        Assert.NotEqual(key, await AuthenticatorApp.KeyAsync(visitor));
        Assert.Equal(
            0,
            await portal.Database.AsOwnerAsync<long>(
                "select count(*) from account_tokens t join accounts a on a.id = t.user_id where a.email = $1 and t.name = 'RecoveryCodes'",
                email
            )
        );
    }

    [Fact]
    public async Task Wrong_passwords_of_somebody_who_is_signed_in_are_audited_and_count_toward_the_rest()
    {
        var (email, visitor) = await SignedInAsync("Wrong Five");

        for (var i = 0; i < 5; i++)
            await ChangeAsync(visitor, "wrong", "another four words here");
        var right = await ChangeAsync(visitor, Password, "another four words here");

        Assert.Contains("is not right", await right.Content.ReadAsStringAsync());
        Assert.Equal(6, await AuditedAsync(email, "account.password-tried"));
        Assert.Equal(0, await AuditedAsync(email, "account.password-changed"));
    }

    private async Task<HttpResponseMessage> WithCodeAsync(string email, string code, string password = "teal-otter-9")
    {
        var visitor = portal.Visitor();
        await visitor.TrySignInAsync(email, password);
        return await visitor.SubmitAsync("/sign-in/second-step", "/sign-in/second-step", ("Input.Code", code));
    }

    private async Task<(string Email, Visitor Visitor)> SignedInAsync(string name)
    {
        var email = await SignInTests.AddAccountAsync(portal, name, Password);
        var visitor = portal.Visitor();
        await visitor.SignInAsync(email, Password);
        return (email, visitor);
    }

    private static Task<HttpResponseMessage> ChangeAsync(Visitor visitor, string current, string wanted) =>
        visitor.SubmitAsync(
            "/account/password",
            "/account/password",
            ("Input.Current", current),
            ("Input.New", wanted),
            ("Input.Again", wanted)
        );

    // The answer leads to a page that says so, so that who sends it twice reads the same.
    private static async Task IsChangedAsync(Visitor visitor, HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("Your password is changed", await visitor.ReadAsync(answer.Headers.Location!.ToString()));
    }

    private Task<long> AuditedAsync(string email, string action) =>
        portal.Database.AsOwnerAsync<long>(
            "select count(*) from audit_entries e join accounts a on a.id = e.account_id where a.email = $1 and e.action = $2",
            email,
            action
        )!;
}
