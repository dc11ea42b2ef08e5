using Bunit;
using CareCoord.Waiting;
using CareCoord.Web.Look;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Tests.Look;

/// <summary>Short lists, and the counts in the navigation.</summary>
public sealed class ShortListTests : IDisposable
{
    private readonly BunitContext page = new();

    public void Dispose() => page.Dispose();

    [Fact]
    public void A_short_list_is_a_named_table_with_a_head_for_each_column()
    {
        var list = page.Render<ShortList>(one =>
            one.Add(l => l.Name, "Units")
                .Add(l => l.Heads, ["Unit", "Phone"])
                .AddChildContent("<tr><th scope=\"row\">Home nursing</th></tr>")
        );

        Assert.Equal("Units", list.Find("[role=region]").GetAttribute("aria-label"));
        Assert.Equal(["Unit", "Phone"], list.FindAll("thead th[scope=col]").Select(head => head.TextContent));
        Assert.Equal("Home nursing", list.Find("tbody th[scope=row]").TextContent);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(5, 5, 0)]
    [InlineData(12, 5, 7)]
    public void Five_lines_stand_open_and_the_others_behind_all(int lines, int open, int behind)
    {
        var few = page.Render<FewLines<int>>(one =>
            one.Add(l => l.Of, [.. Enumerable.Range(1, lines)])
                .Add(l => l.All, "visits")
                .Add(l => l.None, "No visits.")
                .Add(l => l.Line, at => $"<li>{at}</li>")
        );

        Assert.Equal(open, few.FindAll("ul.rows:not(details ul) li").Count);
        Assert.Equal(behind, few.FindAll("details li").Count);
        Assert.Equal(behind > 0 ? ["All 12 visits"] : [], few.FindAll("summary").Select(all => all.TextContent));
        Assert.Equal(lines == 0, few.Markup.Contains("No visits.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, 7, "hot", "Tasks 2 late")]
    [InlineData(0, 7, "quiet", "Tasks 7 yours")]
    public void What_is_late_is_red_and_what_is_open_is_plain_each_said_in_words(int late, int mine, string tone, string said)
    {
        var place = FeaturePages.All.SelectMany(pages => pages.Places).Single(one => one.Href == "/tasks");
        var mark = page.Render(CountMark.Of(place.Count(new WaitingCounts(late, mine, 0, 0))));

        Assert.Equal(said, place.Words + mark.Find(".count").TextContent);
        Assert.Contains(tone, mark.Find(".count").ClassList);
        Assert.Equal("", page.Render(CountMark.Of(place.Count(WaitingCounts.None))).Markup.Trim());
    }

    [Fact]
    public void What_is_to_be_read_is_new_and_what_is_to_be_reviewed_is_not()
    {
        var place = FeaturePages.All.SelectMany(pages => pages.Places).Single(one => one.Href == "/documents/search");

        Assert.Equal(new PlaceCount(3, "to read", ""), place.Count(new WaitingCounts(0, 0, 0, 3)));
        Assert.Equal(new PlaceCount(4, "to review", "quiet"), place.Count(new WaitingCounts(0, 0, 4, 0)));
    }
}
