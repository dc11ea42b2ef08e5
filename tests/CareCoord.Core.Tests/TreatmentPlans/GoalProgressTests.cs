using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.TreatmentPlans;

/// <summary>How far a goal is on its way.</summary>
public sealed class GoalProgressTests
{
    [Theory]
    [InlineData(0, 20, TargetIs.AtLeast, 0, 0, false)]
    [InlineData(0, 20, TargetIs.AtLeast, 5, 25, false)]
    [InlineData(0, 20, TargetIs.AtLeast, 19.99, 99, false)]
    [InlineData(0, 20, TargetIs.AtLeast, 20, 100, true)]
    [InlineData(0, 20, TargetIs.AtLeast, 45, 100, true)]
    [InlineData(0, 20, TargetIs.AtLeast, -3, 0, false)]
    [InlineData(9, 7, TargetIs.AtMost, 9, 0, false)]
    [InlineData(9, 7, TargetIs.AtMost, 8, 50, false)]
    [InlineData(9, 7, TargetIs.AtMost, 7, 100, true)]
    [InlineData(9, 7, TargetIs.AtMost, 6.5, 100, true)]
    [InlineData(9, 7, TargetIs.AtMost, 11, 0, false)]
    public void It_goes_from_start_to_target_in_either_direction(
        decimal start,
        decimal target,
        TargetIs side,
        decimal latest,
        int percent,
        bool reached
    )
    {
        var progress = Progress(start, target, side, latest);

        Assert.Equal((percent, reached), (progress.Percent, progress.Reached));
    }

    [Theory]
    [InlineData(7, 7, TargetIs.AtMost, 7, 100)]
    [InlineData(7, 7, TargetIs.AtMost, 8, 0)]
    [InlineData(7, 7, TargetIs.AtLeast, 6, 0)]
    public void With_the_start_at_the_target_it_is_all_or_nothing(
        decimal start,
        decimal target,
        TargetIs side,
        decimal latest,
        int percent
    ) => Assert.Equal(percent, Progress(start, target, side, latest).Percent);

    [Theory]
    [InlineData(125, 130, TargetIs.AtMost, 150, 0)]
    [InlineData(125, 130, TargetIs.AtMost, 128, 100)]
    [InlineData(30, 20, TargetIs.AtLeast, 15, 0)]
    [InlineData(30, 20, TargetIs.AtLeast, 22, 100)]
    public void A_goal_to_stay_on_the_good_side_is_all_or_nothing(
        decimal start,
        decimal target,
        TargetIs side,
        decimal latest,
        int percent
    ) => Assert.Equal(percent, Progress(start, target, side, latest).Percent);

    [Fact]
    public void Without_a_reading_nothing_is_reached()
    {
        var progress = Progress(0, 20, TargetIs.AtLeast, null);

        Assert.Equal((0, false), (progress.Percent, progress.Reached));
    }

    [Fact]
    public void A_goal_is_late_after_its_day_until_it_is_reached()
    {
        var day = new DateOnly(2026, 11, 23);
        GoalView Goal(decimal? latest, DateOnly? due) =>
            new(Guid.Empty, null, "Walk", null, Progress(0, 20, TargetIs.AtLeast, latest), due, null);

        Assert.True(Goal(5, day.AddDays(-1)).IsLate(day));
        Assert.True(Goal(null, day.AddDays(-1)).IsLate(day));
        Assert.False(Goal(5, day).IsLate(day));
        Assert.False(Goal(20, day.AddDays(-1)).IsLate(day));
        Assert.False(Goal(5, null).IsLate(day));
        Assert.False((Goal(5, day.AddDays(-1)) with { Progress = null }).IsLate(day));
    }

    private static GoalProgress Progress(decimal start, decimal target, TargetIs side, decimal? latest) =>
        new("Walking", "minutes", start, target, side, latest, null);
}
