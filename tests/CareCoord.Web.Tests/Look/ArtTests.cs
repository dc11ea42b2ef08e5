using Bunit;
using CareCoord.Web.Look;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Tests.Look;

/// <summary>Empty states have a drawing, in the portal's own colours.</summary>
public sealed class ArtTests : IDisposable
{
    private readonly BunitContext page = new();

    public void Dispose() => page.Dispose();

    [Fact]
    public void An_empty_state_has_the_drawing_that_it_names_or_that_of_its_icon()
    {
        Assert.Equal(Drawing("papers"), Drawn("paper", null));
        Assert.Equal(Drawing("search"), Drawn("paper", "search"));
        Assert.Equal(Drawing("rest"), Drawn("tasks", null));
    }

    [Fact]
    public void Each_drawing_is_another_one_hidden_from_screen_readers_and_without_a_colour_of_its_own()
    {
        string[] names = ["day", "plan", "family", "home", "papers", "search", "torn", "signpost", "rest"];

        Assert.Equal(names.Length, names.Select(Drawing).Distinct().Count());
        Assert.All(names.Select(Drawing), drawing => Assert.DoesNotMatch("(fill|stroke|style)=", drawing));
        Assert.Equal("true", page.Render<Art>(art => art.Add(one => one.Name, "torn")).Find("svg").GetAttribute("aria-hidden"));
    }

    private string Drawing(string name) => page.Render<Art>(art => art.Add(one => one.Name, name)).Find("svg").InnerHtml;

    private string Drawn(string icon, string? art) =>
        page.Render<EmptyState>(empty =>
                empty.Add(one => one.Icon, icon).Add(one => one.Art, art).Add(one => one.Why, "None.").Add(one => one.Next, "Wait.")
            )
            .Find("svg")
            .InnerHtml;
}
