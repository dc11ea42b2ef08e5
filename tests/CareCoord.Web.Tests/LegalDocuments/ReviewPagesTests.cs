using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.LegalDocuments;

/// <summary>
/// A document is reviewed with its pages beside what was copied; what is especially private in it is ticked by whoever copies it.
/// </summary>
public sealed class ReviewPagesTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Whoever_reviews_it_sees_the_pages_beside_what_was_copied_and_turns_them_without_losing_a_word()
    {
        var carla = await AtAsync("carla");
        var path = await HandedInAsync(TestPages.Pdf("To be looked at", pages: 3));

        var first = await carla.OpenAsync(path + "/review");
        Assert.Equal("Advance directive (living will), page 1 of 3", first.One($"img[src='{path}/pages/1/image']").GetAttribute("alt"));
        Assert.Contains("Page 2", first.Body!.Says());
        var turned = await carla.SubmitNamedAsync(
            path + "/review",
            "review",
            ("Input.Page", "2"),
            ("Input.Verdict", "Return"),
            ("Input.Words", "The signature is cut off.")
        );
        var second = await Html.ReadAsync(turned);

        Assert.Equal(HttpStatusCode.OK, turned.StatusCode);
        Assert.Equal($"{path}/pages/2/image", second.One("main img").GetAttribute("src"));
        Assert.Contains("The signature is cut off.", second.One("[name='Input.Words']").Says());
        Assert.Equal("Return", second.Value("[name='Input.Verdict']:checked"));
        foreach (var number in new[] { 1, 3 })
            Assert.True(second.Has($"[name='Input.Page'][value='{number}']"));
        Assert.Equal(HttpStatusCode.NotFound, (await carla.SubmitNamedAsync(path + "/review", "review", ("Input.Page", "4"))).StatusCode);
        Assert.Equal(
            "submitted",
            await portal.Database.AsOwnerAsync<string>("select state from legal_documents where id = $1", Guid.Parse(path[^36..]))
        );
        Assert.Equal(
            2,
            await portal.Database.AsOwnerAsync<long>(
                """
                select count(distinct details) from audit_entries
                where action = 'legal-document.page-read' and subject_id = $1 and details ->> 'page' in ('1', '2')
                """,
                Guid.Parse(path[^36..])
            )
        );
        Assert.Equal(HttpStatusCode.OK, (await carla.GetAsync($"{path}/pages/2/image")).StatusCode);
    }

    [Fact]
    public async Task Where_a_page_cannot_be_shown_its_review_says_so()
    {
        var carla = await AtAsync("carla");
        var woven = await HandedInAsync(TestPages.Png(30, 20, interlaced: 1));
        var unseen = await carla.OpenAsync(woven + "/review");
        Assert.Contains("This page cannot be shown as a picture.", unseen.Body!.Says());
        Assert.True(unseen.Has($"a[href='{woven}/file']"));
        Assert.False(unseen.Has("img"));

        await portal.Database.AsOwnerAsync(
            "update files f set scan = 'quarantined' from legal_documents d where d.file_id = f.id and d.id = $1",
            Guid.Parse(woven[^36..])
        );
        var closed = await carla.OpenAsync(woven + "/review");
        Assert.Contains("has not looked at these pages yet", closed.Body!.Says());
        Assert.False(closed.Has("img"));
        Assert.False(closed.Has($"[href='{woven}/file']"));
    }

    [Fact]
    public async Task Whoever_copies_it_ticks_what_is_especially_private_and_nothing_is_ticked_before()
    {
        var (rosa, own, ana) = (await DocumentWork.PatientAsync(portal, "rosa"), await AtAsync("rosa"), await AtAsync("ana"));
        var document = await DocumentWork.UploadAsync(own, rosa, "Release", ("a.pdf", TestPages.Pdf("Especially private")));
        var path = $"/patients/{rosa}/documents/{document}";

        var form = await own.OpenAsync(path + "/facts");
        foreach (var label in new[] { "Behavioural", "Reproductive", "SubstanceUse", "Hiv" })
            Assert.True(form.Has($"input[type=checkbox][name='Input.Labels'][value='{label}']:not(:checked)"), label);
        await own.SubmitNamedAsync(
            path + "/facts",
            "facts",
            [.. Facts("Release"), ("Input.Labels", "Hiv"), ("Input.Labels", "SubstanceUse")]
        );
        Assert.Equal(
            "substance use and HIV",
            (await own.OpenAsync(path + "/hand-in"))
                .QuerySelectorAll("dt")
                .Single(dt => dt.Says() == "Especially private")
                .NextElementSibling!.Says()
        );
        Assert.Equal(
            ["Hiv", "SubstanceUse"],
            (await own.OpenAsync(path + "/facts"))
                .QuerySelectorAll("[name='Input.Labels']:checked")
                .Select(box => box.GetAttribute("value"))
                .Order()
        );
        await own.SubmitNamedAsync(path + "/hand-in", "hand-in");

        Assert.DoesNotContain(document.ToString(), await ana.ReadAsync($"/patients/{rosa}/documents"));
        foreach (var part in new[] { "", "/file", "/pages/1", "/pages/1/image", "/facts", "/revoke" })
            Assert.Equal(HttpStatusCode.NotFound, (await ana.GetAsync(path + part)).StatusCode);

        // Whoever does not see such things is not asked, and cannot tick it.
        var hers = $"/patients/{rosa}/documents/{await DocumentWork.UploadAsync(ana, rosa, "Release", ("b.pdf", TestPages.Pdf("Of Ana")))}";
        Assert.DoesNotContain("Input.Labels", await ana.ReadAsync(hers + "/facts"));
        var forged = await ana.SubmitNamedAsync(hers + "/facts", "facts", [.. Facts("Release"), ("Input.Labels", "Hiv")]);
        Assert.Contains("That is not one of the labels that you can choose.", await forged.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await ana.GetAsync(hers)).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_permission_is_ticked_to_rest_on_a_power_of_attorney_unless_it_would_show_nothing_until_the_patient_cannot_decide(
        bool springing
    )
    {
        var (rosa, ana, carla) = (await DocumentWork.PatientAsync(portal, "rosa"), await AtAsync("ana"), await AtAsync("carla"));
        var pages = ("a.pdf", TestPages.Pdf($"Names Ana {springing}"));
        var path = $"/patients/{rosa}/documents/{await DocumentWork.UploadAsync(ana, rosa, "HealthCarePowerOfAttorney", pages)}";
        var anas = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = 'ana@demo.carecoord.test'");
        await ana.SubmitNamedAsync(
            path + "/facts",
            "facts",
            [
                .. Facts("HealthCarePowerOfAttorney").Where(fact => fact.Item1 != "Input.Agents[0].AccountId"),
                ("Input.Agents[0].AccountId", anas.ToString()),
                ("Input.Springing", springing ? "True" : "False"),
            ]
        );
        await ana.SubmitNamedAsync(path + "/hand-in", "hand-in");

        var review = await carla.OpenAsync(path + "/review");

        var rests = review.One("input[name='Input.Grants']");
        Assert.True(Guid.TryParse(rests.GetAttribute("value"), out _));
        Assert.Equal(!springing, rests.HasAttribute("checked"));
        Assert.Equal(
            springing,
            review.Body!.Says().Contains("until a provider records that Rosa cannot decide, sees nothing", StringComparison.Ordinal)
        );
    }

    // Ana hands in an advance directive of Rosa; where it is from then on.
    private async Task<string> HandedInAsync(byte[] pages)
    {
        var (rosa, ana) = (await DocumentWork.PatientAsync(portal, "rosa"), await AtAsync("ana"));
        var path = $"/patients/{rosa}/documents/{await DocumentWork.UploadAsync(ana, rosa, DocumentWork.Directive, ("page", pages))}";
        await ana.SubmitNamedAsync(path + "/facts", "facts", Facts(DocumentWork.Directive));
        await ana.SubmitNamedAsync(path + "/hand-in", "hand-in");
        return path;
    }

    private static (string, string)[] Facts(string kind) =>
        [
            ("Input.Kind", kind),
            ("Input.SignedOn", "2026-03-02"),
            ("Input.SignedBy", "Rosa Reyes"),
            ("Input.Agents[0].Name", "Ana Reyes"),
            // As a browser sends the lines that nobody was chosen in.
            ("Input.Agents[0].AccountId", ""),
            ("Input.Agents[1].Name", ""),
            ("Input.Agents[1].AccountId", ""),
        ];

    private Task<Visitor> AtAsync(string person) => portal.VisitorAsync(person + "@demo.carecoord.test");
}
