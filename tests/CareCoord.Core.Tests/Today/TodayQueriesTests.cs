using CareCoord.Access;
using CareCoord.Testing;
using CareCoord.Today;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.Today;

/// <summary>The patient's "Today": what is next, what to do, what changed.</summary>
public sealed class TodayQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Monday = 2;
    private const int Tuesday = 4;
    private readonly World world = new(database);

    [Theory]
    [InlineData("America/Chicago", Monday, true)]
    [InlineData("America/Chicago", Tuesday, false)]
    [InlineData("Asia/Tokyo", Monday, false)]
    [InlineData("Asia/Tokyo", Tuesday, true)]
    [InlineData("America/Los_Angeles", Monday, true)]
    public async Task What_is_to_do_is_of_the_patients_own_weekday(string timeZone, int weekday, bool shown)
    {
        // 15:00 UTC on Monday: midnight of Tuesday in Tokyo.
        var cast = await Cast.PlayAsync(world, database, "Kenji", timeZone: timeZone);
        await database.AsOwnerAsync("update activities set weekdays = $2 where patient_id = $1", cast.Patient, weekday);

        Assert.Equal(shown, (await TodayAsync(cast)).Todos.Count == 1);
    }

    [Theory]
    [InlineData("2026-11-01T06:59:59Z", "2026-10-31")]
    [InlineData("2026-11-01T07:00:00Z", "2026-11-01")]
    [InlineData("2026-11-02T07:59:59Z", "2026-11-01")]
    [InlineData("2026-11-02T08:00:00Z", "2026-11-02")]
    [InlineData("2027-03-14T07:59:59Z", "2027-03-13")]
    [InlineData("2027-03-14T08:00:00Z", "2027-03-14")]
    [InlineData("2027-03-15T06:59:59Z", "2027-03-14")]
    [InlineData("2027-03-15T07:00:00Z", "2027-03-15")]
    public async Task The_day_turns_at_the_patients_midnight_also_when_the_clocks_change(string moment, string day)
    {
        var cast = await Cast.PlayAsync(world, database, "Leo", timeZone: "America/Los_Angeles");
        var before = database.Clock.GetUtcNow();
        try
        {
            database.Clock.Set(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
            await database.AsOwnerAsync("update patient_access set valid_from = '2020-01-01' where patient_id = $1", cast.Patient);

            Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd"), (await TodayAsync(cast)).Patient.Today);
        }
        finally
        {
            database.Clock.Set(before);
        }
    }

    [Theory]
    [InlineData("starts_on = '2026-11-24'")]
    [InlineData("ends_on = '2026-11-22'")]
    [InlineData("weekdays = 0")]
    public async Task What_is_not_planned_for_today_is_not_shown(string activity)
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        Assert.Single((await TodayAsync(cast)).Todos);

        await database.AsOwnerAsync($"update activities set {activity} where patient_id = $1", cast.Patient);

        Assert.Empty((await TodayAsync(cast)).Todos);
    }

    [Fact]
    public async Task What_was_ticked_today_says_when_and_yesterdays_tick_does_not_count()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await world.TickAsync(cast.Patient, cast.Plan.Activity, new(2026, 11, 22), cast.Self.AccountId);
        Assert.Null(Assert.Single((await TodayAsync(cast)).Todos).TickedAt);

        await database
            .Get<TickActivity>()
            .RunAsync(cast.Self, new(cast.Patient, cast.Plan.Activity, new(2026, 11, 23), Done: true), default);

        Assert.Equal(database.Clock.GetUtcNow(), Assert.Single((await TodayAsync(cast)).Todos).TickedAt);
    }

    [Fact]
    public async Task What_the_team_does_is_shown_as_theirs()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await database.AsOwnerAsync(
            "update activities set done_by = 'member', owner_member_id = $2 where patient_id = $1",
            cast.Patient,
            cast.Member
        );

        var today = await TodayAsync(cast);

        Assert.Empty(today.Todos);
        Assert.Equal("Nurse of Walter", Assert.Single(today.Team).Name);
    }

    [Fact]
    public async Task The_goals_of_the_plan_stand_there_with_how_far_they_are()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await world.ReadingAsync(cast.Patient, cast.Plan.Goal, 15);

        var goal = Assert.Single((await TodayAsync(cast)).Goals);

        Assert.Equal((cast.Plan.Goal, "Walk to church", 15m, 75), (goal.Id, goal.OwnWords, goal.Progress!.Latest, goal.Progress.Percent));
    }

    [Fact]
    public async Task The_next_visit_is_the_soonest_that_is_booked()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await world.VisitAsync(cast.Patient, cast.ProviderId, database.Clock.GetUtcNow().AddHours(1), "cancelled");
        await world.VisitAsync(cast.Patient, cast.ProviderId, database.Clock.GetUtcNow().AddDays(9));

        Assert.Equal(cast.Visit, (await TodayAsync(cast)).Next!.Id);
    }

    [Fact]
    public async Task Changes_of_two_weeks_are_told_newest_first()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var now = database.Clock.GetUtcNow();
        await database.AsOwnerAsync("update appointments set moved_at = $2 where id = $1", cast.Visit, now.AddHours(-1));
        var ana = await world.AccountAsync("Ana", Hat.Caregiver);
        await world.GrantAsync(cast.Patient, ana, Category.Plan, since: now.AddDays(-2));
        var cancelled = await world.VisitAsync(cast.Patient, cast.ProviderId, now.AddDays(4), "cancelled");
        await database.AsOwnerAsync("update appointments set cancelled_at = $2 where id = $1", cancelled, now.AddDays(-1));

        var changes = (await TodayAsync(cast)).Changes;

        Assert.Equal(
            [ChangeKind.VisitMoved, ChangeKind.VisitCancelled, ChangeKind.AccessGiven, ChangeKind.PlanPublished],
            changes.Select(c => c.Kind)
        );
        Assert.Equal("Ana", changes[2].About);
        Assert.Equal("Walk more", changes[3].About);
        database.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Empty((await TodayAsync(cast)).Changes);
        database.Clock.Advance(TimeSpan.FromDays(-15));
    }

    private Task<TodayView> TodayAsync(Cast cast) => database.Get<TodayQueries>().TodayAsync(cast.Self, cast.Patient, default);
}
