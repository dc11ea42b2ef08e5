using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CareCoord.Browsing;
using CareCoord.Files;
using CareCoord.Ops.Demo;
using CareCoord.Testing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>
/// What the form for pages promises. The bar tells the truth, a lost connection is made good by itself, and a refusal costs nothing that
/// was chosen.
/// </summary>
[Collection(PortalTests.Name)]
public sealed class UploadFormTests(Portal portal)
{
    private const string Kind = "Release of information";

    // More than what the two ends of a wire hold by themselves.
    private const int Large = 12_000_000;

    [Fact]
    public async Task The_bar_moves_with_the_bytes_that_are_gone_and_stands_while_they_stand()
    {
        await using var wire = new Relay(portal.Address);
        var page = await AddAsync(wire, "The bar moves", Large);

        wire.HoldAfter(1_000_000);
        await page.SendAsync();
        await wire.HasHeldAsync();
        await Assertions.Expect(page.Locator("[data-said]")).ToContainTextAsync(new Regex("Sending: [1-8]0 % of 11.4 MB"));
        var before = await PercentAsync(page);
        Assert.InRange(before, 10, 89);
        await Assertions.Expect(page.Named(AriaRole.Button, "Send the pages")).ToBeDisabledAsync();

        wire.HoldAfter(4_000_000);
        await wire.HasHeldAsync();
        await page.WaitForFunctionAsync("before => document.querySelector('progress').value > before", before);
        Assert.InRange(await PercentAsync(page), before + 1, 99);

        wire.Release();
        await DropAsync(page, await page.ArrivedAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_connection_that_is_lost_in_the_middle_is_tried_again_by_itself()
    {
        await using var wire = new Relay(portal.Address);
        var page = await AddAsync(wire, "Lost in the middle", Large);

        wire.HoldAfter(1_000_000);
        await page.SendAsync();
        await wire.HasHeldAsync();
        wire.Cut();
        await Assertions
            .Expect(page.Locator("[data-said]"))
            .ToContainTextAsync("The connection was lost. The pages are still here; it tries again in");
        await EveryPageTests.LooksRightAsync(page, "upload-lost", Screen.Phone);
        await page.Context.SetOfflineAsync(true);
        await Assertions.Expect(page.Locator("#offline")).ToBeVisibleAsync();
        wire.Mend();
        await page.Context.SetOfflineAsync(false);

        var document = await page.ArrivedAsync();
        Assert.Equal([document], await KeptAsync("Lost in the middle"));
        await DropAsync(page, document);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Where_only_the_answer_is_lost_the_pages_are_found_and_not_sent_again()
    {
        await using var wire = new Relay(portal.Address);
        var page = await AddAsync(wire, "The answer is lost", 0);
        var sendings = 0;
        page.Request += (_, request) => sendings += request.Method == "POST" ? 1 : 0;

        wire.HoldAnswers();
        await page.SendAsync();
        await Until.IsSoAsync(async () => await KeptAsync("The answer is lost") is not [], () => "Nothing was kept.");
        wire.Cut();
        await Assertions.Expect(page.Locator("[data-said]")).ToContainTextAsync("The connection was lost");
        wire.Mend();

        var document = await page.ArrivedAsync();
        Assert.Equal([document], await KeptAsync("The answer is lost"));
        Assert.Equal(1, sendings);
        await DropAsync(page, document);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Whoever_is_signed_out_meanwhile_signs_in_beside_it_and_sends_what_is_still_there()
    {
        await using var wire = new Relay(portal.Address);
        var page = await AddAsync(wire, "Signed out meanwhile", Large);
        wire.HoldAfter(1_000_000);
        await page.SendAsync();
        await wire.HasHeldAsync();
        wire.Cut();
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(new Uri(portal.Address, "/account").ToString());
        await other.Named(AriaRole.Button, "Sign out").ClickAsync();
        await Assertions.Expect(other.Saying("You are signed out. On a shared device, close the browser too.")).ToBeVisibleAsync();

        wire.Mend();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("You are not signed in any more. Sign in in another tab, then send again: the pages are still here.");
        await EveryPageTests.LooksRightAsync(page, "upload-signed-out", Screen.Phone);
        await other.GotoAsync(new Uri(portal.Address, "/sign-in").ToString());
        await Portal.SignInAsync(other, "denise@demo.carecoord.test", DemoPeople.Password);
        await Assertions.Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Denise");

        await page.SendAsync();
        await DropAsync(page, await page.ArrivedAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_chosen_before_the_script_was_there_is_among_the_pages()
    {
        var page = await portal.SignedInAsync("denise@demo.carecoord.test", Screen.Phone);
        var photograph = await page.PhotographAsync("quick.jpg", "Chosen at once");
        var comes = new TaskCompletionSource();
        await page.RouteAsync(
            new Regex("/documents[^/]*\\.js$"),
            async script =>
            {
                await comes.Task;
                await script.ContinueAsync();
            }
        );
        await page.GotoAsync($"/patients/{await portal.PatientAsync("Denise")}/documents/add", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("#camera").SetInputFilesAsync(photograph);
        await Assertions.Expect(page.Locator(".pages:not(.ready)")).ToHaveCountAsync(1);

        comes.SetResult();
        await Assertions.Expect(page.Locator("[data-chosen] > li")).ToContainTextAsync("quick.jpg");
        await page.Locator("#camera").SetInputFilesAsync(photograph);
        await Assertions.Expect(page.Locator("[data-chosen] > li")).ToHaveCountAsync(2);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_refused_file_gets_its_sentence_and_what_was_chosen_stays()
    {
        var page = await portal.SignedInAsync("denise@demo.carecoord.test", Screen.Phone);
        await page.GotoAsync("/documents");
        await page.Named(AriaRole.Link, "Add a document").ClickAsync();
        await page.SendAsync();
        Assert.False(await page.EvaluateAsync<bool>("document.querySelector('form[data-upload]').checkValidity()"));
        await page.Choice(Kind).CheckAsync();
        await page.SendAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Take a picture of each page, or choose a file, first.");

        foreach (
            var (name, content, sentence) in new[]
            {
                (
                    "picture.pdf",
                    Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
                    "This is not a PDF, PNG, JPEG or TIFF."
                ),
                ("Locked with a password that somebody chose a long time ago and nobody remembers.pdf", TestPages.LockedPdf(), "password"),
            }
        )
        {
            await page.ChooseAsync(null, DocumentForms.Pdf(name, content));
            await page.SendAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(sentence);
            await Assertions.Expect(page.Locator("[data-chosen] > li")).ToContainTextAsync(name);
            await Assertions.Expect(page.Choice(Kind)).ToBeCheckedAsync();
            await EveryPageTests.LooksRightAsync(page, "upload-refused-" + name[..5].ToLowerInvariant(), Screen.Phone);
            await page.Named(AriaRole.Button, "Remove page 1").ClickAsync();
        }

        await TooLargeAsync(page);
        await page.ChooseAsync(null, DocumentForms.Pdf("right.pdf", TestPages.Pdf("The right one")));
        await page.SendAsync();
        await DropAsync(page, await page.ArrivedAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_script_the_plain_form_sends_and_says_what_is_wrong()
    {
        var seen = await portal.SignedInAsync("denise@demo.carecoord.test", Screen.Phone);
        var page = await portal.WithoutScriptAsync(seen);
        await page.GotoAsync("/documents");
        await page.Named(AriaRole.Link, "Add a document").ClickAsync();
        await Portal.PictureAsync(page, "upload-without-script-phone");

        await page.Choice(Kind).CheckAsync();
        await page.Locator("#files").SetInputFilesAsync(DocumentForms.Pdf("nothing.pdf", "nothing"u8.ToArray()));
        await page.SendAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not a PDF, PNG, JPEG or TIFF.");
        await Portal.PictureAsync(page, "upload-without-script-refused-phone");
        await page.Choice(Kind).CheckAsync();
        await page.Locator("#files").SetInputFilesAsync(DocumentForms.Pdf("plain.pdf", TestPages.Pdf("By the plain form")));
        await page.SendAsync();

        await DropAsync(page, await page.ArrivedAsync());
        await page.Context.CloseAsync();
        await seen.Context.CloseAsync();
    }

    // Said before a byte of it is on its way.
    private static async Task TooLargeAsync(IPage page)
    {
        var folder = Directory.CreateTempSubdirectory("carecoord-large-");
        var large = Path.Combine(folder.FullName, "large.pdf");
        await using (var file = File.Create(large))
        {
            file.Write(TestPages.Pdf("Large"));
            file.SetLength(26 * 1024 * 1024);
        }

        var sendings = 0;
        page.Request += (_, request) => sendings += request.Method == "POST" ? 1 : 0;
        await page.Locator("#files").SetInputFilesAsync(large);
        await page.SendAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(FileVault.TooLarge);
        await Assertions.Expect(page.Locator("[data-chosen] > li")).ToHaveTextAsync(new Regex("large.pdf .26.0 MB."));
        Assert.Equal(0, sendings);
        await EveryPageTests.LooksRightAsync(page, "upload-refused-large", Screen.Phone);
        await page.Named(AriaRole.Button, "Remove page 1").ClickAsync();
        folder.Delete(recursive: true);
    }

    private async Task<IPage> AddAsync(Relay wire, string name, int size)
    {
        var page = await portal.SignedInAsync("denise@demo.carecoord.test", Screen.Phone, relay: wire);
        await page.GotoAsync("/documents");
        await page.Named(AriaRole.Link, "Add a document").ClickAsync();
        await page.ChooseAsync(Kind, DocumentForms.Pdf(name + ".pdf", TestPages.Pdf(name, padding: size)));
        return page;
    }

    private static async Task<int> PercentAsync(IPage page) =>
        int.Parse(await page.Locator("progress").GetAttributeAsync("value") ?? "0", CultureInfo.InvariantCulture);

    private async Task<Guid[]> KeptAsync(string name) =>
        (
            await portal.Database.AsOwnerAsync<Guid[]>(
                """
                select array(select d.id from legal_documents d join files f on f.patient_id = d.patient_id and f.id = d.file_id
                             where f.name = $1)
                """,
                name + ".pdf"
            )
        )!;

    private static async Task DropAsync(IPage page, Guid document)
    {
        await page.GotoAsync(page.Url[..^"facts".Length] + "hand-in");
        await page.Named(AriaRole.Button, "Drop it: do not keep these pages").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/documents$"));
        await Assertions.Expect(page.Locator($"a[href*='{document}']")).ToHaveCountAsync(0);
    }
}
