using System.Globalization;
using CareCoord.Ops.Demo;

namespace CareCoord.Ops.Tests.Demo;

/// <summary>The days on which the demo's clinic is closed are those that the Office of Personnel Management has published.</summary>
public sealed class FederalHolidaysTests
{
    [Theory]
    // 19 June, 4 July and Christmas Day lay on weekends, and so did the next New Year's Day.
    [InlineData(2021, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31")]
    [InlineData(2022, "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26")]
    [InlineData(2023, "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25")]
    [InlineData(2026, "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25")]
    [InlineData(2027, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31")]
    [InlineData(2028, "01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25")]
    public void Each_is_on_the_weekday_on_which_it_is_kept(int year, string days)
    {
        Assert.Equal(
            days,
            string.Join(' ', FederalHolidays.Between(year, year).Select(kept => kept.Date.ToString("MM-dd", CultureInfo.InvariantCulture)))
        );
        Assert.All(FederalHolidays.Between(year, year), kept => Assert.Equal(kept.Name, FederalHolidays.NameOf(kept.Date)));
    }

    [Theory]
    [InlineData("2026-07-03", "Independence Day (observed)")]
    [InlineData("2026-07-04", null)]
    [InlineData("2027-12-31", "New Year’s Day (observed)")]
    [InlineData("2026-11-26", "Thanksgiving Day")]
    [InlineData("2026-11-27", null)]
    [InlineData("2026-02-16", "Presidents’ Day")]
    [InlineData("2026-01-19", "Martin Luther King Jr. Day")]
    public void It_has_its_name_and_says_where_it_is_kept_on_another_day(string day, string? name) =>
        Assert.Equal(name, FederalHolidays.NameOf(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Fact]
    public void Years_follow_each_other_in_order()
    {
        var kept = FederalHolidays.Between(2025, 2028).ToArray();

        Assert.Equal(kept.OrderBy(one => one.Date), kept);
        Assert.Equal(11 + 11 + 12 + 10, kept.Length);
    }
}
