using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.Appointments;
using CareCoord.BreakTheGlass;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.Today;
using CareCoord.TreatmentPlans;
using Npgsql;

namespace CareCoord.Core.Tests.BreakTheGlass;

/// <summary>Opening a record without a relationship: with a reason, for four hours, and for reading.</summary>
public sealed class BreakGlassTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Reason = "He lies unconscious in our emergency room.";
    private readonly World world = new(database);
    private Cast walter = null!;
    private Actor nurse = null!;

    public async Task InitializeAsync()
    {
        walter = await Cast.PlayAsync(world, database, $"Walter{Guid.CreateVersion7():N}", labels: Category.Behavioural);
        nurse = new(await world.AccountAsync("Nora", Hat.Provider, Hat.Caregiver, Hat.Coordinator), Hat.Provider);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(Hat.Provider)]
    [InlineData(Hat.Coordinator)]
    public async Task Who_found_the_person_and_says_why_reads_all_of_the_record_but_who_saw_it_and_changes_nothing(Hat hat)
    {
        var asker = nurse with { Hat = hat };
        await FindAndBreakAsync(asker);

        var plan = await database.Get<TreatmentPlanQueries>().PlanAsync(asker, walter.Patient, default);
        Assert.Single(plan.Goals);
        Assert.Equal(
            (Category.Everything & ~Category.AccessHistory, Category.None),
            (plan.Patient.Granted.View, plan.Patient.Granted.Manage)
        );
        Assert.Equal(database.Clock.GetUtcNow().AddHours(4), plan.Patient.GlassUntil);
        Assert.Single((await database.Get<AppointmentQueries>().AppointmentsAsync(asker, walter.Patient, null, default)).Upcoming);
        await Assert.ThrowsAsync<NotFound>(() => database.Get<AccessHistoryQueries>().WhoCanSeeAsync(asker, walter.Patient, null, default));
        await Assert.ThrowsAsync<NotFound>(() => database.Get<TodayQueries>().TodayAsync(asker, walter.Patient, default));
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database
                .Get<TickActivity>()
                .RunAsync(
                    asker,
                    new(walter.Patient, walter.Plan.Activity, DateOnly.FromDateTime(database.Clock.GetUtcNow().Date), Done: true),
                    default
                )
        );
        Assert.Equal(
            0,
            await database.AsAppAsync<long>(asker, "with gone as (delete from activity_ticks returning 1) select count(*) from gone")
        );
    }

    [Fact]
    public async Task An_id_alone_opens_nothing_and_neither_does_what_another_found()
    {
        var colleague = new Actor(await world.AccountAsync("Colleague", Hat.Provider), Hat.Provider);
        await FindAsync(colleague);

        await Assert.ThrowsAsync<NotFound>(() => BreakAsync(nurse));
        await Assert.ThrowsAsync<NotFound>(() => database.Get<GlassQueries>().FoundAsync(nurse, walter.Patient, default));
        await Assert.ThrowsAsync<NotFound>(() => BreakAsync(nurse, patient: Guid.CreateVersion7()));

        Assert.All(
            await database.NotedAsync(nurse.AccountId),
            noted => Assert.Contains(noted.Action, new[] { "access.refused", "find-person.read" })
        );
        Assert.All(await database.NotedAsync(nurse.AccountId), noted => Assert.Empty(noted.Patients));
        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from broken_glass where account_id = $1", nurse.AccountId));
        await BreakAsync(colleague);
    }

    [Fact]
    public async Task A_search_opens_the_way_for_a_quarter_of_an_hour()
    {
        await FindAsync(nurse);
        database.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));
        Assert.False((await database.Get<GlassQueries>().FoundAsync(nurse, walter.Patient, default)).HasAccess);
        database.Clock.Advance(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAsync<NotFound>(() => BreakAsync(nurse));
    }

    [Theory]
    [InlineData(Hat.Patient)]
    [InlineData(Hat.Caregiver)]
    [InlineData(Hat.Administrator)]
    [InlineData(Hat.System)]
    public async Task Only_providers_and_coordinators_break_it_even_where_they_found_the_person_under_another_hat(Hat hat)
    {
        await world.HatAsync(nurse.AccountId, Hat.Administrator);
        await world.HatAsync(nurse.AccountId, Hat.Patient);
        await FindAsync(nurse);

        await Assert.ThrowsAsync<NotFound>(() => BreakAsync(nurse with { Hat = hat }));
    }

    [Fact]
    public async Task After_four_hours_it_is_over_on_the_next_statement()
    {
        await FindAndBreakAsync(nurse);

        database.Clock.Advance(TimeSpan.FromHours(4) - TimeSpan.FromMilliseconds(1));
        Assert.True(await SeesAsync(nurse));
        database.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(await SeesAsync(nurse));
        await Assert.ThrowsAsync<NotFound>(() => database.Get<TreatmentPlanQueries>().PlanAsync(nurse, walter.Patient, default));
        await Assert.ThrowsAsync<NotFound>(() => EndAsync(nurse));
        // It takes a new search and a new reason.
        await Assert.ThrowsAsync<NotFound>(() => BreakAsync(nurse));
        await FindAndBreakAsync(nurse);
        Assert.True(await SeesAsync(nurse));
    }

    [Fact]
    public async Task Who_is_done_closes_it_and_may_break_it_again_with_a_new_reason()
    {
        await FindAndBreakAsync(nurse);
        database.Clock.Advance(TimeSpan.FromMinutes(10));

        await EndAsync(nurse);

        Assert.False(await SeesAsync(nurse));
        await Assert.ThrowsAsync<NotFound>(() => EndAsync(nurse));
        var noted = (await database.NotedAsync(nurse.AccountId)).Single(entry => entry.Action == "glass.ended");
        Assert.Equal([walter.Patient], noted.Patients);
        await BreakAsync(nurse);
        Assert.True(await SeesAsync(nurse));
        Assert.Equal(2, await database.AsOwnerAsync<long>("select count(*) from broken_glass where account_id = $1", nurse.AccountId));
    }

    [Fact]
    public async Task Nobody_closes_what_another_opened()
    {
        await FindAndBreakAsync(nurse);

        await Assert.ThrowsAsync<NotFound>(() => EndAsync(walter.Provider));
        await Assert.ThrowsAsync<NotFound>(() => EndAsync(walter.Self));
        await Assert.ThrowsAsync<NotFound>(() => EndAsync(nurse with { Hat = Hat.Caregiver }));

        Assert.True(await SeesAsync(nurse));
    }

    [Fact]
    public async Task A_nurse_who_is_also_a_caregiver_sees_it_as_the_nurse_only()
    {
        await FindAndBreakAsync(nurse);

        Assert.False(await SeesAsync(nurse with { Hat = Hat.Caregiver }));
        await world.GrantAsync(walter.Patient, nurse.AccountId, Category.Appointments);
        var visits = await database
            .Get<AppointmentQueries>()
            .AppointmentsAsync(nurse with { Hat = Hat.Caregiver }, walter.Patient, null, default);
        Assert.Null(visits.Patient.GlassUntil);
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<TreatmentPlanQueries>().PlanAsync(nurse with { Hat = Hat.Caregiver }, walter.Patient, default)
        );
    }

    [Fact]
    public async Task Where_there_is_access_there_is_no_glass_to_break()
    {
        await FindAsync(walter.Provider);
        Assert.Contains("already have access", (await Assert.ThrowsAsync<RuleBroken>(() => BreakAsync(walter.Provider))).Message);

        await FindAndBreakAsync(nurse);
        Assert.Contains("already have access", (await Assert.ThrowsAsync<RuleBroken>(() => BreakAsync(nurse))).Message);
        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from broken_glass where patient_id = $1", walter.Patient));
    }

    [Fact]
    public async Task Broken_twice_at_once_it_is_broken_once()
    {
        await FindAsync(nurse);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => await Record.ExceptionAsync(() => BreakAsync(nurse))));

        Assert.Single(answers, answer => answer is null);
        Assert.All(answers.OfType<Exception>(), answer => Assert.IsType<RuleBroken>(answer));
        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from patient_access where account_id = $1", nurse.AccountId));
        var (now, again) = (database.Clock.GetUtcNow(), Guid.CreateVersion7());
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsOwnerAsync(
                """
                insert into broken_glass (patient_id, id, account_id, hat, reason_kind, reason, since, until)
                    values ($1, $2, $3, 'provider', 'other', $4, $5, $5 + interval '4 hours')
                """,
                walter.Patient,
                again,
                nurse.AccountId,
                Reason,
                now.AddHours(1)
            )
        );
        Assert.Equal(PostgresErrorCodes.ExclusionViolation, refused.SqlState);
    }

    [Theory]
    [InlineData("")]
    [InlineData("urgent")]
    [InlineData("                                        ")]
    [InlineData("........................................")]
    [InlineData(
        "\u200F\u200F\u200F\u200F\u200F\u200F\u200F\u200F\u200F\u200F\u200F"
            + "\u200F\u200F\u200F\u200F\u200F\u200F\u200F\u200F\u200F\u200F\u200F"
    )]
    public async Task No_words_are_no_reason(string reason)
    {
        await FindAsync(nurse);

        Assert.Contains("why you need", (await Assert.ThrowsAsync<RuleBroken>(() => BreakAsync(nurse, reason))).Message);
        Assert.False(await SeesAsync(nurse));
    }

    [Theory]
    [InlineData("<script>alert('he is unconscious')</script>")]
    [InlineData("He is unconscious\0 and alone; drop table broken_glass")]
    [InlineData("\u202EHe lies unconscious in our emergency room")]
    [InlineData("He lies unconscious.\r\nNobody knows his medicines.")]
    public async Task A_reason_is_kept_as_words_whatever_they_look_like(string reason)
    {
        await FindAsync(nurse);

        await BreakAsync(nurse, reason);

        Assert.Equal(
            reason.Replace('\0', ' ').Replace("\r\n", "\n"),
            await database.AsOwnerAsync<string>("select reason from broken_glass where account_id = $1", nurse.AccountId)
        );
    }

    [Fact]
    public async Task Ten_kilobytes_and_a_kind_that_is_none_are_refused()
    {
        await FindAsync(nurse);

        await Assert.ThrowsAsync<RuleBroken>(() => BreakAsync(nurse, new string('a', 10_240)));
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<BreakGlass>().RunAsync(nurse, new(walter.Patient, (GlassReason)99, Reason), default)
        );
    }

    private async Task FindAndBreakAsync(Actor asker)
    {
        await FindAsync(asker);
        await BreakAsync(asker);
    }

    private async Task FindAsync(Actor asker)
    {
        var name = await database.AsOwnerAsync<string>("select given_name from patients where id = $1", walter.Patient);
        Assert.Single(await database.Get<FindPerson>().RunAsync(asker, new(name!, "Example", new DateOnly(1955, 3, 4)), default));
    }

    private Task BreakAsync(Actor asker, string reason = Reason, Guid? patient = null) =>
        database.Get<BreakGlass>().RunAsync(asker, new(patient ?? walter.Patient, GlassReason.EmergencyTreatment, reason), default);

    private Task EndAsync(Actor asker) => database.Get<EndGlass>().RunAsync(asker, new(walter.Patient), default);

    private async Task<bool> SeesAsync(Actor actor) =>
        await database.AsAppAsync<bool>(actor, "select exists (select from patients where id = $1)", walter.Patient);
}
