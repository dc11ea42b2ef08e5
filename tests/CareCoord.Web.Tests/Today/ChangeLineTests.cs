using CareCoord.Testing;
using CareCoord.Today;
using CareCoord.Web.Shell;
using CareCoord.Web.Today;

namespace CareCoord.Web.Tests.Today;

/// <summary>"What changed": three or more of a kind are one line with a number, and what is less keeps a line of its own.</summary>
public sealed class ChangeLineTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 15, 0, 0, TimeSpan.Zero);
    private static readonly Spoken Spoken = new(new TestClock(Now), "America/Chicago", "America/Chicago", "en-US");

    [Fact]
    public void Three_of_a_kind_become_one_line_and_two_stay_two()
    {
        Change[] changes =
        [
            Booked(1, "Check", 2),
            Moved(2, "Blood test", 3),
            Booked(3, "Foot check", 9),
            Moved(4, "Eye test", 4),
            Booked(5, "Talk", 40),
        ];

        var lines = ChangeLine.Of(changes);

        Assert.Equal(
            [("VisitBooked", 3), ("VisitMoved", 1), ("VisitMoved", 1)],
            lines.Select(line => ($"{line.Kind}", line.Changes.Count))
        );
        Assert.Equal("3 visits were booked for you", ChangeText.Headline(lines[0]));
        Assert.Equal("2 and 9 December, 9 January 2027", ChangeText.Detail(lines[0], Spoken));
        Assert.Equal("Blood test is now Thursday 3 December, 9:00 in the morning", ChangeText.Detail(lines[1], Spoken));
    }

    [Fact]
    public void A_group_stands_where_its_newest_stands()
    {
        Change[] changes =
        [
            new(ChangeKind.PlanPublished, Now.AddHours(-1), "One goal more", null),
            Booked(2, "Check", 2),
            Booked(3, "Check", 3),
            new(ChangeKind.AccessGiven, Now.AddHours(-4), "Ana", null),
            Booked(5, "Check", 4),
        ];

        Assert.Equal(
            [ChangeKind.PlanPublished, ChangeKind.VisitBooked, ChangeKind.AccessGiven],
            ChangeLine.Of(changes).Select(line => line.Kind)
        );
    }

    [Fact]
    public void Nothing_is_lost_however_many_there_are()
    {
        var changes = Enumerable.Range(1, 50).Select(hour => hour % 7 == 0 ? Moved(hour, "Moved", 2) : Booked(hour, "Booked", 2)).ToList();

        var lines = ChangeLine.Of(changes);

        Assert.Equal(changes.ToHashSet(), lines.SelectMany(line => line.Changes).ToHashSet());
        Assert.Equal(2, lines.Count);
    }

    [Fact]
    public void No_change_is_no_line() => Assert.Empty(ChangeLine.Of([]));

    [Fact]
    public void Each_kind_says_what_it_was_alone_and_as_many()
    {
        foreach (var kind in Enum.GetValues<ChangeKind>())
        {
            var one = new Change(kind, Now, "Ana", Now.AddDays(1));

            Assert.All(
                [new ChangeLine([one]), new ChangeLine([one, one, one])],
                line =>
                {
                    Assert.NotEmpty(ChangeText.Headline(line));
                    Assert.NotEmpty(ChangeText.Link(kind));
                    Assert.NotEmpty(ChangeText.Place(kind));
                }
            );
        }

        Assert.Equal("Ana, Lucia and Mateo", ChangeText.Detail(new([Given("Ana"), Given("Lucia"), Given("Mateo")]), Spoken));
    }

    [Theory]
    [InlineData(0, 0, 1, "Nothing is planned for today. Your next visit is tomorrow.")]
    [InlineData(1, 0, 0, "One thing is planned for today. Your next visit is today.")]
    [InlineData(5, 3, 3, "Five things are planned for today. Your next visit is on Thursday 3 December.")]
    [InlineData(12, 0, null, "12 things are planned for today. No visit is booked.")]
    [InlineData(2, 2, null, "All that was planned for today is done. No visit is booked.")]
    public void The_answer_under_the_greeting_is_what_is_for_today_and_the_next_visit(int planned, int done, int? inDays, string answer) =>
        Assert.Equal(answer, TodayAnswer.Of(planned, done, inDays is { } days ? Now.AddDays(days) : null, Spoken));

    [Theory]
    [InlineData("2026-12-01T15:30:00Z", "Tomorrow at 9:30", "Tuesday 1 December, in the morning")]
    [InlineData("2026-11-30T20:00:00Z", "Today at 2:00", "Monday 30 November, in the afternoon")]
    [InlineData("2027-01-05T18:00:00Z", "Tuesday 5 January 2027 at 12:00", "Noon")]
    public void A_headline_says_the_near_day_first_and_leaves_the_rest_for_beside(string at, string headline, string beside)
    {
        var moment = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal((headline, beside), (Spoken.Headline(moment), Spoken.BesideHeadline(moment)));
    }

    private static Change Booked(int hoursAgo, string title, int inDays) =>
        new(ChangeKind.VisitBooked, Now.AddHours(-hoursAgo), title, Now.AddDays(inDays));

    private static Change Moved(int hoursAgo, string title, int inDays) =>
        new(ChangeKind.VisitMoved, Now.AddHours(-hoursAgo), title, Now.AddDays(inDays));

    private static Change Given(string name) => new(ChangeKind.AccessGiven, Now, name, null);
}
