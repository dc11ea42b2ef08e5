using CareCoord.Appointments;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Appointments;

/// <summary>A patient's visits, to come and past.</summary>
public sealed class AppointmentQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task A_visit_stands_with_those_to_come_until_it_ends()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var starts = database.Clock.GetUtcNow().AddDays(1);

        database.Clock.Set(starts.AddMinutes(29));
        var during = await VisitsAsync(cast);
        database.Clock.Set(starts.AddMinutes(30));
        var after = await VisitsAsync(cast);
        database.Clock.Set(starts.AddDays(-1));

        Assert.Equal((1, 0), (during.Upcoming.Count, during.Past.Items.Count));
        Assert.Equal((0, 1), (after.Upcoming.Count, after.Past.Items.Count));
    }

    [Fact]
    public async Task A_cancelled_visit_of_the_future_stands_with_the_past_ones()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var cancelled = await world.VisitAsync(cast.Patient, cast.ProviderId, database.Clock.GetUtcNow().AddDays(2), "cancelled");

        var view = await VisitsAsync(cast);

        Assert.Equal(cast.Visit, Assert.Single(view.Upcoming).Id);
        Assert.Equal((cancelled, VisitState.Cancelled), (Assert.Single(view.Past.Items).Id, view.Past.Items[0].State));
    }

    [Fact]
    public async Task Those_to_come_are_in_order_and_say_with_whom()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var sooner = await world.VisitAsync(cast.Patient, cast.ProviderId, database.Clock.GetUtcNow().AddHours(2));

        var view = await VisitsAsync(cast);

        Assert.Equal([sooner, cast.Visit], view.Upcoming.Select(v => v.Id));
        Assert.Equal(
            ("Nurse of Walter", "Riverside West", VisitWay.InPerson),
            (view.Upcoming[0].With, view.Upcoming[0].Clinic, view.Upcoming[0].Way)
        );
    }

    [Fact]
    public async Task Past_visits_with_ties_are_read_on_without_gaps_and_without_doubles()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var past = new List<Guid>();
        for (var i = 0; i < 45; i++)
            past.Add(await world.VisitAsync(cast.Patient, cast.ProviderId, database.Clock.GetUtcNow().AddDays(-7 - (i / 23)), "kept"));

        var read = new List<AppointmentView>();
        string? key = null;
        do
        {
            var page = (await database.Get<AppointmentQueries>().AppointmentsAsync(cast.Self, cast.Patient, key, default)).Past;
            Assert.InRange(page.Items.Count, 1, 20);
            read.AddRange(page.Items);
            key = page.Next;
        } while (key is not null && read.Count < 200);

        Assert.Equal(past.Order(), read.Select(v => v.Id).Order());
        Assert.Equal(read.OrderByDescending(v => v.StartsAt).Select(v => v.StartsAt), read.Select(v => v.StartsAt));
    }

    [Fact]
    public async Task A_visit_comes_back_in_the_very_moment_it_was_given()
    {
        var cast = await Cast.PlayAsync(world, database, "Kenji", timeZone: "Asia/Tokyo");
        var odd = database.Clock.GetUtcNow().AddDays(3).AddMicroseconds(1);
        var visit = await world.VisitAsync(cast.Patient, cast.ProviderId, odd);

        Assert.Equal(odd, (await VisitsAsync(cast)).Upcoming.Single(v => v.Id == visit).StartsAt);
    }

    [Fact]
    public async Task Nobody_is_booked_twice_for_the_same_time()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var other = await world.PatientAsync("Denise");
        var starts = database.Clock.GetUtcNow().AddDays(1);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => world.VisitAsync(other, cast.ProviderId, starts.AddMinutes(29)));
        Assert.Equal(PostgresErrorCodes.ExclusionViolation, refused.SqlState);
        await world.VisitAsync(other, cast.ProviderId, starts.AddMinutes(30));
        await world.VisitAsync(other, cast.ProviderId, starts.AddMinutes(10), "cancelled");
    }

    private Task<AppointmentsView> VisitsAsync(Cast cast) =>
        database.Get<AppointmentQueries>().AppointmentsAsync(cast.Self, cast.Patient, null, default);
}
