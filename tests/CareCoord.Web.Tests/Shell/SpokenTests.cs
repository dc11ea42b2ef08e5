using CareCoord.Appointments;
using CareCoord.Testing;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Tests.Shell;

/// <summary>What happens at the clinic is said in the clinic's time with the reader's beside it; all else in the reader's.</summary>
public sealed class SpokenTests
{
    private const string Chicago = "America/Chicago";

    // Eight in the morning in Chicago.
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Ten = new(2026, 11, 24, 16, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Chicago, "Tomorrow, Tuesday 24 November, 10:00 in the morning", "tomorrow, 10:00 am")]
    [InlineData("America/Winnipeg", "Tomorrow, Tuesday 24 November, 10:00 in the morning", "tomorrow, 10:00 am")]
    [InlineData(
        "America/Los_Angeles",
        "Tomorrow, Tuesday 24 November, 10:00 in the morning, Chicago time (8:00 yours)",
        "tomorrow, 10:00 am Chicago (8:00 am yours)"
    )]
    [InlineData(
        "Europe/Berlin",
        "Tomorrow, Tuesday 24 November, 10:00 in the morning, Chicago time (5:00 in the evening yours)",
        "tomorrow, 10:00 am Chicago (5:00 pm yours)"
    )]
    [InlineData(
        "Pacific/Auckland",
        "Tomorrow, Tuesday 24 November, 10:00 in the morning, Chicago time (Wednesday 25 November, 5:00 yours)",
        "tomorrow, 10:00 am Chicago (Wed 25 Nov, 5:00 am yours)"
    )]
    public void A_visit_at_the_clinic(string zone, string full, string brief)
    {
        var there = In(zone).At(VisitWay.InPerson);

        Assert.Equal((full, brief), (there.Moment(Ten), there.ShortMoment(Ten)));
    }

    [Theory]
    [InlineData(Chicago, "Tomorrow, Tuesday 24 November, 10:00 in the morning", "tomorrow, 10:00 am")]
    [InlineData(
        "America/Los_Angeles",
        "Tomorrow, Tuesday 24 November, 8:00 in the morning, Los Angeles time",
        "tomorrow, 8:00 am Los Angeles"
    )]
    public void A_visit_by_video_or_telephone_and_whatever_is_no_visit(string zone, string full, string brief)
    {
        foreach (var way in new VisitWay?[] { VisitWay.Video, VisitWay.Phone, null })
            Assert.Equal((full, brief), (In(zone).At(way).Moment(Ten), In(zone).At(way).ShortMoment(Ten)));
    }

    [Fact]
    public void A_day_that_is_another_for_the_reader_is_said_by_its_name()
    {
        // Half past ten in the evening in Chicago, and tomorrow already in Berlin.
        var late = new DateTimeOffset(2026, 11, 24, 4, 30, 0, TimeSpan.Zero);
        var there = In("Europe/Berlin").At(VisitWay.InPerson);

        Assert.Equal(
            "Monday 23 November, 10:30 at night, Chicago time (Tuesday 24 November, 5:30 in the morning yours)",
            there.Moment(late)
        );
        Assert.Equal("Mon 23 Nov, 10:30 pm Chicago (Tue 24 Nov, 5:30 am yours)", there.ShortMoment(late));
        Assert.Equal("Monday 23 November at 10:30", there.Headline(late));
    }

    [Fact]
    public void On_the_day_that_the_clocks_change_at_one_place_alone_the_difference_is_that_of_the_moment()
    {
        // Chicago sets its clocks on 8 March, Berlin on 29 March.
        var berlin = In("Europe/Berlin").At(VisitWay.InPerson);

        Assert.EndsWith("(5:00 pm yours)", berlin.ShortMoment(new(2027, 3, 5, 16, 0, 0, TimeSpan.Zero)));
        Assert.EndsWith("(4:00 pm yours)", berlin.ShortMoment(new(2027, 3, 16, 15, 0, 0, TimeSpan.Zero)));
    }

    private static Spoken In(string zone) => new(new TestClock(Now), zone, Chicago, "en-US");
}
