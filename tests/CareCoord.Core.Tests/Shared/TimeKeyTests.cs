using CareCoord.Shared;

namespace CareCoord.Core.Tests.Shared;

/// <summary>The key of a row in a list ordered by time.</summary>
public sealed class TimeKeyTests
{
    [Theory]
    [InlineData("2026-11-23T15:00:00.123456Z")]
    [InlineData("1969-12-31T23:59:59.999999Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("4000-01-01T00:00:00+02:00")]
    public void It_comes_back_as_it_was_written(string time)
    {
        var key = new TimeKey(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), Guid.CreateVersion7());

        Assert.Equal(key, TimeKey.Parse(key.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.01990000-0000-7000-8000-000000000000")]
    [InlineData("1.01990000000070008000000000000000.3")]
    [InlineData("-62135596800000001.01990000000070008000000000000000")]
    [InlineData("-9223372036854775808.01990000000070008000000000000000")]
    [InlineData("9223372036854775807.01990000000070008000000000000000")]
    [InlineData("1e3.01990000000070008000000000000000")]
    public void What_is_none_is_null(string? text) => Assert.Null(TimeKey.Parse(text));
}
