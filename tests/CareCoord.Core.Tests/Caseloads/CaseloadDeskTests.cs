using CareCoord.Access;
using CareCoord.Caseloads;
using CareCoord.Coordination;
using CareCoord.SavedViews;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Caseloads;

/// <summary>
/// The coordinator's desk: everybody of the caseload with what is next, late and changed; sorted, filtered, page by page.
/// </summary>
public sealed class CaseloadDeskTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    private DateTimeOffset Now => database.Clock.GetUtcNow();

    [Fact]
    public async Task A_row_says_what_is_next_and_what_is_late()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await world.ProblemAsync(cast.Patient, cast.Plan.Plan, "New hip");
        var task = await world.TaskAsync(cast.Patient, cast.Coordinator.AccountId, cast.Provider.AccountId);
        var row = await RowAsync(cast);
        Assert.Equal(("Walter Example", "New hip", 1, null), (row.Name, row.MainProblem, row.PlanVersion, row.StandsInFor));
        Assert.Equal(new NextUp(true, true, cast.Visit, "Check", Now.AddDays(1), "Nurse of Walter"), row.Next);
        Assert.Empty(row.Reasons);

        await DueAsync(task, Now.AddHours(2));
        Assert.Equal(new NextUp(false, false, task.Task, "Agree on a meal plan", Now.AddHours(2), null), (await RowAsync(cast)).Next);

        await DueAsync(task, Now.AddHours(-1));
        row = await RowAsync(cast);
        Assert.Equal((1, true), (row.Late, row.Next!.IsVisit));
        Assert.Equal(new Reason(ReasonKind.LateTask, "Agree on a meal plan", new(2026, 11, 23)), Assert.Single(row.Reasons));
        Assert.Equal(
            ReasonKind.LateTask,
            Assert.Single((await database.Get<CaseloadQueries>().CaseloadAsync(cast.Coordinator, null, default)).Rows.Items[0].Reasons).Kind
        );

        await database.AsOwnerAsync(
            """
            update care_tasks set state = 'done', state_note = 'So', closed_at = $2, asked_account_id = null, asked_hat = null,
                asked_by = null, asked_at = null where id = $1
            """,
            task.Task,
            Now
        );
        Assert.Equal(0, (await RowAsync(cast)).Late);
    }

    [Fact]
    public async Task What_has_changed_since_the_last_look_is_named_newest_first_and_the_rest_is_counted()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await world.TaskAsync(cast.Patient, cast.Coordinator.AccountId, cast.Provider.AccountId);
        Assert.Equal((null, 0), ((await RowAsync(cast)).LookedAt, (await RowAsync(cast)).Changes.Count));
        await LookAsync(cast.Coordinator, cast);
        var looked = Now;
        Assert.Equal((looked, 0), ((await RowAsync(cast)).LookedAt, (await RowAsync(cast)).Changes.Count));

        await AtAsync(1, () => ActAsync(cast, "noted", cast.Coordinator));
        Assert.Empty((await RowAsync(cast)).Changes);
        await AtAsync(2, () => world.ReadingAsync(cast.Patient, cast.Plan.Goal, 4));
        await AtAsync(3, () => world.ReadingAsync(cast.Patient, cast.Plan.Goal, 5));
        Assert.Equal(new SinceLook(SinceLookKind.Readings, "2", Now, null), Assert.Single((await RowAsync(cast)).Changes));

        await AtAsync(4, () => ActAsync(cast, "declined", cast.Provider));
        await AtAsync(5, () => database.AsOwnerAsync("update appointments set moved_at = $2 where id = $1", cast.Visit, Now));
        await AtAsync(
            6,
            () => database.AsOwnerAsync("update treatment_plans set published_at = $2 where patient_id = $1", cast.Patient, Now)
        );
        var row = await RowAsync(cast);
        Assert.Equal([SinceLookKind.PlanPublished, SinceLookKind.VisitMoved, SinceLookKind.TaskDeclined], row.Changes.Select(c => c.Kind));
        Assert.Equal(["1", "Check", "Agree on a meal plan"], row.Changes.Select(c => c.About));
        Assert.Equal((cast.Visit, 1), (row.Changes[1].Id!.Value, row.MoreChanges));

        await LookAsync(cast.Coordinator, cast);
        Assert.Empty((await RowAsync(cast)).Changes);
    }

    [Theory]
    [InlineData("cancelled", SinceLookKind.VisitCancelled)]
    [InlineData("missed", SinceLookKind.VisitMissed)]
    public async Task A_visit_that_was_cancelled_or_missed_is_a_change(string state, SinceLookKind kind)
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await LookAsync(cast.Coordinator, cast);
        await AtAsync(
            60,
            () =>
                database.AsOwnerAsync(
                    """
                    update appointments set state = $2, starts_at = $3::timestamptz - interval '40 minutes',
                        ends_at = $3::timestamptz - interval '10 minutes',
                        cancelled_at = case when $2 = 'cancelled' then $3::timestamptz end where id = $1
                    """,
                    cast.Visit,
                    state,
                    Now
                )
        );

        Assert.Equal(kind, Assert.Single((await RowAsync(cast)).Changes).Kind);
    }

    [Fact]
    public async Task Who_joins_or_leaves_the_team_is_a_change_but_not_oneself()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await world.JoinTeamAsync(cast.Patient, cast.Coordinator.AccountId, null, "coordinator", since: Now.AddMinutes(1));
        await LookAsync(cast.Coordinator, cast);
        await AtAsync(5, () => database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", cast.Member, Now));

        Assert.Equal(new SinceLook(SinceLookKind.TeamLeft, "Nurse of Walter", Now, null), Assert.Single((await RowAsync(cast)).Changes));
    }

    [Fact]
    public async Task People_are_sorted_filtered_and_counted()
    {
        var carla = new Actor(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);
        var (ada, ben, cleo) = (await PersonAsync(carla, "Ada"), await PersonAsync(carla, "Ben"), await PersonAsync(carla, "Cleo"));
        await database.Get<SetRisk>().RunAsync(carla, new(cleo.Patient, Risk.High, "Two falls."), default);
        await database.Get<SetRisk>().RunAsync(carla, new(ben.Patient, Risk.Low, "Quiet."), default);
        await DueAsync(await world.TaskAsync(ben.Patient, carla.AccountId, ben.Provider.AccountId), Now.AddDays(-1));
        await world.TransitionAsync(ada.Patient, carla.AccountId);
        await database.AsOwnerAsync("update treatment_plans set review_due = '2026-11-20' where patient_id = $1", cleo.Patient);
        await database.AsOwnerAsync(
            "update appointments set starts_at = starts_at + interval '3 days', ends_at = ends_at + interval '3 days' where id = $1",
            ada.Visit
        );
        await LookAsync(carla, ben);

        Assert.Equal(["Ben", "Cleo", "Ada"], await NamesAsync(carla, new(CaseloadSort.Need)));
        Assert.Equal(["Ada", "Ben", "Cleo"], await NamesAsync(carla, new(CaseloadSort.Name)));
        Assert.Equal(["Cleo", "Ben", "Ada"], await NamesAsync(carla, new(CaseloadSort.Risk)));
        Assert.Equal(["Ben", "Cleo", "Ada"], await NamesAsync(carla, new(CaseloadSort.Next)));
        Assert.Equal("Ben", (await NamesAsync(carla, new(CaseloadSort.Late)))[0]);
        Assert.Equal("Ben", (await NamesAsync(carla, new(CaseloadSort.Looked)))[^1]);

        // The other way round: what is unknown still comes last.
        Assert.Equal(["Ada", "Cleo", "Ben"], await NamesAsync(carla, new(CaseloadSort.Need, Reversed: true)));
        Assert.Equal(["Cleo", "Ben", "Ada"], await NamesAsync(carla, new(CaseloadSort.Name, Reversed: true)));
        Assert.Equal(["Ben", "Cleo", "Ada"], await NamesAsync(carla, new(CaseloadSort.Risk, Reversed: true)));
        Assert.Equal(["Ada", "Ben", "Cleo"], await NamesAsync(carla, new(CaseloadSort.Next, Reversed: true)));
        Assert.Equal("Ben", (await NamesAsync(carla, new(CaseloadSort.Late, Reversed: true)))[^1]);
        Assert.Equal("Ben", (await NamesAsync(carla, new(CaseloadSort.Looked, Reversed: true)))[0]);

        Assert.Equal(["Ben", "Cleo"], await NamesAsync(carla, new(CaseloadSort.Name, Need: true)));
        Assert.Equal(["Cleo"], await NamesAsync(carla, new(CaseloadSort.Name, Reason: ReasonKind.ReviewLate)));
        Assert.Equal(["Ben"], await NamesAsync(carla, new(CaseloadSort.Name, Risk: Risk.Low)));
        Assert.Equal(["Ben"], await NamesAsync(carla, new(CaseloadSort.Name, Late: true)));
        Assert.Equal(["Ada"], await NamesAsync(carla, new(CaseloadSort.Name, Transition: true)));
        Assert.Equal(["Cleo"], await NamesAsync(carla, new(CaseloadSort.Name, Name: " lEO exam")));
        Assert.Empty(await NamesAsync(carla, new(CaseloadSort.Name, Name: "%")));
        Assert.Empty(await NamesAsync(carla, new(CaseloadSort.Name, Name: "x\0<script>\u202E")));
        Assert.Equal(new CaseloadCounts(3, 2, 1, 1, 1, 3, 1), (await DeskAsync(carla, new(CaseloadSort.Name, Late: true))).Counts);
        Assert.Equal(new CaseloadCounts(3, 2, 1, 1, 1, 3, 0), (await DeskAsync(carla, new(CaseloadSort.Name, Name: "Zoe"))).Counts);
        Assert.Equal(
            new CaseloadCounts(0, 0, 0, 0, 0, 0, 0),
            (await DeskAsync(carla with { AccountId = ada.Coordinator.AccountId }, new(CaseloadSort.Name))).Counts
        );
    }

    [Fact]
    public async Task By_name_is_by_family_name_whatever_the_accents_and_capitals()
    {
        var carla = new Actor(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);
        foreach (var (given, family) in new[] { ("Anna", "Zimmer"), ("Jan", "de Vries"), ("Zora", "Álvarez"), ("Ben", "alvarez") })
            await database.AsOwnerAsync(
                "update patients set family_name = $2 where id = $1",
                (await PersonAsync(carla, given)).Patient,
                family
            );

        string[] expected = ["Ben", "Zora", "Jan", "Anna"];
        Assert.Equal(expected, await NamesAsync(carla, new(CaseloadSort.Name)));
        Assert.Equal(expected.Reverse(), await NamesAsync(carla, new(CaseloadSort.Name, Reversed: true)));
    }

    [Fact]
    public async Task Every_order_goes_through_all_people_page_by_page_each_once()
    {
        var carla = new Actor(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);
        var ids = new HashSet<Guid>();
        for (var at = 0; at < 103; at++)
        {
            var id = await world.PatientAsync($"P{at % 7}");
            await world.AssignCaseloadAsync(id, carla.AccountId);
            if (at % 3 == 0)
                await world.PlanAsync(id, carla.AccountId);
            ids.Add(id);
        }

        var sorts = Enum.GetValues<CaseloadSort>();
        foreach (var (sort, reversed) in sorts.Select(sort => (sort, false)).Concat(sorts.Select(sort => (sort, true))))
        {
            var seen = new List<Guid>();
            string? after = null;
            do
            {
                var page = (await DeskAsync(carla, new(sort, After: after, Reversed: reversed))).Rows;
                seen.AddRange(page.Items.Select(r => r.PatientId));
                after = page.Next;
            } while (after is not null);
            Assert.Equal(103, seen.Count);
            Assert.True(ids.SetEquals(seen), $"{sort}, reversed: {reversed}");
        }

        Assert.Equal(50, (await DeskAsync(carla, new(CaseloadSort.Need, After: "' or 1=1 --"))).Rows.Items.Count);
        Assert.Empty((await DeskAsync(carla, new(CaseloadSort.Need, After: Guid.CreateVersion7().ToString("N")))).Rows.Items);
        // One entry for each page, about the people on it; an empty one is an entry too.
        var noted = (await database.NotedAsync(carla.AccountId))
            .Where(n => n.Action == "caseload.read")
            .Select(n => n.Patients.Length)
            .Order()
            .ToList();
        Assert.Equal([0, .. Enumerable.Repeat(3, 14), .. Enumerable.Repeat(50, 29)], noted);
    }

    [Fact]
    public async Task A_deputy_sees_for_whom_they_stand_in_and_nobody_else_has_a_desk()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var deputy = new Actor(await world.AccountAsync("Dana", Hat.Coordinator), Hat.Coordinator);
        Assert.Empty(await NamesAsync(deputy, new(CaseloadSort.Need)));
        await world.AbsenceAsync(cast.Coordinator, deputy.AccountId);

        var row = Assert.Single((await DeskAsync(deputy, new(CaseloadSort.Need))).Rows.Items);
        Assert.Equal(("Walter Example", "Coordinator of Walter"), (row.Name, row.StandsInFor));
        foreach (
            var actor in new[] { cast.Provider, cast.Self, cast.Caregiver, cast.Coordinator with { Hat = Hat.Administrator }, Actor.Portal }
        )
            await Assert.ThrowsAsync<NotFound>(() => DeskAsync(actor, new(CaseloadSort.Need)));
    }

    [Fact]
    public async Task The_desk_brings_the_views_that_were_saved_for_it()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await database.Get<SaveView>().RunAsync(cast.Coordinator, new(Desk.Caseload, "Late", "late=true&sort=name&need=true"), default);
        await database.Get<SaveView>().RunAsync(cast.Coordinator, new(Desk.Tasks, "Mine", "list=mine"), default);

        Assert.Equal(
            ("Late", "late=true&sort=name&need=true"),
            (await DeskAsync(cast.Coordinator, new(CaseloadSort.Need))).Views.Select(v => (v.Name, v.Query)).Single()
        );
    }

    private async Task<Cast> PersonAsync(Actor coordinator, string name)
    {
        var cast = await Cast.PlayAsync(world, database, name);
        await database.AsOwnerAsync(
            "update caseload_assignments set coordinator_account_id = $2 where id = $1",
            cast.Assignment,
            coordinator.AccountId
        );
        return cast;
    }

    private Task DueAsync(TaskIds task, DateTimeOffset due) =>
        database.AsOwnerAsync("update care_tasks set due_at = $2 where id = $1", task.Task, due);

    private Task ActAsync(Cast cast, string act, Actor by) =>
        database.AsOwnerAsync(
            """
            insert into care_task_entries (patient_id, id, task_id, number, action, at, account_id, hat, state, owner_account_id, labels)
            select patient_id, gen_random_uuid(), id, 2 + (select count(*) from care_task_entries a where a.task_id = t.id)::integer, $2,
                   $3, $4, $5, state, owner_account_id, 0
            from care_tasks t where patient_id = $1
            """,
            cast.Patient,
            act,
            Now,
            by.AccountId,
            by.Hat.Snake()
        );

    private async Task AtAsync(int minutes, Func<Task> happens)
    {
        database.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await happens();
    }

    private Task LookAsync(Actor actor, Cast cast) => database.Get<CoordinateQueries>().CoordinateAsync(actor, cast.Patient, default);

    private Task<CaseloadDeskView> DeskAsync(Actor actor, CaseloadFilter asked) =>
        database.Get<CaseloadDeskQueries>().DeskAsync(actor, asked, null, default);

    private async Task<CaseloadDeskRow> RowAsync(Cast cast) =>
        Assert.Single((await DeskAsync(cast.Coordinator, new(CaseloadSort.Need))).Rows.Items);

    private async Task<List<string>> NamesAsync(Actor actor, CaseloadFilter asked) =>
        [.. (await DeskAsync(actor, asked)).Rows.Items.Select(r => r.Name.Split(' ')[0])];
}
