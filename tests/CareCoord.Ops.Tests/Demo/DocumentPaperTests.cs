using CareCoord.Ops.Demo;
using CareCoord.Testing;

namespace CareCoord.Ops.Tests.Demo;

/// <summary>The paper of a demo document: readable anywhere, and as many pages as are counted.</summary>
public sealed class DocumentPaperTests
{
    [Fact]
    public void A_paper_carries_its_fonts_and_every_page_says_that_it_is_a_demonstration()
    {
        var paper = new TextPdf("Advance directive", "Demonstration – not a legal document");
        paper.Title("Advance directive", 19);
        for (var line = 1; line <= 60; line++)
            paper.Paragraph($"{line}. My sister’s (Zoë’s) word counts \\ before anybody else’s.");
        paper.Boxes("A breathing machine", ["Yes", "No"], 1);
        paper.Signature("Rosa Reyes", "Rosa Reyes", "March 1, 2026");

        var pages = PdfPage.Of(paper.ToBytes());

        Assert.Equal(paper.Pages, pages.Length);
        Assert.InRange(pages.Length, 2, 4);
        Assert.All(
            pages.Index(),
            page => Assert.EndsWith($"Demonstration – not a legal document · Page {page.Index + 1} of {pages.Length}", page.Item.Text)
        );
        Assert.All(pages, page => Assert.Equal((612, 792), (page.Width, page.Height)));
        Assert.Contains("60. My sister’s (Zoë’s) word counts \\ before anybody else’s.", string.Join(' ', pages.Select(page => page.Text)));
        // The letters are in the file itself: a subset, as its name says, of a font that may be embedded.
        Assert.All(pages.SelectMany(page => page.Fonts), font => Assert.Matches(@"^[A-Z]{6}\+Liberation Serif", font));
    }

    [Fact]
    public void A_long_paragraph_breaks_between_words_and_stays_on_the_paper()
    {
        var words = string.Join(' ', Enumerable.Range(1, 400).Select(number => $"word{number}"));
        var paper = new TextPdf("Long", "Foot");
        paper.Paragraph(words, indent: 14);

        var pages = PdfPage.Of(paper.ToBytes());

        Assert.StartsWith(words, string.Join(' ', pages.Select(page => page.Text.Replace(" Foot", "", StringComparison.Ordinal))));
        Assert.All(pages, page => Assert.InRange(page.RightEdge, 400, 540));
    }
}
