using CareCoord.Organisations;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Organisations;

/// <summary>The clinic's calendar as the database has it.</summary>
public sealed class BusinessCalendarQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly Thanksgiving = new(2026, 11, 26);

    [Fact]
    public async Task It_has_the_usual_hours_until_others_are_set_and_is_kept_for_five_minutes()
    {
        var queries = database.Get<BusinessCalendarQueries>();
        Assert.Equal("UTC", (await queries.CalendarAsync(default)).Zone.Id);
        Assert.Equal(OpeningHours.Usual, (await queries.CalendarAsync(default)).HoursOn(Thanksgiving));

        var world = new World(database);
        var organisation = await world.OrganisationAsync();
        await world.HolidayAsync(Thanksgiving, "Thanksgiving");
        database.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Equal("UTC", (await queries.CalendarAsync(default)).Zone.Id);
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        var calendar = await queries.CalendarAsync(default);
        Assert.Equal("America/Chicago", calendar.Zone.Id);
        Assert.Null(calendar.HoursOn(Thanksgiving));
        Assert.Equal(OpeningHours.Usual, calendar.HoursOn(Thanksgiving.AddDays(1)));

        await database.SeedAsync<WeekdayHours>(
            new
            {
                OrganisationId = organisation,
                Weekday = DayOfWeek.Saturday,
                Opens = new TimeOnly(9, 0),
                Closes = new TimeOnly(12, 30),
            }
        );
        database.Clock.Advance(TimeSpan.FromMinutes(5));
        calendar = await queries.CalendarAsync(default);
        Assert.Equal(new OpeningHours(new(9, 0), new(12, 30)), calendar.HoursOn(new DateOnly(2026, 11, 28)));
        Assert.Null(calendar.HoursOn(Thanksgiving.AddDays(1)));
    }
}
