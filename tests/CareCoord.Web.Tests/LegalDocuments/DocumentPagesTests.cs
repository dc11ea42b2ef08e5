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
        var document = await DocumentWork.UploadAsync(
            ana,
            rosa,
            "HealthCarePowerOfAttorney",
            ("page.jpg", TestPages.Jpeg),
            ("page 2.jpg", TestPages.Jpeg)
        );
        var path = $"/patients/{rosa}/documents/{document}";

        // What stands on the paper, and handing it in.
        Assert.Contains("Step 2 of 3", await ana.ReadAsync(path + "/facts"));
        var empty = await ana.SubmitNamedAsync(
            path + "/facts",
            "facts",
            ("Input.Kind", "HealthCarePowerOfAttorney"),
            ("Input.SignedBy", "Rosa Reyes"),
            ("Input.Agents[0].Name", "Ana Reyes"),
            ("Input.Agents[0].Phone", "(773) 555-0104"),
            ("Input.Agents[0].Relationship", "daughter"),
            ("Input.Agents[0].AccountId", account.ToString())
        );
        Assert.EndsWith("/hand-in", empty.Headers.Location!.ToString());
        Assert.Contains(
            "Enter the day on which it was signed.",
            WebUtility.HtmlDecode(await (await ana.SubmitNamedAsync(path + "/hand-in", "hand-in")).Content.ReadAsStringAsync())
        );
        await ana.SubmitNamedAsync(
            path + "/facts",
            "facts",
            ("Input.Kind", "HealthCarePowerOfAttorney"),
            ("Input.SignedOn", "2026-03-02"),
            ("Input.SignedBy", "Rosa Reyes"),
            ("Input.PowersGranted", "All decisions about treatment"),
            ("Input.Agents[0].Name", "Ana Reyes"),
            ("Input.Agents[0].Phone", "(773) 555-0104"),
            ("Input.Agents[0].Relationship", "daughter"),
            ("Input.Agents[0].AccountId", account.ToString()),
            // The lines that were left empty, as a browser sends them.
            ("Input.Agents[1].Name", ""),
            ("Input.Agents[1].Phone", ""),
            ("Input.Agents[1].Relationship", ""),
            ("Input.Agents[1].AccountId", ""),
            ("Input.ExpiresOn", "")
        );
        Assert.Contains("(773) 555-0104", await ana.ReadAsync(path + "/hand-in"));
        Assert.EndsWith("?done=handed-in", (await ana.SubmitNamedAsync(path + "/hand-in", "hand-in")).Headers.Location!.ToString());
        Assert.Contains("Carla", await ana.ReadAsync(path));

        // Returned, mended, handed in again.
        Assert.Contains("What do you find?", await carla.ReadAsync(path + "/review"));
        Assert.Equal(HttpStatusCode.Redirect, (await carla.SubmitNamedAsync(path + "/review", "take-up")).StatusCode);
        Assert.Contains(
            "Say what to mend",
            await (await carla.SubmitNamedAsync(path + "/review", "review", ("Input.Verdict", "Return"))).Content.ReadAsStringAsync()
        );
        await carla.SubmitNamedAsync(
            path + "/review",
            "review",
            ("Input.Verdict", "Return"),
            ("Input.Words", "The notary’s page is missing.")
        );
        Assert.Contains("The notary", await ana.ReadAsync(path));
        Assert.Contains(
            "has sent Rosa Reyes’s health-care power of attorney back",
            WebUtility.HtmlDecode(await ana.ReadAsync("/notifications"))
        );
        Assert.Contains("New pages for the", await ana.ReadAsync(path + "/add"));
        await ana.SubmitNamedAsync(path + "/hand-in", "hand-in");

        // Accepted: Ana's permission rests on it, and the team is asked to read it.
        var grant = await portal.Database.AsOwnerAsync<Guid>(
            "select id from proxy_grants where patient_id = $1 and caregiver_account_id = $2",
            rosa,
            account
        );
        Assert.Contains("begins and ends with this document", await carla.ReadAsync(path + "/review"));
        Assert.EndsWith(
            path,
            (
                await carla.SubmitNamedAsync(path + "/review", "review", ("Input.Verdict", "Accept"), ("Input.Grants", grant.ToString()))
            ).Headers.Location!.ToString()
        );
        var seen = WebUtility.HtmlDecode(await carla.ReadAsync(path));
        Assert.Contains("Who has read it", seen);
        Assert.Contains("Ana Reyes’s permission as daughter rests on this document", seen);

        // One provider reads and confirms.
        Assert.Contains("it is in effect", await grace.ReadAsync("/notifications"));
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
        var history = await HistoryAsync(own, rosa);
        foreach (
            var command in new[]
            {
                "uploaded the pages of a legal document",
                "handed in a legal document",
                "accepted a legal document",
                "confirmed having read a legal document",
                "took a legal document back",
            }
        )
            Assert.Contains(command, history);
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
    public async Task A_draft_is_dropped_from_the_last_step()
    {
        var denise = await DocumentWork.PatientAsync(portal, "denise");
        var own = await AtAsync("denise");
        var document = await DocumentWork.UploadAsync(own, denise, "Release", ("a.pdf", TestPages.Pdf("To be dropped")));

        await own.SubmitNamedAsync($"/patients/{denise}/documents/{document}/hand-in", "drop");

        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync($"/patients/{denise}/documents/{document}")).StatusCode);
    }

    // All its pages, as far back as it goes.
    private static async Task<string> HistoryAsync(Visitor own, Guid patient)
    {
        var read = "";
        for (var next = $"/patients/{patient}/access"; next.Length > 0; )
        {
            var page = await own.OpenAsync(next);
            read += page.Body!.Says();
            next = page.QuerySelector("a[href*='/access?before='][href$='#did']")?.GetAttribute("href")!.Split('#')[0] ?? "";
        }

        return read;
    }

    private Task<Visitor> AtAsync(string person) => portal.VisitorAsync(person + "@demo.carecoord.test");
}
