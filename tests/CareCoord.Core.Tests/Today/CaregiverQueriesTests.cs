using CareCoord.Access;
using CareCoord.Testing;
using CareCoord.Today;

namespace CareCoord.Core.Tests.Today;

/// <summary>The caregiver's home: the people they care for, as far as each grant goes.</summary>
public sealed class CaregiverQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task It_names_each_with_what_the_grant_says_and_who_is_next_stands_first()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa");
        var ends = database.Clock.GetUtcNow().AddDays(9);
        await database.AsOwnerAsync("update patients set preferred_name = 'Mamá' where id = $1", cast.Patient);
        var other = await world.PatientAsync("Ada");
        await world.GrantAsync(other, cast.Caregiver.AccountId, Category.Messages, until: ends);

        var people = await CaredForAsync(cast.Caregiver);

        Assert.Equal([cast.Patient, other], people.Select(p => p.PatientId));
        Assert.Equal(
            ("Rosa Example", "Mamá", "daughter", "Check", "Nurse of Rosa", "Walk more", null),
            (
                people[0].Name,
                people[0].CalledBy,
                people[0].Relationship,
                people[0].NextTitle,
                people[0].NextWith,
                people[0].PlanChangeNote,
                people[0].GrantEnds
            )
        );
        Assert.Equal((Category.Messages, ends, null), (people[1].View, people[1].GrantEnds, people[1].NextTitle));
    }

    [Fact]
    public async Task What_the_caregiver_does_today_stands_there_and_not_on_the_patients_Today()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa");
        var theirs = await database.AsOwnerAsync<Guid>(
            "update activities set done_by = 'caregiver', title = 'Give the pills' where patient_id = $1 returning id",
            cast.Patient
        );

        var person = Assert.Single(await CaredForAsync(cast.Caregiver));
        var todo = Assert.Single(person.Todos);

        Assert.Equal((theirs, "Give the pills", null), (todo.ActivityId, todo.Title, todo.TickedAt));
        Assert.Equal(new DateOnly(2026, 11, 23), person.Day);
        Assert.Empty((await database.Get<TodayQueries>().TodayAsync(cast.Self, cast.Patient, default)).Todos);
    }

    [Fact]
    public async Task A_grant_without_the_plan_leaves_nothing_to_do()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa", Category.Appointments);
        await database.AsOwnerAsync("update activities set done_by = 'caregiver' where patient_id = $1", cast.Patient);

        Assert.Empty(Assert.Single(await CaredForAsync(cast.Caregiver)).Todos);
    }

    [Fact]
    public async Task The_week_has_the_visits_of_all_of_them_as_far_as_each_grant_goes_and_is_one_entry_of_the_audit()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa");
        var now = database.Clock.GetUtcNow();
        await database.AsOwnerAsync("update appointments set state = 'cancelled', cancelled_at = $2 where id = $1", cast.Visit, now);
        var plan = await world.PatientAsync("Plan only");
        await world.GrantAsync(plan, cast.Caregiver.AccountId, Category.Plan);
        var visits = await world.PatientAsync("Visits only");
        await world.GrantAsync(visits, cast.Caregiver.AccountId, Category.Appointments);
        var tomorrow = await world.VisitAsync(cast.Patient, cast.ProviderId, now.AddDays(1));
        var later = await world.VisitAsync(cast.Patient, cast.ProviderId, now.AddDays(6));
        await world.VisitAsync(cast.Patient, cast.ProviderId, now.AddDays(7).AddMinutes(1));
        await world.VisitAsync(cast.Patient, cast.ProviderId, now.AddDays(-1), "kept");
        await world.VisitAsync(visits, cast.ProviderId, now.AddDays(3), labels: Category.Behavioural);
        await world.VisitAsync(plan, cast.ProviderId, now.AddDays(2).AddHours(4));
        var theirs = await world.VisitAsync(visits, cast.ProviderId, now.AddDays(2));

        var people = await CaredForAsync(cast.Caregiver);

        Assert.Equal([tomorrow, later], people.Single(one => one.PatientId == cast.Patient).Visits.Select(visit => visit.Id));
        Assert.Equal([theirs], people.Single(one => one.PatientId == visits).Visits.Select(visit => visit.Id));
        Assert.Empty(people.Single(one => one.PatientId == plan).Visits);
        Assert.Single(await database.NotedAsync(cast.Caregiver.AccountId));
    }

    [Fact]
    public async Task A_grant_that_has_ended_or_not_begun_shows_nobody()
    {
        var now = database.Clock.GetUtcNow();
        var caregiver = new Actor(await world.AccountAsync("Ana", Hat.Caregiver), Hat.Caregiver);
        await world.GrantAsync(await world.PatientAsync("Ended"), caregiver.AccountId, Category.Plan, until: now);
        await world.GrantAsync(await world.PatientAsync("Later"), caregiver.AccountId, Category.Plan, since: now.AddDays(1));

        Assert.Empty(await CaredForAsync(caregiver));
    }

    [Fact]
    public async Task Another_hat_of_the_same_account_cares_for_nobody()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa");
        foreach (var hat in Enum.GetValues<Hat>().Where(h => h != Hat.Caregiver))
            Assert.Empty(await CaredForAsync(cast.Caregiver with { Hat = hat }));
    }

    private Task<List<CaredFor>> CaredForAsync(Actor actor) => database.Get<CaregiverQueries>().CaredForAsync(actor, default);
}
