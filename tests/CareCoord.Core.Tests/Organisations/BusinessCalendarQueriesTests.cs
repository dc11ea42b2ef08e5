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

        var organisation = Guid.CreateVersion7();
        await database.AsOwnerAsync("insert into organisations values ($1, 'Riverside', 'America/Chicago', '911', '+1 555 0100')", organisation);
        await database.AsOwnerAsync("insert into holidays values ($1, $2, 'Thanksgiving')", organisation, Thanksgiving);
        database.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Equal("UTC", (await queries.CalendarAsync(default)).Zone.Id);
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        var calendar = await queries.CalendarAsync(default);
        Assert.Equal("America/Chicago", calendar.Zone.Id);
        Assert.Null(calendar.HoursOn(Thanksgiving));
        Assert.Equal(OpeningHours.Usual, calendar.HoursOn(Thanksgiving.AddDays(1)));

        await database.AsOwnerAsync("insert into business_hours values ($1, 6, '09:00', '12:30')", organisation);
        database.Clock.Advance(TimeSpan.FromMinutes(5));
        calendar = await queries.CalendarAsync(default);
        Assert.Equal(new OpeningHours(new(9, 0), new(12, 30)), calendar.HoursOn(new DateOnly(2026, 11, 28)));
        Assert.Null(calendar.HoursOn(Thanksgiving.AddDays(1)));
    }
}
