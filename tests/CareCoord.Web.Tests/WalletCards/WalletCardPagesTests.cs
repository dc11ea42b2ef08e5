using System.Net;
using System.Text.RegularExpressions;
using CareCoord.Testing;
using CareCoord.Web.Tests.LegalDocuments;

namespace CareCoord.Web.Tests.WalletCards;

/// <summary>A card is made on a page to print, opened by a stranger's browser with the PIN, and gone when it is ended.</summary>
public sealed partial class WalletCardPagesTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Rosa_makes_a_card_a_stranger_opens_it_with_the_PIN_and_she_ends_it()
    {
        var (rosa, at) = await RosaAsync();
        var document = await InEffectAsync(at);
        var (address, pin) = await MakeAsync(rosa, at);
        var stranger = portal.Visitor();
        Assert.DoesNotContain("Reyes", await stranger.ReadAsync(address));

        Assert.Contains(
            "not the PIN",
            WebUtility.HtmlDecode(
                await (
                    await stranger.SubmitNamedAsync(address, "pin", ("Input.Pin", pin == "000000" ? "111111" : "000000"))
                ).Content.ReadAsStringAsync()
            )
        );
        var opened = await stranger.SubmitNamedAsync(address, "pin", ("Input.Pin", pin));

        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        var shown = await stranger.ReadAsync(address);
        Assert.Contains("Rosa Reyes", shown);
        Assert.Contains("page 1 of 1", await stranger.ReadAsync($"{address}/documents/{document}/pages/1"));
        Assert.Equal(
            "image/png",
            (await stranger.GetAsync($"{address}/documents/{document}/pages/1/image")).Content.Headers.ContentType!.MediaType
        );
        Assert.Equal(
            "card card",
            await portal.Database.AsOwnerAsync<string>(
                """
                select string_agg(distinct e.hat || ' ' || e.signed_in_by, ', ') from audit_entries e
                where e.action like 'wallet-card.%' and e.hat = 'card'
                """
            )
        );
        // The visit belongs to the browser that has entered the PIN.
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await portal.Visitor().GetAsync($"{address}/documents/{document}/pages/1/image")).StatusCode
        );
        Assert.Contains("opened the wallet card with its PIN", await rosa.ReadAsync($"/patients/{at}/access"));
        Assert.Contains("opened your wallet card with its PIN", await rosa.ReadAsync("/notifications"));

        var card = await EndFormAsync(rosa, at);
        await rosa.SubmitNamedAsync($"/patients/{at}/documents/card", card);

        foreach (var path in new[] { address, $"{address}/documents/{document}/pages/1", $"{address}/documents/{document}/pages/1/image" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).StatusCode);
        Assert.DoesNotContain(
            portal.Log.Lines,
            line => line.Contains(address["/card/".Length..], StringComparison.Ordinal) || line.Contains(pin, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Unknown_ended_and_revoked_cards_look_the_same()
    {
        var (rosa, at) = await RosaAsync();
        var (revoked, _) = await MakeAsync(rosa, at);
        await rosa.SubmitNamedAsync($"/patients/{at}/documents/card", await EndFormAsync(rosa, at));
        var (ended, _) = await MakeAsync(rosa, at);
        await portal.Database.AsOwnerAsync(
            "update wallet_cards set made_at = made_at - interval '60 days', ends_at = now() - interval '1 day' where revoked_at is null"
        );
        var unknown = "/card/" + new string('A', 32);

        var bodies = new List<string>();
        foreach (var address in new[] { unknown, revoked, ended })
        {
            var answer = await portal.Visitor().GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            bodies.Add((await answer.Content.ReadAsStringAsync()).Replace(address, "ADDRESS"));
        }

        Assert.Single(bodies.Distinct());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("..%2F..%2Fetc%2Fpasswd")]
    [InlineData("%3Cscript%3Ealert(1)%3C%2Fscript%3Eaaaaaaa")]
    [InlineData("%E2%80%AE%E2%80%AE%E2%80%AEaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_hostile_token_is_not_found(string token)
    {
        var answer = await portal.Visitor().GetAsync("/card/" + token);

        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, answer.StatusCode.ToString());
        Assert.DoesNotContain("<script>alert", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Only_the_patient_and_a_proxy_who_manages_have_the_page_and_its_card_is_printed_with_a_code()
    {
        var (rosa, at) = await RosaAsync();
        foreach (var other in new[] { "carla", "samira", "denise", "admin" })
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await (await portal.VisitorAsync(other + "@demo.carecoord.test")).GetAsync($"/patients/{at}/documents/card")).StatusCode
            );

        var page = WebUtility.HtmlDecode(
            await (await rosa.SubmitNamedAsync($"/patients/{at}/documents/card", "make", ("Months", "12"))).Content.ReadAsStringAsync()
        );
        var refused = WebUtility.HtmlDecode(
            await (await rosa.SubmitNamedAsync($"/patients/{at}/documents/card", "make", ("Months", "99"))).Content.ReadAsStringAsync()
        );

        Assert.Contains("<svg role=\"img\"", page);
        Assert.Contains("from one month to two years", refused);
        Assert.Equal($"/patients/{at}/documents/card", (await rosa.GetAsync("/documents/card")).Headers.Location!.ToString());
    }

    private static async Task<string> EndFormAsync(Visitor rosa, Guid patient) =>
        (await rosa.OpenAsync($"/patients/{patient}/documents/card"))
            .QuerySelectorAll("input[name=_handler][value^=revoke-]")
            .First()
            .GetAttribute("value")!;

    private static async Task<(string Address, string Pin)> MakeAsync(Visitor rosa, Guid patient)
    {
        var page = WebUtility.HtmlDecode(
            await (await rosa.SubmitNamedAsync($"/patients/{patient}/documents/card", "make", ("Months", "1"))).Content.ReadAsStringAsync()
        );
        return (Address().Match(page).Value, Pin().Match(page).Groups[1].Value);
    }

    // Rosa's directive, with pages that are really kept, as if the coordinator had accepted it.
    private async Task<Guid> InEffectAsync(Guid patient)
    {
        var ana = await portal.VisitorAsync("ana@demo.carecoord.test");
        var document = await DocumentWork.UploadAsync(
            ana,
            patient,
            DocumentWork.Directive,
            ("a.pdf", TestPages.Pdf("On the card " + Guid.CreateVersion7()))
        );
        await portal.Database.AsOwnerAsync(
            """
            update legal_documents set state = 'superseded', ended_at = now()
                where patient_id = $1 and kind = 'advance_directive' and state = 'accepted'
            """,
            patient
        );
        await DocumentWork.SignedByRosaAsync(portal, document);
        return document;
    }

    private async Task<(Visitor Rosa, Guid At)> RosaAsync() =>
        (await portal.VisitorAsync("rosa@demo.carecoord.test"), await DocumentWork.PatientAsync(portal, "rosa"));

    [GeneratedRegex("/card/[A-Za-z0-9_-]{32}")]
    private static partial Regex Address();

    [GeneratedRegex("PIN down: ([0-9]{6})")]
    private static partial Regex Pin();
}
