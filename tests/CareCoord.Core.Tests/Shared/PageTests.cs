using CareCoord.Shared;

namespace CareCoord.Core.Tests.Shared;

/// <summary>A page of a list.</summary>
public sealed class PageTests
{
    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(2, 2, null)]
    [InlineData(3, 3, null)]
    [InlineData(4, 3, "3")]
    public void There_is_a_next_page_where_there_was_one_row_more(int rows, int shown, string? next)
    {
        var page = Page<int>.Of([.. Enumerable.Range(1, rows)], 3, last => last.ToString());

        Assert.Equal((shown, next), (page.Items.Count, page.Next));
    }
}
