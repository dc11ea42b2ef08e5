using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
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

        Assert.Contains("Your password is changed", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await portal.Visitor().TrySignInAsync(email, Password)).StatusCode);
        Assert.Equal(1, await AuditedAsync(email, "account.password-changed"));
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
            ("On.Code", Totp(key))
        );
        Assert.Contains("That password is not right", await unproven.Content.ReadAsStringAsync());
        var wrong = await visitor.SubmitAsync(
            "/account/second-step",
            "/account/second-step",
            ("On.Password", Password),
            ("On.Code", "000000")
        );
        Assert.Contains("That code does not fit", await wrong.Content.ReadAsStringAsync());

        var on = await (
            await visitor.SubmitAsync("/account/second-step", "/account/second-step", ("On.Password", Password), ("On.Code", Totp(key)))
        ).Content.ReadAsStringAsync();
        Assert.Contains("The second step is on", on);
        var recovery = Html.Read(on).Say("li > code").ToList();
        Assert.Equal(10, recovery.Count);
        Assert.Contains(
            "Your password is changed",
            await (await ChangeAsync(visitor, Password, "teal-otter-9")).Content.ReadAsStringAsync()
        );
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
        var code = Totp(key);
        Assert.Equal(HttpStatusCode.Redirect, (await WithCodeAsync(email, code)).StatusCode);
        Assert.Contains("That code does not fit", await (await WithCodeAsync(email, code)).Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> WithCodeAsync(string email, string code)
    {
        var visitor = portal.Visitor();
        await visitor.TrySignInAsync(email, "teal-otter-9");
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

    private Task<long> AuditedAsync(string email, string action) =>
        portal.Database.AsOwnerAsync<long>(
            "select count(*) from audit_entries e join accounts a on a.id = e.account_id where a.email = $1 and e.action = $2",
            email,
            action
        )!;

    // RFC 6238: six digits of HMAC-SHA1 over the number of 30-second steps since 1970.
    private static string Totp(string base32)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(base32.Select(letter => Convert.ToString(Letters.IndexOf(letter), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // What authenticator apps use.
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }
}
