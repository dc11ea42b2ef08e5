using System.Net;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.Web.LegalDocuments;

namespace CareCoord.Web.Tests.LegalDocuments;

/// <summary>The search over legal documents without script: it reads, sorts and filters by links and a form.</summary>
public sealed class DocumentSearchPageTests(Portal portal) : IClassFixture<Portal>
{
    private const string Page = "/documents/search";

    [Fact]
    public async Task Each_question_over_the_list_finds_as_many_as_it_says()
    {
        var carla = await AtAsync("carla");
        var pills = (await carla.OpenAsync(Page)).QuerySelectorAll(".pill a").Select(pill => (pill.GetAttribute("href")!, pill.Says()));

        Assert.Equal(
            [Page + "?waiting=true", Page + "?unread=true", Page + "?ending=true", Page + "?state=accepted", Page],
            pills.Select(pill => pill.Item1)
        );
        foreach (var (href, words) in pills)
        {
            var page = await carla.OpenAsync(href);
            Assert.True(words.EndsWith($" {page.QuerySelectorAll(".grid tbody tr").Length}", StringComparison.Ordinal), words);
            Assert.Equal(words, page.One(".pill a[aria-current]").Says());
        }
    }

    [Fact]
    public async Task It_sorts_both_ways_by_link_filters_by_a_form_and_keeps_the_order()
    {
        var carla = await AtAsync("carla");
        var page = await carla.OpenAsync(Page + "?sort=person");
        Assert.Equal("ascending", page.One("th[aria-sort]").GetAttribute("aria-sort"));
        Assert.Equal(Page + "?sort=person&reverse=true", page.One("th[aria-sort] a").GetAttribute("href"));
        var people = page.Say("td.whose a");
        Assert.Equal(people.OrderBy(name => name[(name.LastIndexOf(' ') + 1)..], StringComparer.OrdinalIgnoreCase), people);
        var back = await carla.OpenAsync(Page + "?sort=person&reverse=true");
        Assert.Equal("descending", back.One("th[aria-sort]").GetAttribute("aria-sort"));
        Assert.Equal(people.Reverse(), back.Say("td.whose a"));

        Assert.Equal("person", page.Value("form[data-filters] [name=sort]"));
        var rosas = await carla.OpenAsync(Page + "?sort=person&name=rosa");
        Assert.All(rosas.Say("td.whose a"), name => Assert.Equal("Rosa Reyes", name));
        Assert.Contains("No document is like that.", (await carla.OpenAsync(Page + "?name=nobody")).Body!.Says());
    }

    [Fact]
    public async Task A_document_opens_beside_the_list_with_its_facts_and_its_link_and_stands_once_in_the_audit()
    {
        var carla = await AtAsync("carla");
        var name = (await carla.OpenAsync(Page + "?name=rosa&state=accepted")).QuerySelectorAll("a.name")[0];
        var before = (await NotedAsync("legal-documents.searched"), await NotedAsync("legal-document.read"));
        var page = await carla.OpenAsync(name.GetAttribute("href")!);
        var row = page.One("tr.is-open");

        Assert.Equal(before.Item1 + 1, await NotedAsync("legal-documents.searched"));
        Assert.Equal(before.Item2 + 1, await NotedAsync("legal-document.read"));
        Assert.Equal("true", row.One("a.name").GetAttribute("aria-expanded"));
        var panel = page.One(".panel");
        foreach (var words in new[] { "Rosa Reyes", "What stands in it", "Signed", "Who has read it" })
            Assert.Contains(words, panel.Says());
        Assert.EndsWith(row.One("a.name").GetAttribute("data-row")!, panel.One("a.btn.primary").GetAttribute("href")!);
        Assert.Equal(
            Page + "?state=accepted&name=rosa",
            panel.QuerySelectorAll("a").Single(link => link.Says() == "Close").GetAttribute("href")
        );
        Assert.Contains(
            "That document is not on this page of the list.",
            (await carla.OpenAsync($"{Page}?open={Guid.CreateVersion7()}")).Body!.Says()
        );
    }

    [Theory]
    [InlineData("kind=nonsense&state=draft&expires=yesterday&unread=1&sort=x")]
    [InlineData("name=%00%E2%80%AE<script>alert(1)</script>")]
    [InlineData("after=' or 1=1 --&open=x")]
    public async Task An_address_that_somebody_invented_is_read_as_far_as_it_can_be(string query)
    {
        var page = await (await AtAsync("carla")).OpenAsync($"{Page}?{query}");

        Assert.DoesNotContain(page.Say("script"), script => script.Contains("alert", StringComparison.Ordinal));
        Assert.NotNull(page.One(".desk"));
    }

    [Fact]
    public async Task A_provider_is_asked_what_they_have_to_read_and_nobody_else_searches()
    {
        Assert.Contains("For me to read", (await (await AtAsync("grace")).OpenAsync(Page)).One(".pills").Says());
        foreach (var who in new[] { "rosa", "ana", "admin" })
            Assert.Equal(HttpStatusCode.NotFound, (await (await AtAsync(who)).GetAsync(Page)).StatusCode);
    }

    [Fact]
    public void A_page_too_long_to_be_handed_over_names_those_whom_it_showed()
    {
        var rows = Enumerable.Range(0, 50).Select(at => Row($"Person {at} {new string('x', 300)}")).ToArray();

        Assert.Null(Start(rows).Small);
        Assert.Equal(rows.Select(row => row.PatientId), Start(rows).Known);
        Assert.NotNull(Start(rows[0]).Small);
    }

    private static DocumentStart Start(params DocumentFound[] rows) =>
        new DocumentStart(new(new()), true, "America/Chicago", "America/Chicago", "en-US", "grid.js").Showing(
            new(new(new(rows.Length, 0, 0, 0, 0, rows.Length), new Page<DocumentFound>(rows, null)), null)
        );

    private static DocumentFound Row(string patient) =>
        new(
            Guid.CreateVersion7(),
            patient,
            new(1950, 1, 1),
            null,
            new(2026, 11, 23),
            Guid.CreateVersion7(),
            DocumentKind.Release,
            DocumentState.Accepted,
            null,
            null,
            []
        );

    private Task<int> NotedAsync(string action) =>
        portal.Database.AsOwnerAsync<int>(
            """
            select count(*)::integer from audit_entries e join accounts a on a.id = e.account_id
            where a.email = 'carla@demo.carecoord.test' and e.action = $1
            """,
            action
        );

    private Task<Visitor> AtAsync(string who) => portal.VisitorAsync(who + "@demo.carecoord.test");
}
