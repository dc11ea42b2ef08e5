using Bunit;
using CareCoord.Web.Look;

namespace CareCoord.Web.Tests.Look;

/// <summary>Choosing columns while the server is slow: what somebody has moved on is not set back to what it has heard so far.</summary>
public sealed class ColumnsChoiceTests : IDisposable
{
    private static readonly GridColumn[] All = [new("person", "Person", 25), new("risk", "Risk", 16)];
    private readonly BunitContext live = new();

    public void Dispose() => live.Dispose();

    [Fact]
    public void A_slider_is_not_set_back_while_it_is_moved_and_begins_anew_with_all_others()
    {
        var columns = GridColumns.AtFirst(All);
        var choice = live.Render<ColumnsChoice>(given =>
            given.Add(one => one.Columns, columns).Add(one => one.Live, true).Add(one => one.OnChange, changed => columns = changed)
        );

        foreach (var width in new[] { 18, 20, 22 })
        {
            choice.Find("[aria-label='Width of Risk']").Change(width.ToString());
            Assert.Equal(width, columns.Places[1].Width);
            choice.Render(given => given.Add(one => one.Columns, columns));
            // No other value goes to the browser than the one from before: it keeps its own.
            Assert.Equal("16", choice.Find("[aria-label='Width of Risk']").GetAttribute("value"));
        }

        var moved = choice.Find("[aria-label='Width of Risk']");
        choice.Find(".buttons button").Click();
        choice.Render(given => given.Add(one => one.Columns, columns));

        Assert.Equal("person:25 risk:16", columns.Kept);
        Assert.NotSame(moved, choice.Find("[aria-label='Width of Risk']"));
    }
}
