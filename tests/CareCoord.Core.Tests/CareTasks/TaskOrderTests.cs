using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>The orders of a task list are those of the names and the words that stand in it, both ways round and over its pages.</summary>
public sealed class TaskOrderTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private TaskStage stage = null!;

    public async Task InitializeAsync() => stage = await TaskStage.PlayAsync(database);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task By_patient_is_by_family_name_then_given_name_then_birth_date_whatever_the_accents_and_capitals()
    {
        foreach (
            var (given, family, born) in new[]
            {
                ("Anna", "Zimmer", "1950-01-01"),
                ("Zora", "Álvarez", "1950-01-01"),
                ("Jan", "de Vries", "1950-01-01"),
                ("Bea", "Muller", "1950-01-01"),
                ("Ada", "Müller", "1960-01-01"),
                ("ben", "alvarez", "1950-01-01"),
                ("Ada", "Müller", "1940-01-01"),
            }
        )
            await CrowdAsync(await PatientAsync(given, family, born), 2);

        string[] expected =
        [
            "ben alvarez",
            "Zora Álvarez",
            "Jan de Vries",
            "Ada Müller 1940",
            "Ada Müller 1960",
            "Bea Muller",
            "Anna Zimmer",
        ];
        foreach (var (actor, list) in new[] { (stage.Mia, TaskList.Mine), (stage.Coordinator, TaskList.Delegated) })
        {
            var there = await NamesAsync(actor, list, reversed: false);
            Assert.Equal(expected, there);
            Assert.Equal(expected.Reverse(), await NamesAsync(actor, list, reversed: true));
        }
    }

    [Theory]
    [InlineData(TaskSort.Patient)]
    [InlineData(TaskSort.Kind)]
    public async Task Every_page_follows_the_one_before_without_gaps_or_doubles_and_the_other_way_round_is_the_reverse(TaskSort sort)
    {
        var same = new List<Guid>();
        for (var one = 0; one < 4; one++)
            same.Add(await PatientAsync("Same", "Name", "1950-01-01"));
        foreach (var patient in same.Append(await PatientAsync("Zoë", "Änder", "1950-01-01")))
            await CrowdAsync(patient, 28);
        // Some have no due moment, and some have the same.
        await database.AsOwnerAsync("update care_tasks set due_at = null where title like '% 5'");
        await database.AsOwnerAsync("update care_tasks set due_at = $1 where title like '% 7'", database.Clock.GetUtcNow().AddMinutes(10));

        foreach (
            var (actor, list) in new[]
            {
                (stage.Mia, TaskList.Mine),
                (stage.Mia, TaskList.Week),
                (stage.Coordinator, TaskList.Delegated),
                (stage.Coordinator, TaskList.Late),
            }
        )
        {
            if (list == TaskList.Late)
                database.Clock.Advance(TimeSpan.FromHours(30));
            var there = await AllAsync(actor, list, sort, false);
            var all = there.Select(row => row.TaskId).ToList();
            Assert.True(all.Count > 80, $"{list}: {all.Count}");
            Assert.Equal(all.Count, all.Distinct().Count());
            Assert.Equal(all.AsEnumerable().Reverse(), (await AllAsync(actor, list, sort, true)).Select(row => row.TaskId));
            var firsts = there.Select(row => sort == TaskSort.Kind ? TaskAboutWords.Of(row.About) : row.PatientId.ToString()).ToList();
            Assert.Equal(firsts.Distinct().Count(), firsts.Where((first, at) => at == 0 || firsts[at - 1] != first).Count());
            foreach (var group in there.GroupBy(row => (row.PatientId, row.About)))
                Assert.Equal(
                    group.OrderBy(row => row.DueAt ?? DateTimeOffset.MaxValue).Select(row => row.DueAt),
                    group.Select(row => row.DueAt)
                );
        }
    }

    [Fact]
    public async Task By_what_it_is_about_is_in_the_order_of_the_words_of_the_column()
    {
        await CrowdAsync(await PatientAsync("Walter", "Example", "1950-01-01"), 14);

        string[] expected = ["A document", "A medicine", "A result", "A visit", "Hospital to home", "Something else", "The plan"];
        foreach (var list in new[] { TaskList.Mine, TaskList.Week })
        {
            Assert.Equal(expected, await WordsAsync(list, reversed: false));
            Assert.Equal(expected.Reverse(), await WordsAsync(list, reversed: true));
        }

        async Task<IEnumerable<string>> WordsAsync(TaskList list, bool reversed) =>
            (await AllAsync(stage.Mia, list, TaskSort.Kind, reversed)).Select(row => TaskAboutWords.Of(row.About)).Distinct();
    }

    [Fact]
    public async Task The_next_page_by_patient_follows_where_the_last_task_and_all_tasks_of_its_patient_have_gone()
    {
        var (abel, bert) = (await PatientAsync("Abel", "Arndt", "1950-01-01"), await PatientAsync("Bert", "Brandt", "1950-01-01"));
        await CrowdAsync(abel, CareTaskListSql.PageSize);
        await CrowdAsync(bert, 3);
        var first = await PageAsync(stage.Mia, TaskList.Mine, TaskSort.Patient, false, null);
        Assert.All(first.Items, row => Assert.Equal("Abel Arndt", row.Patient));

        await database.AsOwnerAsync(
            "update care_tasks set state = 'cancelled', state_note = 'x', closed_at = now() where patient_id = $1",
            abel
        );

        var second = await PageAsync(stage.Mia, TaskList.Mine, TaskSort.Patient, false, first.Next);
        Assert.Equal(Enumerable.Repeat("Bert Brandt", 3), second.Items.Select(row => row.Patient));
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData("00000000000000000000000000000001~0.01990000000070008000000000000000")]
    [InlineData("~0.01990000000070008000000000000000")]
    [InlineData("' or 1=1 --~0.01990000000070008000000000000000")]
    [InlineData("plan_activity~x")]
    [InlineData("nothing~0.01990000000070008000000000000000")]
    [InlineData("~")]
    public async Task A_key_of_nobody_that_one_sees_and_a_key_that_is_none_begin_the_list(string key)
    {
        await CrowdAsync(await PatientAsync("Walter", "Example", "1950-01-01"), 3);

        foreach (var sort in new[] { TaskSort.Patient, TaskSort.Kind })
        foreach (var reversed in new[] { false, true })
            Assert.Equal(3, (await PageAsync(stage.Mia, TaskList.Mine, sort, reversed, key)).Items.Count);
    }

    [Fact]
    public async Task The_queue_of_a_unit_is_in_the_order_of_the_names_that_its_members_see()
    {
        foreach (var (given, family) in new[] { ("Anna", "Zimmer"), ("Zora", "Álvarez") })
        {
            var patient = await PatientAsync(given, family, "1950-01-01");
            await database
                .Get<AssignCareTask>()
                .RunAsync(stage.Coordinator, new([patient], TaskStage.Work(), new(Unit: stage.Unit), [], []), default);
        }

        Assert.Equal(
            ["Zora Álvarez", "Anna Zimmer"],
            (await AllAsync(stage.Uma, TaskList.Units, TaskSort.Patient, false)).Select(row => row.Patient)
        );
        Assert.Equal(
            ["Anna Zimmer", "Zora Álvarez"],
            (await AllAsync(stage.Uma, TaskList.Units, TaskSort.Patient, true)).Select(row => row.Patient)
        );
    }

    private async Task<List<string>> NamesAsync(Actor actor, TaskList list, bool reversed)
    {
        var rows = await AllAsync(actor, list, TaskSort.Patient, reversed);
        var named = new List<string>();
        foreach (var patient in rows.DistinctBy(row => row.PatientId))
        {
            var year = await database.AsOwnerAsync<int>(
                "select extract(year from birth_date)::integer from patients where id = $1",
                patient.PatientId
            );
            named.Add(patient.Patient == "Ada Müller" ? $"{patient.Patient} {year}" : patient.Patient);
        }

        return named;
    }

    private async Task<List<TaskRow>> AllAsync(Actor actor, TaskList list, TaskSort sort, bool reversed)
    {
        var all = new List<TaskRow>();
        string? after = null;
        do
        {
            var page = await PageAsync(actor, list, sort, reversed, after);
            all.AddRange(page.Items);
            after = page.Next;
        } while (after is not null);
        return all;
    }

    private async Task<CareCoord.Shared.Page<TaskRow>> PageAsync(Actor actor, TaskList list, TaskSort sort, bool reversed, string? after) =>
        (
            await database
                .Get<CareTaskQueries>()
                .TasksAsync(actor, new(list, sort, null, null, null, after, TimeZoneInfo.Utc, null, reversed), default)
        ).Rows;

    // Somebody of the same coordinator's caseload, on whose team the nutritionist is.
    private async Task<Guid> PatientAsync(string given, string family, string born)
    {
        var patient = await world.PatientAsync(given);
        await database.AsOwnerAsync(
            "update patients set family_name = $2, birth_date = $3::date where id = $1",
            patient,
            family,
            DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture)
        );
        await world.AssignCaseloadAsync(patient, stage.Coordinator.AccountId);
        await world.JoinTeamAsync(
            patient,
            stage.Mia.AccountId,
            await database.AsOwnerAsync<Guid>("select id from providers where account_id = $1", stage.Mia.AccountId),
            "nutritionist"
        );
        return patient;
    }

    // Tasks of every kind that the nutritionist has accepted, due one after the other within this day.
    private Task CrowdAsync(Guid patient, int tasks) =>
        database.AsOwnerAsync(
            """
            insert into care_tasks (patient_id, id, title, why, about, priority, due_at, state, coordinator_account_id, owner_account_id,
                                    owner_hat, assigned_at, entry_count, labels)
            select $1, gen_random_uuid(), 'Task ' || n, 'x',
                   (array['plan_activity', 'document', 'appointment', 'medicine', 'result', 'transition', 'general'])[1 + n % 7], 'routine',
                   $4::timestamptz + n * interval '1 minute', 'accepted', $2, $3, 'provider', $4, 1, 0
            from generate_series(1, $5) n
            """,
            patient,
            stage.Coordinator.AccountId,
            stage.Mia.AccountId,
            database.Clock.GetUtcNow(),
            tasks
        );
}
