using AngleSharp.Dom;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Shell;

/// <summary>With a person's record open, a caregiver's navigation is that person's, as far as the grant goes.</summary>
public sealed class RecordNavTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("ana", "documents", "People", "Plan", "Visits", "Documents", "Care team", "Who can see")]
    [InlineData("lucia", "appointments", "People", "Visits")]
    public async Task It_has_the_places_that_the_grant_gives_and_marks_the_one_that_is_open(string who, string part, params string[] places)
    {
        var rosa = await portal.Database.PatientAsync("Rosa");
        var page = await (await portal.VisitorAsync($"{who}@demo.carecoord.test")).OpenAsync($"/patients/{rosa}/{part}");

        var nav = page.One("nav.nav");
        Assert.False(page.Has("nav.tabs"));
        Assert.Equal(places, Places(nav).Select(place => place.Says()));
        var marked = Assert.Single(Places(nav), place => place.HasAttribute("aria-current"));
        Assert.Equal(("page", $"/patients/{rosa}/{part}"), (marked.GetAttribute("aria-current"), marked.GetAttribute("href")));
        Assert.Equal($"/more?of={rosa}", nav.One("a.narrow-only").GetAttribute("href"));
    }

    [Fact]
    public async Task A_page_below_a_place_marks_it()
    {
        var rosa = await portal.Database.PatientAsync("Rosa");
        var page = await (await portal.VisitorAsync("ana@demo.carecoord.test")).OpenAsync($"/patients/{rosa}/documents/add");

        var marked = Assert.Single(Places(page.One("nav.nav")), place => place.HasAttribute("aria-current"));
        Assert.Equal(("true", "Documents"), (marked.GetAttribute("aria-current"), marked.Says()));
    }

    [Fact]
    public async Task More_has_the_rest_of_that_person_and_says_nothing_of_somebody_else()
    {
        var (rosa, walter) = (await portal.Database.PatientAsync("Rosa"), await portal.Database.PatientAsync("Walter"));
        var (ana, lucia) = (await portal.VisitorAsync("ana@demo.carecoord.test"), await portal.VisitorAsync("lucia@demo.carecoord.test"));

        var ofRosa = await ana.OpenAsync($"/more?of={rosa}");
        Assert.Equal("More about Rosa", ofRosa.One("h1").Says());
        Assert.Equal(["Care team", "Who can see"], ofRosa.Say("main .links li").SkipLast(1));
        Assert.Single((await lucia.OpenAsync($"/more?of={rosa}")).QuerySelectorAll("main .links li"));

        var nobody = await ana.OpenAsync("/more");
        foreach (var (visitor, patient) in new[] { (ana, walter), (await portal.VisitorAsync("denise@demo.carecoord.test"), rosa) })
            Assert.Equal("More", (await visitor.OpenAsync($"/more?of={patient}")).One("h1").Says());
        Assert.Equal(nobody.One("main .links").Says(), (await ana.OpenAsync($"/more?of={walter}")).One("main .links").Says());
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("%00")]
    [InlineData("' or 1=1 --")]
    [InlineData("<script>alert(1)</script>")]
    public async Task What_names_nobody_is_as_if_nobody_were_named(string typed)
    {
        var ana = await portal.VisitorAsync("ana@demo.carecoord.test");

        Assert.Equal("More", (await ana.OpenAsync("/more?of=" + Uri.EscapeDataString(typed))).One("h1").Says());
    }

    private static IEnumerable<IElement> Places(IElement nav) => nav.QuerySelectorAll("a:not(.me, .narrow-only)");
}
