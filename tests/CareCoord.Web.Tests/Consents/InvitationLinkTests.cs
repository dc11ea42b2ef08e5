using System.Net;
using CareCoord.Ops.Demo;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Consents;

/// <summary>What the link of an invitation opens, for whoever follows it.</summary>
public sealed class InvitationLinkTests(Portal portal) : IClassFixture<Portal>
{
    private const string Rosa = "rosa@demo.carecoord.test";
    private const string RosasBirthDate = "1944-02-11";
    private const string Password = "four quiet words on paper";
    private static readonly (string, string)[] Visits = [("Input.Appointments", "View"), ("Input.Plan", "None")];

    [Fact]
    public async Task Unknown_used_and_withdrawn_links_answer_alike()
    {
        var (rosa, access) = await RosaAsync();
        await InviteAsync(rosa, "gone@example.test", "Gone");
        var link = await portal.LinkAsync("gone@example.test");
        var invitation = await portal.Database.AsOwnerAsync<Guid>("select id from proxy_invitations where email = 'gone@example.test'");
        Assert.Equal(HttpStatusCode.Redirect, (await rosa.SubmitNamedAsync($"{access}/invitations/{invitation}", "withdraw")).StatusCode);
        var unknown = "/invitation/" + new string('A', 43);

        foreach (var who in new[] { portal.Visitor(), await portal.VisitorAsync("lena@demo.carecoord.test") })
        {
            var (withdrawn, never) = (await who.GetAsync(link), await who.GetAsync(unknown));
            Assert.Equal(withdrawn.StatusCode, never.StatusCode);
            Assert.Equal(Still(await BodyAsync(never), unknown), Still(await BodyAsync(withdrawn), link));
            Assert.Contains("This invitation cannot be used", await BodyAsync(await who.GetAsync(unknown)));
            foreach (var hostile in new[] { "..%2f..%2fetc", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", new string('x', 4000), "%E2%80%AEx" })
                Assert.InRange((int)(await who.GetAsync("/invitation/" + hostile)).StatusCode, 200, 499);
        }

        var late = await (await portal.VisitorAsync("lena@demo.carecoord.test")).SubmitNamedAsync(
            link,
            "accept",
            ("Input.BirthDate", RosasBirthDate)
        );
        Assert.Contains("This invitation cannot be used", await BodyAsync(late));
    }

    [Fact]
    public async Task Somebody_signed_in_with_another_address_is_told_kindly_and_not_which()
    {
        var (rosa, _) = await RosaAsync();
        await InviteAsync(rosa, "secret.address@example.test", "Someone");
        var link = await portal.LinkAsync("secret.address@example.test");

        var page = await TextAsync(await portal.VisitorAsync("lena@demo.carecoord.test"), link);

        Assert.Contains("This invitation is for another address", page);
        Assert.DoesNotContain("secret.address", page);
    }

    [Fact]
    public async Task Somebody_who_has_an_account_signs_in_and_comes_back_to_the_link()
    {
        var (rosa, access) = await RosaAsync();
        await InviteAsync(rosa, "mia@demo.carecoord.test", "Mia Chen");
        var link = await portal.LinkAsync("mia@demo.carecoord.test");
        var mia = portal.Visitor();
        Assert.Contains($"/sign-in?from={Uri.EscapeDataString(link)}", await BodyAsync(await mia.GetAsync(link)));
        Assert.Contains("You have an account already", await TextAsync(mia, link + "/account"));
        await mia.SignInAsync("mia@demo.carecoord.test", DemoPeople.Password);

        Assert.Equal(HttpStatusCode.Redirect, (await mia.SubmitNamedAsync(link, "accept", ("Input.BirthDate", RosasBirthDate))).StatusCode);

        Assert.Contains("People you care for", await TextAsync(mia, "/"));
        Assert.Contains("Mia Chen, as caregiver", await TextAsync(mia, access.Replace("/access", "/appointments")));
    }

    private async Task<(Visitor Rosa, string Access)> RosaAsync()
    {
        var id = await portal.Database.AsOwnerAsync<Guid>(
            "select p.id from patients p join accounts a on a.id = p.account_id where a.email = $1",
            Rosa
        );
        return (await portal.VisitorAsync(Rosa), $"/patients/{id}/access");
    }

    private static async Task<HttpResponseMessage> InviteAsync(Visitor rosa, string email, string name)
    {
        var access = (await rosa.GetAsync("/access")).Headers.Location!.ToString();
        return await rosa.SubmitNamedAsync(
            access + "/invite",
            "invite",
            [("Input.Name", name), ("Input.Relationship", "friend"), ("Input.Email", email), .. Visits]
        );
    }

    private static async Task<string> TextAsync(Visitor visitor, string path) => (await visitor.OpenAsync(path)).Body!.Says();

    private static async Task<string> BodyAsync(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    private static string Still(string body, string link) => Html.Still(body.Replace(link, "LINK"));
}
