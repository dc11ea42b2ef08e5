using System.Net;
using CareCoord.Access;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Shell;

/// <summary>One's own hats are no secret to oneself: what waits or opens under another is said, with a button that puts it on.</summary>
public sealed class OtherHatTests(Portal portal) : IClassFixture<Portal>
{
    private const string Lena = "lena@demo.carecoord.test";

    [Fact]
    public async Task News_that_wait_under_another_hat_are_counted_and_one_change_away()
    {
        var lena = await SignedInAsync(Hat.Caregiver);
        await NotifyAsync(Hat.Provider);

        var page = await lena.OpenAsync("/notifications");
        Assert.Contains("1 waits for you as provider.", page.One("main").Says());
        Assert.DoesNotContain("Nothing is new.", page.One("main").Says());

        var answer = await lena.SubmitAsync("/notifications", "/hat", ("hat", "Provider"), ("to", "/notifications"));
        Assert.Equal("/notifications", Address(answer));
        Assert.Contains("1 is not read yet", (await lena.OpenAsync("/notifications")).One("main").Says());
    }

    [Fact]
    public async Task A_page_of_ones_other_work_is_offered_under_that_hat()
    {
        var lena = await SignedInAsync(Hat.Caregiver);
        var missing = await lena.GetAsync("/tasks?list=mine");

        var page = await Html.ReadAsync(missing);

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("You look as caregiver.", page.One("main").Says());
        var form = page.One("main form[action='/hat']");
        Assert.Equal("/tasks?list=mine", form.Value("[name=to]"));
        Assert.Equal("Open it as provider", form.One("button").Says());
    }

    [Fact]
    public async Task Who_has_one_hat_is_offered_none()
    {
        var page = await Html.ReadAsync(await (await portal.VisitorAsync("denise@demo.carecoord.test")).GetAsync("/tasks"));

        Assert.False(page.Has("main form[action='/hat']"));
    }

    [Theory]
    [InlineData("//evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/account", "/account")]
    [InlineData("", "/")]
    public async Task A_change_leads_nowhere_else(string to, string leads)
    {
        var lena = await SignedInAsync(Hat.Caregiver);

        Assert.Equal(leads, Address(await lena.SubmitAsync("/account", "/hat", ("hat", "Caregiver"), ("to", to))));
    }

    private static string Address(HttpResponseMessage answer) =>
        answer.Headers.Location!.ToString().Replace("http://localhost", "", StringComparison.Ordinal);

    private async Task<Visitor> SignedInAsync(Hat hat)
    {
        var lena = await portal.VisitorAsync(Lena);
        await lena.SubmitAsync("/account", "/hat", ("hat", hat.ToString()));
        return lena;
    }

    // Somebody of her team joins: she is told as a provider.
    private Task NotifyAsync(Hat hat) =>
        portal.Database.AsOwnerAsync(
            """
            with read as (update notifications set read_at = at where account_id = (select id from accounts where email = $1))
            insert into notifications (id, account_id, hat, kind, patient_id, subject_id, caused_by, at)
            select gen_random_uuid(), a.id, $2, 'team_joined', t.patient_id, t.id, c.id, now()
            from accounts a join care_team_members t on t.account_id = a.id join accounts c on c.email = 'carla@demo.carecoord.test'
            where a.email = $1 limit 1
            """,
            Lena,
            hat.ToString().ToLowerInvariant()
        );
}
