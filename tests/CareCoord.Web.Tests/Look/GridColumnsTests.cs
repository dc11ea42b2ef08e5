using CareCoord.Web.Look;

namespace CareCoord.Web.Tests.Look;

/// <summary>The columns of a desk as one person has them, read from what was kept and changed.</summary>
public sealed class GridColumnsTests
{
    private static readonly GridColumn Who = new("who", "Who", 30, Stays: true);
    private static readonly GridColumn Why = new("why", "Why", 40);
    private static readonly GridColumn Risk = new("risk", "Risk", 10, IsShown: false);
    private static readonly GridColumn[] All = [Who, Why, Risk];

    [Theory]
    [InlineData(null, "who:30 why:40")]
    [InlineData("", "who:30 why:40")]
    [InlineData("nonsense gone:20 why", "who:30 why:40")]
    [InlineData("risk:12 who:20", "risk:12 who:20")]
    [InlineData("why:99 why:20 risk:1", "who:30 why:60 risk:6")]
    public void What_was_kept_is_read_as_far_as_the_desk_has_it_and_what_stays_is_there(string? kept, string read) =>
        Assert.Equal(read, GridColumns.Read(All, kept).Kept);

    [Fact]
    public void One_hides_widens_and_moves_a_column_however_it_stands_by_then()
    {
        var columns = GridColumns.AtFirst(All).WithShown(Risk, true).WithWidth(Risk, 18).WithWidth(Risk, 20).Moved(Risk, left: true);
        Assert.Equal("who:30 risk:20 why:40", columns.Kept);
        Assert.Equal("risk:20 who:30 why:40", columns.Moved(Risk, left: true).Moved(Risk, left: true).Kept);
        Assert.Equal("who:30 why:40", columns.WithShown(Risk, false).WithShown(Who, false).Kept);
        Assert.Equal("who:30 why:40", columns.AtFirst().Kept);
        Assert.Equal(["33.33", "22.22", "44.44"], columns.Shown.Select(columns.Share));
    }
}
