using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.LegalDocuments;

/// <summary>The life of a document by plain forms, without script: handed in, returned, mended, accepted, read, taken back.</summary>
public sealed class DocumentPagesTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_power_of_attorney_goes_from_the_caregivers_phone_to_the_team()
    {
        var rosa = await DocumentWork.PatientAsync(portal, "rosa");
        var (ana, carla, grace) = (await AtAsync("ana"), await AtAsync("carla"), await AtAsync("grace"));
        var account = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email like 'ana@%'");
        var document = await DocumentWork.UploadAsync(ana, rosa, "HealthCarePowerOfAttorney", ("page.jpg", TestPages.Jpeg), ("page 2.jpg", TestPages.Jpeg));
        var path = $"/patients/{rosa}/documents/{document}";

        // What stands on the paper, and handing it in.
        Assert.Contains("Step 2 of 3", await ana.ReadAsync(path + "/facts"));
        var empty = await ana.SubmitNamedAsync(path + "/facts", "facts", ("Input.Kind", "HealthCarePowerOfAttorney"), ("Input.SignedBy", "Rosa Reyes"), ("Input.Agents[0].Name", "Ana Reyes"),
            ("Input.Agents[0].Phone", "(773) 555-0104"), ("Input.Agents[0].Relationship", "daughter"), ("Input.Agents[0].AccountId", account.ToString()));
        Assert.EndsWith("/hand-in", empty.Headers.Location!.ToString());
        Assert.Contains("Enter the day on which it was signed.", WebUtility.HtmlDecode(await (await ana.SubmitNamedAsync(path + "/hand-in", "hand-in")).Content.ReadAsStringAsync()));
        await ana.SubmitNamedAsync(path + "/facts", "facts", ("Input.Kind", "HealthCarePowerOfAttorney"), ("Input.SignedOn", "2026-03-02"), ("Input.SignedBy", "Rosa Reyes"),
            ("Input.PowersGranted", "All decisions about treatment"), ("Input.Agents[0].Name", "Ana Reyes"), ("Input.Agents[0].Phone", "(773) 555-0104"),
            ("Input.Agents[0].Relationship", "daughter"), ("Input.Agents[0].AccountId", account.ToString()));
        Assert.Contains("(773) 555-0104", await ana.ReadAsync(path + "/hand-in"));
        Assert.EndsWith("?done=handed-in", (await ana.SubmitNamedAsync(path + "/hand-in", "hand-in")).Headers.Location!.ToString());
        Assert.Contains("Carla", await ana.ReadAsync(path));

        // Returned, mended, handed in again.
        Assert.Contains("What do you find?", await carla.ReadAsync(path + "/review"));
        Assert.Equal(HttpStatusCode.Redirect, (await carla.SubmitNamedAsync(path + "/review", "take-up")).StatusCode);
        Assert.Contains("Say what to mend", await (await carla.SubmitNamedAsync(path + "/review", "review", ("Input.Verdict", "Return"))).Content.ReadAsStringAsync());
        await carla.SubmitNamedAsync(path + "/review", "review", ("Input.Verdict", "Return"), ("Input.Words", "The notary’s page is missing."));
        Assert.Contains("The notary", await ana.ReadAsync(path));
        Assert.Contains("has sent Rosa Reyes’s health-care power of attorney back", WebUtility.HtmlDecode(await ana.ReadAsync("/notices")));
        Assert.Contains("New pages for the", await ana.ReadAsync(path + "/add"));
        await ana.SubmitNamedAsync(path + "/hand-in", "hand-in");

        // Accepted: Ana's permission rests on it, and the team is asked to read it.
        var grant = await portal.Database.AsOwnerAsync<Guid>("select id from proxy_grants where patient_id = $1 and caregiver_account_id = $2", rosa, account);
        Assert.Contains("begins and ends with this document", await carla.ReadAsync(path + "/review"));
        Assert.EndsWith(path, (await carla.SubmitNamedAsync(path + "/review", "review", ("Input.Verdict", "Accept"), ("Input.Grants", grant.ToString()))).Headers.Location!.ToString());
        var seen = WebUtility.HtmlDecode(await carla.ReadAsync(path));
        Assert.Contains("Who has read it", seen);
        Assert.Contains("Ana Reyes’s permission as daughter rests on this document", seen);

        // One provider reads and confirms.
        Assert.Contains("it is in effect", await grace.ReadAsync("/notices"));
        Assert.Contains("Please read it", await grace.ReadAsync($"/patients/{rosa}/documents"));
        Assert.Contains("I have read it", await grace.ReadAsync(path));
        await grace.SubmitNamedAsync(path, "confirm");
        Assert.Contains("You have confirmed that you read it.", await grace.ReadAsync(path));

        // Rosa takes it back: Ana, whose permission rested on it, sees nothing more.
        var own = await AtAsync("rosa");
        Assert.Contains("cannot be brought back", await own.ReadAsync(path + "/revoke"));
        await own.SubmitNamedAsync(path + "/revoke", "revoke", ("Input.Words", "My son does it now."));
        Assert.Contains("Taken back", await own.ReadAsync(path));
        Assert.Equal(HttpStatusCode.NotFound, (await ana.GetAsync($"/patients/{rosa}/plan")).StatusCode);
        var history = await HistoryAsync(own, $"/patients/{rosa}/access");
        foreach (var deed in new[] { "uploaded the pages of a legal document", "handed in a legal document", "accepted a legal document", "confirmed having read a legal document", "took a legal document back" })
            Assert.Contains(deed, history);
    }

    [Fact]
    public async Task A_provider_records_that_the_patient_cannot_decide_and_lifts_it()
    {
        var walter = await DocumentWork.PatientAsync(portal, "walter");
        var (grace, own) = (await AtAsync("grace"), await AtAsync("walter"));
        var path = $"/patients/{walter}/documents/incapacity";

        await grace.SubmitNamedAsync(path, "incapacity", ("Input.Words", "Not awake after the operation."));
        Assert.Contains("You cannot decide for yourself just now", await own.ReadAsync($"/patients/{walter}/documents"));
        await grace.SubmitNamedAsync(path, "incapacity", ("Input.Words", "Awake, and clear."));

        Assert.DoesNotContain("You cannot decide for yourself just now", await own.ReadAsync($"/patients/{walter}/documents"));
        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Whoever_reviews_it_sees_the_pages_beside_what_was_copied_and_turns_them_without_losing_a_word()
    {
        var carla = await AtAsync("carla");
        var path = await HandedInAsync(TestPages.Pdf("To be looked at", pages: 3));

        var first = await carla.ReadAsync(path + "/review");
        Assert.Contains($"<img src=\"{path}/pages/1/image\" alt=\"Advance directive (living will), page 1 of 3\"", first);
        Assert.Contains("Page 2", first);
        var turned = await carla.SubmitNamedAsync(path + "/review", "review", ("Input.Page", "2"), ("Input.Verdict", "Return"), ("Input.Words", "The signature is cut off."));
        var second = await turned.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, turned.StatusCode);
        Assert.Contains($"<img src=\"{path}/pages/2/image\"", second);
        Assert.Contains("The signature is cut off.", second);
        Assert.Matches("value=\"Return\" checked", second);
        foreach (var number in new[] { "value=\"1\"", "value=\"3\"" })
            Assert.Contains($"name=\"Input.Page\" {number}", second);
        Assert.Equal(HttpStatusCode.NotFound, (await carla.SubmitNamedAsync(path + "/review", "review", ("Input.Page", "4"))).StatusCode);
        Assert.Equal("submitted", await portal.Database.AsOwnerAsync<string>("select state from legal_documents where id = $1", Guid.Parse(path[^36..])));
        Assert.Equal(2, await portal.Database.AsOwnerAsync<long>("select count(distinct details) from audit_entries where action = 'legal-document.page-read' and subject_id = $1 and details ->> 'page' in ('1', '2')", Guid.Parse(path[^36..])));
        Assert.Equal(HttpStatusCode.OK, (await carla.GetAsync($"{path}/pages/2/image")).StatusCode);
    }

    [Fact]
    public async Task Where_a_page_cannot_be_shown_its_review_says_so()
    {
        var carla = await AtAsync("carla");
        var woven = await HandedInAsync(TestPages.Png(30, 20, interlaced: 1));
        var unseen = await carla.ReadAsync(woven + "/review");
        Assert.Contains("This page cannot be shown as a picture.", unseen);
        Assert.Contains($"href=\"{woven}/file\"", unseen);
        Assert.DoesNotContain("<img", unseen);

        await portal.Database.AsOwnerAsync("update document_files f set scan = 'quarantined' from legal_documents d where d.file_id = f.id and d.id = $1", Guid.Parse(woven[^36..]));
        var closed = await carla.ReadAsync(woven + "/review");
        Assert.Contains("has not looked at these pages yet", closed);
        Assert.DoesNotContain("<img", closed);
        Assert.DoesNotContain($"href=\"{woven}/file\"", closed);
    }

    [Fact]
    public async Task Whoever_copies_it_ticks_what_is_especially_private_and_nothing_is_ticked_before()
    {
        var (rosa, own, ana) = (await DocumentWork.PatientAsync(portal, "rosa"), await AtAsync("rosa"), await AtAsync("ana"));
        var document = await DocumentWork.UploadAsync(own, rosa, "Release", ("a.pdf", TestPages.Pdf("Especially private")));
        var path = $"/patients/{rosa}/documents/{document}";

        var form = await own.ReadAsync(path + "/facts");
        foreach (var label in new[] { "Behavioural", "Reproductive", "SubstanceUse", "Hiv" })
            Assert.Matches($"<input type=\"checkbox\" name=\"Input.Labels\" value=\"{label}\" */?>", form);
        await own.SubmitNamedAsync(path + "/facts", "facts", [.. Facts("Release"), ("Input.Labels", "Hiv"), ("Input.Labels", "SubstanceUse")]);
        Assert.Contains("Especially private</dt><dd>substance use and HIV</dd>", await own.ReadAsync(path + "/hand-in"));
        Assert.Matches("value=\"Hiv\" checked", await own.ReadAsync(path + "/facts"));
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

    [Fact]
    public async Task A_draft_is_dropped_from_the_last_step()
    {
        var denise = await DocumentWork.PatientAsync(portal, "denise");
        var own = await AtAsync("denise");
        var document = await DocumentWork.UploadAsync(own, denise, "Release", ("a.pdf", TestPages.Pdf("To be dropped")));

        await own.SubmitNamedAsync($"/patients/{denise}/documents/{document}/hand-in", "drop");

        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync($"/patients/{denise}/documents/{document}")).StatusCode);
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
        [("Input.Kind", kind), ("Input.SignedOn", "2026-03-02"), ("Input.SignedBy", "Rosa Reyes"), ("Input.Agents[0].Name", "Ana Reyes")];

    private Task<Visitor> AtAsync(string person) => portal.VisitorAsync(person + "@demo.carecoord.test");

    // All of it, page by page.
    private static async Task<string> HistoryAsync(Visitor own, string path)
    {
        var history = "";
        for (var next = path; next is not null;)
        {
            var page = WebUtility.HtmlDecode(await own.ReadAsync(next));
            history += page;
            next = System.Text.RegularExpressions.Regex.Match(page, "href=\"([^\"]*[?]before=[^\"#]*)") is { Success: true } earlier ? earlier.Groups[1].Value : null;
        }

        return history;
    }
}
