using AngleSharp.Dom;
using Bunit;
using CareCoord.Web.Look;

namespace CareCoord.Web.Tests.Look;

/// <summary>The pictures of progress: each says all its values in its name, and stays inside itself whatever the values are.</summary>
public sealed class PicturesTests : BunitContext
{
    [Fact]
    public void A_road_names_where_it_began_where_it_is_and_where_it_goes()
    {
        var road = Picture<Road>(p =>
            p.Add(r => r.Value, "14 minutes")
                .Add(r => r.Note, "on 29 November")
                .Add(r => r.Start, "began at 6 minutes")
                .Add(r => r.Target, "goal 20 minutes or more")
                .Add(r => r.By, "by 8 January")
                .Add(r => r.Percent, 57)
        );

        Assert.Equal(
            "Now 14 minutes on 29 November. began at 6 minutes. goal 20 minutes or more by 8 January",
            road.GetAttribute("aria-label")
        );
        Assert.Equal("--at:50%", road.GetAttribute("style"));
    }

    // The zone of the target begins at 88: only what is there lies in it.
    [Theory]
    [InlineData(0, false, "--at:0%")]
    [InlineData(-40, false, "--at:0%")]
    [InlineData(99, false, "--at:87%")]
    [InlineData(100, true, "--at:100%")]
    [InlineData(250, true, "--at:100%")]
    public void A_road_ends_at_its_ends_and_reaches_the_target_only_when_there(int percent, bool isThere, string style)
    {
        var road = Picture<Road>(p =>
            p.Add(r => r.Value, "7 %").Add(r => r.Target, "goal 7 % or lower").Add(r => r.Percent, percent).Add(r => r.IsThere, isThere)
        );

        Assert.Equal(style, road.GetAttribute("style"));
        Assert.Equal(isThere, road.ClassList.Contains("there"));
        Assert.Equal(isThere, road.GetAttribute("aria-label")!.StartsWith("The goal is reached.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_road_without_a_value_has_no_marker_and_says_so()
    {
        var road = Picture<Road>(p => p.Add(r => r.Value, null).Add(r => r.Target, "goal 7 % or lower").Add(r => r.Percent, 0));

        Assert.Equal("Not measured yet. goal 7 % or lower", road.GetAttribute("aria-label"));
        Assert.Empty(road.QuerySelectorAll(".now, .here"));
    }

    [Fact]
    public void A_mini_road_is_real_text_beside_a_picture_that_says_nothing()
    {
        var road = Render<Road>(p =>
            p.Add(r => r.Value, "118")
                .Add(r => r.Target, "goal 130 or lower")
                .Add(r => r.Percent, 100)
                .Add(r => r.IsThere, true)
                .Add(r => r.IsMini, true)
        );

        Assert.Equal("true", road.Find(".road").GetAttribute("aria-hidden"));
        Assert.Equal("There: 118 goal 130 or lower", Said(road.Find(".road-ends")));
    }

    [Theory]
    [InlineData(0, 5, null)]
    [InlineData(3, 5, "135.7 226.2")]
    [InlineData(5, 5, "226.2 226.2")]
    [InlineData(7, 5, "226.2 226.2")]
    [InlineData(0, 0, null)]
    public void A_ring_is_as_full_as_what_is_done_of_all(int done, int of, string? arc)
    {
        var ring = Picture<Ring>(p => p.Add(r => r.Done, done).Add(r => r.Of, of));

        Assert.Equal($"{done} of {of} done", ring.GetAttribute("aria-label"));
        Assert.Equal($"{done}/{of}", Said(ring));
        Assert.Equal(arc, ring.QuerySelector("circle + circle")?.GetAttribute("stroke-dasharray"));
    }

    [Fact]
    public void Dots_of_a_week_say_each_day_and_are_seven_at_most()
    {
        WeekDot[] days =
        [
            new("Mon", DotStands.Done),
            new("Tue", DotStands.Done),
            new("Wed", DotStands.NotDone),
            new("Thu", DotStands.Done),
            new("Fri", DotStands.Done),
            new("Sat", DotStands.Done),
            new("Sun", DotStands.Done),
            new("Today", DotStands.ToCome),
        ];

        var dots = Render<WeekDots>(p => p.Add(d => d.Name, "This week: walk").Add(d => d.Days, days)).Find("ol");

        Assert.Equal("This week: walk", dots.GetAttribute("aria-label"));
        Assert.Equal(
            ["Tue done", "Wed not done", "Thu done", "Fri done", "Sat done", "Sun done", "Today still to come"],
            dots.Children.Select(Said)
        );
        Assert.Equal(5, dots.QuerySelectorAll(".done svg").Length);
    }

    [Fact]
    public void The_thirty_days_name_every_clock_and_differ_by_shape()
    {
        TrackClock[] clocks =
        [
            new(2, 'C', "contact done on day 2", ClockStands.Done),
            new(7, 'V', "visit late since day 7", ClockStands.Late),
            new(45, 'M', "medicine lists due by day 30", ClockStands.Due),
        ];

        var track = Picture<Track30>(p => p.Add(t => t.Day, 9).Add(t => t.Clocks, clocks));

        Assert.Equal(
            "Day 9 of 30. contact done on day 2. visit late since day 7. medicine lists due by day 30",
            track.GetAttribute("aria-label")
        );
        Assert.Equal("--day:30%", track.GetAttribute("style"));
        Assert.Equal(
            ["done --at:6%", "late --at:23%", "due --at:100%"],
            track.Children.Select(c => $"{c.ClassName} {c.GetAttribute("style")}")
        );
        Assert.Equal("M", Said(track));
    }

    [Fact]
    public void A_plot_says_all_its_values_and_keeps_every_point_inside()
    {
        PlotPoint[] points = [new(new(2026, 2, 1), 8.1m), new(new(2026, 5, 1), 7.9m), new(new(2026, 11, 25), 7.4m)];

        var plot = Plotted(points, 7.0m);

        Assert.Equal("HbA1c: 8.1 on 1 Feb, 7.9 on 1 May, 7.4 on 25 Nov. goal 7.0 or lower", plot.GetAttribute("aria-label"));
        Assert.Equal(3, plot.QuerySelectorAll(".pt strong").Length);
        Assert.Equal("7.4", Said(plot.QuerySelector(".pt.last")!));
        Assert.All(Downs(plot), down => Assert.InRange(down, 1, 99));
        Assert.Equal(Downs(plot).Order(), Downs(plot));
        Assert.StartsWith("top:", plot.QuerySelector(".band")!.GetAttribute("style"));
    }

    [Theory]
    [InlineData("5", null)]
    [InlineData("0", null)]
    [InlineData("-3", "0")]
    [InlineData("120", "5000")]
    public void A_plot_of_one_value_stands_in_the_middle_with_or_without_a_target(string value, string? target)
    {
        var number = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        decimal? goal = target is null ? null : decimal.Parse(target, System.Globalization.CultureInfo.InvariantCulture);

        var plot = Plotted([new(new(2026, 2, 1), number)], goal);

        Assert.StartsWith("--x:50%", plot.QuerySelector(".pt")!.GetAttribute("style"));
        Assert.All(Downs(plot), down => Assert.InRange(down, 1, 99));
        Assert.Equal(goal is not null, plot.QuerySelector(".band") is not null);
    }

    [Fact]
    public void A_plot_of_many_values_says_the_last_one_in_the_picture_and_all_in_its_name()
    {
        var points = Enumerable.Range(1, 9).Select(day => new PlotPoint(new(2026, 11, day), day)).ToArray();

        var plot = Plotted(points, null);

        Assert.Equal("9", Said(Assert.Single(plot.QuerySelectorAll(".pt strong"))));
        Assert.All(points, point => Assert.Contains($"{point.Value} on {point.On.Day} Nov", plot.GetAttribute("aria-label")));
    }

    [Theory]
    [InlineData("7.4", "a little above", "--at:48%")]
    [InlineData("7", "your goal", "--at:40%")]
    [InlineData("3", "your goal", "--at:0%")]
    [InlineData("14", "talk to us", "--at:100%")]
    public void A_scale_says_in_which_zone_the_number_lies(string number, string zone, string at)
    {
        ScaleZone[] zones = [new(7, "your goal", "good"), new(8, "a little above", "attention"), new(10, "talk to us", "danger")];

        var scale = Picture<Scale>(p =>
            p.Add(s => s.From, 5)
                .Add(s => s.Zones, zones)
                .Add(s => s.Number, decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture))
                .Add(s => s.Value, number + " %")
        );

        Assert.StartsWith($"{number} % lies in: {zone}.", scale.GetAttribute("aria-label"));
        Assert.All(zones, each => Assert.Contains(each.Words, scale.GetAttribute("aria-label")));
        Assert.Equal($"{at};--zones:minmax(0, 2fr) minmax(0, 1fr) minmax(0, 2fr)", scale.GetAttribute("style"));
    }

    [Fact]
    public void A_voice_quotes_the_words_and_says_whose_they_are()
    {
        Assert.Equal("“To walk to church.”", Said(Render<Voice>(p => p.Add(v => v.Words, "To walk to church.")).Find("span.voice")));

        var quote = Render<Voice>(p => p.Add(v => v.Words, "To walk.").Add(v => v.By, "What matters to you")).Find("blockquote.voice");

        Assert.Equal("What matters to you", Said(quote.QuerySelector("cite")!));
    }

    [Theory]
    [InlineData("day")]
    [InlineData("plan")]
    [InlineData("family")]
    [InlineData("home")]
    [InlineData("rest")]
    public void Art_is_only_for_the_eye_and_takes_its_colours_from_the_theme(string name)
    {
        var art = Render<Art>(p => p.Add(a => a.Name, name)).Find("svg");

        Assert.Equal("true", art.GetAttribute("aria-hidden"));
        Assert.Empty(art.QuerySelectorAll("[fill], [stroke], [style]"));
        Assert.InRange(art.QuerySelectorAll("path").Length, 4, 12);
    }

    private IElement Plotted(PlotPoint[] points, decimal? target) =>
        Picture<Plot>(p =>
            p.Add(c => c.Measure, "HbA1c")
                .Add(c => c.Points, points)
                .Add(c => c.Target, target)
                .Add(c => c.TargetWords, target is null ? null : "goal 7.0 or lower")
                .Add(c => c.Say, value => value.ToString(System.Globalization.CultureInfo.InvariantCulture))
                .Add(c => c.SayDay, day => day.ToString("d MMM", System.Globalization.CultureInfo.InvariantCulture))
        );

    private IElement Picture<T>(Action<ComponentParameterCollectionBuilder<T>> parameters)
        where T : Microsoft.AspNetCore.Components.IComponent => Render(parameters).Find("[role=img]");

    private static decimal[] Downs(IElement plot) =>
        [
            .. plot.QuerySelectorAll(".pt")
                .Select(point => point.GetAttribute("style")!.Split("--y:")[1].TrimEnd('%'))
                .Select(down => decimal.Parse(down, System.Globalization.CultureInfo.InvariantCulture)),
        ];

    private static string Said(INode element) =>
        string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
