using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.LegalDocuments;

/// <summary>
/// What was copied from a document is amended on a page without script; what it said before is one tap away, on the document's page.
/// </summary>
public sealed class AmendPagesTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Carla_corrects_what_is_in_effect_and_everybody_finds_what_it_said_before()
    {
        var (carla, rosa, ana) = (await AtAsync("carla"), await AtAsync("rosa"), await AtAsync("ana"));
        var path = await InEffectAsync();
        Assert.DoesNotContain("/amend", await rosa.ReadAsync(path));
        Assert.Equal(HttpStatusCode.NotFound, (await rosa.GetAsync(path + "/amend")).StatusCode);
        Assert.Contains($"href=\"{path}/amend\"", await carla.ReadAsync(path));
        Assert.DoesNotContain("name=\"Input.Kind\" type=\"radio\"", await carla.ReadAsync(path + "/amend"));

        var bare = WebUtility.HtmlDecode(
            await (await carla.SubmitNamedAsync(path + "/amend", "amend", Facts("Yes"))).Content.ReadAsStringAsync()
        );
        Assert.Contains("id=\"Amendment.Kind.error\">Choose what kind of change it is.</div>", bare);
        Assert.Contains("id=\"Amendment.Reason.error\">Say why, so that others understand the change.</div>", bare);
        Assert.Equal("no", await CprAsync(path));

        var saved = await carla.SubmitNamedAsync(
            path + "/amend",
            "amend",
            [.. Facts("Yes"), ("Amendment.Kind", "Correction"), ("Amendment.Reason", "The <b>other</b> box is ticked.")]
        );

        Assert.Equal(
            $"{path}#former",
            new Uri(saved.Headers.Location!.ToString()).PathAndQuery + new Uri(saved.Headers.Location!.ToString()).Fragment
        );
        Assert.Equal("yes", await CprAsync(path));
        foreach (var reader in new[] { carla, rosa, ana })
        {
            var page = WebUtility.HtmlDecode(await reader.ReadAsync(path));
            Assert.Matches("<summary>Corrected by Carla [^<]+, care coordinator, today, [^<]+, because: “The ", page);
            Assert.Contains("It said before:", page);
            Assert.Equal(1, page.Split("<strong>No</strong>").Length - 1);
        }

        Assert.Contains("The &lt;b&gt;other&lt;/b&gt; box is ticked.", await rosa.ReadAsync(path));
        // The directive's line is clinicians' at the head of every page of the record.
        Assert.Contains(
            $"href=\"{path}#former\">what it says was corrected</a>",
            await carla.ReadAsync(path.Split("/documents")[0] + "/documents")
        );
        Assert.Contains("corrected what was copied from a legal document", await rosa.ReadAsync(path.Split("/documents")[0] + "/access"));
    }

    [Fact]
    public async Task A_rule_that_stands_against_it_is_said_and_what_was_typed_is_kept()
    {
        var carla = await AtAsync("carla");
        var path = await InEffectAsync();

        var answer = WebUtility.HtmlDecode(
            await (
                await carla.SubmitNamedAsync(
                    path + "/amend",
                    "amend",
                    [.. Facts("Yes"), ("Amendment.Kind", "Addition"), ("Amendment.Reason", "It is on page 2.")]
                )
            ).Content.ReadAsStringAsync()
        );

        Assert.Contains("An addition leaves what stands there.", answer);
        Assert.Contains("value=\"It is on page 2.\"", answer);
        Assert.Matches("name=\"Amendment.Kind\" value=\"Addition\" checked", answer);
        Assert.Equal("no", await CprAsync(path));
    }

    private Task<string?> CprAsync(string path) =>
        portal.Database.AsOwnerAsync<string>("select cpr from legal_documents where id = $1", Guid.Parse(path[^36..]));

    // Ana's advance directive for Rosa, in effect; where it is from then on.
    private async Task<string> InEffectAsync()
    {
        var (rosa, ana) = (await DocumentWork.PatientAsync(portal, "rosa"), await AtAsync("ana"));
        await portal.Database.AsOwnerAsync(
            """
            update legal_documents set state = 'superseded', ended_at = now()
                where patient_id = $1 and kind = 'advance_directive' and state = 'accepted'
            """,
            rosa
        );
        var document = await DocumentWork.UploadAsync(
            ana,
            rosa,
            DocumentWork.Directive,
            ("a.pdf", TestPages.Pdf("To be corrected " + Guid.CreateVersion7()))
        );
        await DocumentWork.SignedByRosaAsync(portal, document);
        return $"/patients/{rosa}/documents/{document}";
    }

    private static (string, string)[] Facts(string cpr) =>
        [("Input.SignedOn", "2026-01-05"), ("Input.SignedBy", "Rosa Reyes"), ("Input.Cpr", cpr)];

    private Task<Visitor> AtAsync(string person) => portal.VisitorAsync(person + "@demo.carecoord.test");
}
