using Bunit;
using CareCoord.Web.Shell;
using MudBlazor.Services;

namespace CareCoord.Web.Tests.Shell;

/// <summary>What is said to people: of a state by a note, of an act by the announcer.</summary>
public sealed class SaidTests : BunitContext
{
    public SaidTests() => Services.AddMudServices();

    [Theory]
    [InlineData(null, "note")]
    [InlineData("good", "note good")]
    [InlineData("attention", "note attention")]
    public void A_note_is_an_alert_with_a_symbol_and_says_nothing_by_itself(string? kind, string classes)
    {
        var note = Render<Note>(p => p.Add(n => n.Kind, kind).Add(n => n.Icon, "clock").AddChildContent("The clinic is closed."));

        var alert = note.Find(".mud-alert");
        Assert.EndsWith(classes, alert.ClassName);
        Assert.Equal("The clinic is closed.", alert.TextContent.Trim());
        Assert.Equal("#i-clock", note.Find("use").GetAttribute("href"));
        Assert.False(alert.HasAttribute("role"));
        Assert.Empty(note.FindAll("style, [aria-live]"));
    }

    [Fact]
    public void A_note_takes_attributes_of_the_page()
    {
        var note = Render<Note>(p => p.AddUnmatched("hidden", true).AddUnmatched("data-newer", 3).AddChildContent("Something came in."));

        Assert.True(note.Find(".mud-alert").HasAttribute("hidden"));
        Assert.Equal("3", note.Find(".mud-alert").GetAttribute("data-newer"));
    }

    [Theory]
    [InlineData(false, "status", "note good")]
    [InlineData(true, "alert", "note danger")]
    public void What_is_done_is_said_politely_and_what_is_refused_at_once(bool refused, string role, string classes)
    {
        var said = Render<Said>(p => p.Add(s => s.Sentence, "It is <i>moved</i>.").Add(s => s.IsRefusal, refused));

        var region = said.Find(".said");
        Assert.Equal(role, region.GetAttribute("role"));
        Assert.EndsWith(classes, said.Find(".mud-alert").ClassName);
        Assert.Equal("It is <i>moved</i>.", region.TextContent.Trim());
        Assert.Empty(said.FindAll("i"));
    }

    [Fact]
    public void The_region_is_there_before_the_sentence_and_stays_when_it_goes()
    {
        var said = Render<Said>(p => p.Add(s => s.Act, "<a href=\"/undo\">Undo</a>"));
        Assert.Equal("", said.Find("[role=status]").InnerHtml);

        said.Render(p => p.Add(s => s.Sentence, "Done."));
        Assert.StartsWith("Done.", said.Find("[role=status]").TextContent.Trim());
        Assert.Equal("/undo", said.Find("a").GetAttribute("href"));

        said.Render(p => p.Add(s => s.Sentence, null));
        Assert.Equal("", said.Find("[role=status]").InnerHtml);
    }

    [Fact]
    public void What_the_page_shows_by_itself_is_only_heard()
    {
        var said = Render<Said>(p =>
            p.Add(s => s.Sentence, "Three are not read.").Add(s => s.IsUnseen, true).Add(s => s.Id, "unread-said")
        );

        Assert.Equal("Three are not read.", said.Find("#unread-said.unseen[role=status]").TextContent.Trim());
        Assert.Empty(said.FindAll(".mud-alert"));
    }

    [Fact]
    public void A_problem_is_there_only_when_there_is_one()
    {
        Assert.Equal("", Render<Problem>().Markup.Trim());
        Assert.Equal("Write why.", Render<Problem>(p => p.Add(x => x.Sentence, "Write why.")).Find("[role=alert]").TextContent.Trim());
    }
}
