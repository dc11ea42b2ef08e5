using CareCoord.Shared;

namespace CareCoord.Core.Tests.Shared;

/// <summary>A line as people type or paste it becomes one line that shows what it says.</summary>
public sealed class OneLineTests
{
    [Theory]
    [InlineData("  Home \t nursing\r\n ", "Home nursing")]
    [InlineData("Ana\u202Ey\u0000u", "Anayu")]
    [InlineData("Zoë 🙂", "Zoë 🙂")]
    [InlineData(" \u200F\t", "")]
    [InlineData(null, "")]
    public void It_is_cleaned(string? typed, string line) => Assert.Equal(line, OneLine.Of(typed));

    [Theory]
    [InlineData("  Hip ", "Hip")]
    [InlineData(" \n ", null)]
    [InlineData(null, null)]
    public void Nothing_typed_is_null_where_it_may_be(string? typed, string? line) => Assert.Equal(line, OneLine.OrNull(typed));

    [Theory]
    [InlineData("four", true)]
    [InlineData(" f o ", true)]
    [InlineData("fiver", false)]
    [InlineData("   ", false)]
    public void What_is_too_long_or_missing_is_told(string typed, bool fits)
    {
        if (fits)
            Assert.Equal(typed.Trim(), OneLine.Within(4, typed, "Use four."));
        else
            Assert.Equal("Use four.", Assert.Throws<RuleBroken>(() => OneLine.Within(4, typed, "Use four.")).Message);
    }
}
