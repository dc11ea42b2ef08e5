using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>
/// What is not answered or not finished in time: whoever has to act hears of it, then the coordinator, then their deputy.
/// </summary>
public sealed class FireDueEscalationsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    // A Monday, 9 in the morning in Chicago.
    private static readonly DateTimeOffset Nine = new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);

    private readonly LadderStage stage = new(database);

    public Task InitializeAsync() => stage.OpenAsync(Nine);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Whoever_is_asked_is_reminded_then_the_coordinator_told_then_told_again_where_there_is_no_deputy()
    {
        var task = await stage.AssignAsync(Priority.Asap);

        await stage.ClimbAtAsync(Nine.AddMinutes(59));
        Assert.Empty(await stage.FiredAsync(task));
        await stage.ClimbAtAsync(Nine.AddHours(1));
        Assert.Equal(["reminded: person, Nurse of Rosa"], await stage.FiredAsync(task));
        await stage.ClimbAtAsync(Nine.AddHours(2));
        await stage.ClimbAtAsync(Nine.AddHours(4));

        Assert.Equal(
            [
                "reminded: person, Nurse of Rosa",
                "escalated: person, Coordinator of Rosa",
                "escalated_to_deputy: again, Coordinator of Rosa",
            ],
            await stage.FiredAsync(task)
        );
        Assert.Equal(
            [
                "task_reminder: Nurse of Rosa, provider",
                "task_late: Coordinator of Rosa, coordinator",
                "task_late: Coordinator of Rosa, coordinator",
            ],
            await stage.ToldAsync(task)
        );
        Assert.Equal(0, await stage.UnfiredAsync());
    }

    [Fact]
    public async Task The_owner_is_reminded_of_the_due_moment_and_whoever_is_asked_while_nobody_accepted()
    {
        var (accepted, asked) = (
            await stage.AssignAsync(Priority.Urgent, Nine.AddHours(7)),
            await stage.AssignAsync(Priority.Urgent, Nine.AddHours(7))
        );
        await stage.ActAsync(stage.Nurse, accepted, new AcceptCareTask());

        await stage.ClimbAtAsync(Nine.AddHours(3));

        Assert.Equal(["reminded: person, Nurse of Rosa"], await stage.FiredAsync(accepted));
        Assert.Equal(["reminded: person, Nurse of Rosa"], await stage.FiredAsync(asked));
        Assert.Equal(
            stage.Nurse.AccountId,
            await database.AsOwnerAsync<Guid>("select told from care_task_rungs where task_id = $1 and fired_at is not null", accepted)
        );
    }

    [Fact]
    public async Task A_task_that_was_declined_reminds_the_coordinator()
    {
        var task = await stage.AssignAsync(Priority.Asap);
        await stage.ActAsync(stage.Nurse, task, new DeclineCareTask("I am not here this week."));

        await stage.ClimbAtAsync(Nine.AddHours(1));

        Assert.Equal(["task_reminder: Coordinator of Rosa, coordinator"], await stage.ToldAsync(task));
    }

    [Fact]
    public async Task An_offer_to_another_reminds_the_other_of_the_answer_and_the_owner_of_the_due_moment()
    {
        var other = await stage.World.AccountAsync("Other", Hat.Provider);
        await stage.World.JoinTeamAsync(stage.Cast.Patient, other, await stage.World.ProviderAsync(other, "pharmacist"), "pharmacist");
        var task = await stage.AssignAsync(Priority.Asap, Nine.AddHours(2));
        await stage.ActAsync(stage.Nurse, task, new AcceptCareTask());
        await stage.ActAsync(stage.Nurse, task, new HandOverCareTask(new(Person: other), null));

        await stage.ClimbAtAsync(Nine.AddHours(1));

        Assert.Equal(["task_reminder: Nurse of Rosa, provider", "task_reminder: Other, provider"], await stage.ToldAsync(task));
    }

    [Fact]
    public async Task What_was_answered_or_closed_before_its_moment_fires_nothing()
    {
        var (accepted, done, cancelled) = (
            await stage.AssignAsync(Priority.Stat),
            await stage.AssignAsync(Priority.Stat, Nine.AddHours(1)),
            await stage.AssignAsync(Priority.Stat, Nine.AddHours(1))
        );
        await stage.ActAsync(stage.Nurse, accepted, new AcceptCareTask());
        await stage.ActAsync(stage.Nurse, done, new AcceptCareTask());
        await stage.ActAsync(stage.Nurse, done, new CompleteCareTask("It is dry."));
        await stage.ActAsync(stage.Coordinator, cancelled, new CancelCareTask("Not needed."));

        await stage.ClimbAtAsync(Nine.AddDays(3));

        Assert.All(new[] { accepted, done, cancelled }, task => Assert.Empty(stage.FiredAsync(task).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task A_rung_that_was_left_on_an_answered_or_closed_task_is_taken_away()
    {
        var task = await stage.AssignAsync(Priority.Stat, Nine.AddHours(1));
        await database.AsOwnerAsync(
            """
            update care_tasks set state = 'done', state_note = 'x', asked_account_id = null, asked_hat = null, asked_by = null,
                asked_at = null, closed_at = $2 where id = $1
            """,
            task,
            Nine
        );

        await stage.ClimbAtAsync(Nine.AddDays(3));

        Assert.Empty(await stage.FiredAsync(task));
        Assert.Equal(0, await stage.UnfiredAsync());
    }

    [Fact]
    public async Task Where_no_worker_ran_for_days_each_rung_fires_once_and_in_order_in_one_run()
    {
        var task = await stage.AssignAsync(Priority.Urgent, Nine.AddHours(7));

        await stage.ClimbAtAsync(Nine.AddDays(20));
        await stage.ClimbAtAsync(Nine.AddDays(21));

        Assert.Equal(
            "1:assigned 2:reminded 3:reminded 4:escalated 5:escalated 6:escalated_to_deputy 7:escalated_to_deputy",
            await database.AsOwnerAsync<string>(
                "select string_agg(number || ':' || action, ' ' order by number) from care_task_entries where task_id = $1",
                task
            )
        );
        Assert.Equal(
            "finish:reminder answer:reminder finish:coordinator answer:coordinator finish:deputy answer:deputy".Split(' ').Order(),
            (
                await database.AsOwnerAsync<string>(
                    "select string_agg(clock || ':' || rung, ' ') from care_task_rungs where task_id = $1 and fired_at = $2",
                    task,
                    Nine.AddDays(20)
                )
            )!
                .Split(' ')
                .Order()
        );
    }

    [Fact]
    public async Task Each_rung_is_in_the_audit_as_the_portals_with_the_patient()
    {
        var task = await stage.AssignAsync(Priority.Asap);
        await stage.ClimbAtAsync(Nine.AddDays(1));

        var noted = (await database.NotedAsync(Actor.Portal.AccountId)).Where(n => n.SubjectId == task).ToList();

        Assert.Equal(["care-task.reminded", "care-task.escalated", "care-task.escalated-to-deputy"], noted.Select(n => n.Action));
        Assert.All(
            noted,
            n => Assert.Equal(("system", "care_task", stage.Cast.Patient), (n.Hat, n.SubjectKind, Assert.Single(n.Patients)))
        );
    }

    [Fact]
    public async Task A_task_whose_rung_cannot_be_fired_holds_up_no_other_and_fires_when_it_is_mended()
    {
        var (bad, good) = (await stage.AssignAsync(Priority.Stat), await stage.AssignAsync(Priority.Asap));
        // Its next act would have a number that is taken.
        await stage.ActAsync(stage.Nurse, bad, new NoteOnCareTask("Who has the key?"));
        await database.AsOwnerAsync("update care_tasks set entry_count = 1 where id = $1", bad);
        database.Clock.Set(Nine.AddHours(1));

        var climbed = await stage.Ladders.ClimbAsync([], default);

        Assert.Equal((bad, stage.Cast.Patient), (Assert.Single(climbed.Stuck).TaskId, climbed.Stuck[0].PatientId));
        Assert.Single(await stage.FiredAsync(good));
        Assert.Equal(
            0,
            await database.AsOwnerAsync<long>("select count(*) from care_task_rungs where task_id = $1 and fired_at is not null", bad)
        );
        Assert.Empty((await stage.Ladders.ClimbAsync([bad], default)).Stuck);
        await database.AsOwnerAsync("update care_tasks set entry_count = 2 where id = $1", bad);
        Assert.Equal(3, await stage.ClimbAsync());
    }

    [Fact]
    public async Task It_says_when_the_next_rung_is_due()
    {
        await stage.AssignAsync(Priority.Asap);

        Assert.Equal(Nine.AddHours(1), (await stage.Ladders.ClimbAsync([], default)).NextAt);
        database.Clock.Set(Nine.AddHours(1));
        Assert.Equal(Nine.AddHours(2), (await stage.Ladders.ClimbAsync([], default)).NextAt);
        database.Clock.Set(Nine.AddHours(5));
        Assert.Null((await stage.Ladders.ClimbAsync([], default)).NextAt);
    }

    [Fact]
    public async Task A_reminder_between_seeing_and_acting_does_not_stand_against_the_act()
    {
        var task = await stage.AssignAsync(Priority.Asap);
        await stage.ClimbAtAsync(Nine.AddHours(1));

        await stage.ActAsync(stage.Nurse, task, new AcceptCareTask(), seen: 1);

        Assert.Equal(
            "assigned reminded accepted",
            await database.AsOwnerAsync<string>(
                "select string_agg(action, ' ' order by number) from care_task_entries where task_id = $1",
                task
            )
        );
    }

    [Fact]
    public async Task What_a_person_did_between_seeing_and_acting_does_also_where_a_reminder_came_after_it()
    {
        var task = await stage.AssignAsync(Priority.Asap);
        await stage.ActAsync(stage.Coordinator, task, new NoteOnCareTask("Wear gloves."));
        await stage.ClimbAtAsync(Nine.AddHours(1));

        var broken = await Assert.ThrowsAsync<RuleBroken>(() => stage.ActAsync(stage.Nurse, task, new AcceptCareTask(), seen: 1));

        Assert.Contains("Coordinator of Rosa added a note", broken.Message, StringComparison.Ordinal);
    }
}
