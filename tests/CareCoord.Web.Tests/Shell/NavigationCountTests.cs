using CareCoord.Testing;

namespace CareCoord.Web.Tests.Shell;

/// <summary>The counts in the navigation are those of the lists behind it.</summary>
public sealed class NavigationCountTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_coordinators_counts_are_what_the_lists_show()
    {
        var carla = await portal.VisitorAsync("carla@demo.carecoord.test");
        var nav = (await carla.OpenAsync("/account")).One("nav.nav");
        var documents = (await carla.OpenAsync("/documents/search?waiting=true")).QuerySelectorAll(".grid tbody tr").Length;

        Assert.Equal($"Documents {documents} to review", nav.One("a[href='/documents/search']").Says());
        Assert.True(documents > 0);
        Assert.Matches(@"^Tasks \d+ late$", nav.One("a[href='/tasks']").Says());
        Assert.NotNull(nav.One("a[href='/tasks'] .count.hot"));
    }

    [Theory]
    [InlineData("walter")]
    [InlineData("ana")]
    public async Task Patients_and_caregivers_have_none(string who) =>
        Assert.False((await (await portal.VisitorAsync(who + "@demo.carecoord.test")).OpenAsync("/account")).Has("nav.nav .count"));
}
