using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.CareTeams;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>Whoever watches a task hears what happens with it, for as long as they may see it.</summary>
public sealed class TaskWatcherTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private TaskStage stage = null!;

    public async Task InitializeAsync() => stage = await TaskStage.PlayAsync(database);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Whoever_is_made_a_watcher_hears_of_what_others_do_and_stands_among_the_watchers()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId), watchers: [stage.Nurse.AccountId]);
        await stage.DoAsync(stage.Mia, task, new AcceptCareTask());

        Assert.Equal(["task_changed", "task_accepted"], await stage.ToldAsync(stage.Nurse, task));
        Assert.Equal(["Nurse of Denise"], await WatchersAsync(task));
    }

    [Fact]
    public async Task One_watches_and_stops_watching_and_both_stand_in_the_history_and_the_audit()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId));
        foreach (var watches in new[] { true, true, false, false })
            await WatchAsync(stage.Nurse, task, stage.Nurse, watches);
        await stage.DoAsync(stage.Mia, task, new AcceptCareTask());

        Assert.Equal(["assigned", "watched", "unwatched", "accepted"], (await stage.HistoryAsync(task)).Select(a => a.Action));
        Assert.Equal(
            2,
            (await database.NotedAsync(stage.Nurse.AccountId)).Count(n => n.Action == "care-task.watched" && n.SubjectId == task)
        );
        Assert.Empty(await stage.ToldAsync(stage.Nurse, task));
        Assert.Empty(await WatchersAsync(task));
    }

    [Fact]
    public async Task The_coordinator_chooses_who_else_watches_and_nobody_else_does()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId));
        await WatchAsync(stage.Coordinator, task, stage.Nurse, true);
        Assert.Equal(["Nurse of Denise"], await WatchersAsync(task));

        Assert.Equal(
            "Only the coordinator can choose who else watches this.",
            (await Assert.ThrowsAsync<RuleBroken>(() => WatchAsync(stage.Mia, task, stage.Nurse, false))).Message
        );
        Assert.StartsWith(
            "They are not on the care team",
            (await Assert.ThrowsAsync<RuleBroken>(() => WatchAsync(stage.Coordinator, task, stage.Uma, true))).Message
        );
        await Assert.ThrowsAsync<NotFound>(() => WatchAsync(stage.Uma, task, stage.Uma, true));
        Assert.Equal(["Nurse of Denise"], await WatchersAsync(task));
    }

    [Fact]
    public async Task Twenty_watch_at_the_most()
    {
        var many = new List<Guid>();
        for (var one = 0; one < CareTaskAssigned.MostWatchers; one++)
        {
            var account = await world.AccountAsync($"Nurse {one}", Hat.Provider);
            await world.JoinTeamAsync(stage.Patient, account, await world.ProviderAsync(account));
            many.Add(account);
        }

        var task = await stage.AssignAsync(new(stage.Mia.AccountId), watchers: many);

        Assert.Equal(
            "Twenty people watch this already, which is the most.",
            (await Assert.ThrowsAsync<RuleBroken>(() => WatchAsync(stage.Nurse, task, stage.Nurse, true))).Message
        );
        Assert.Equal(
            "At most 20 people watch a task.",
            (
                await Assert.ThrowsAsync<RuleBroken>(() =>
                    stage.AssignAsync(new(stage.Mia.AccountId), watchers: [.. many, stage.Nurse.AccountId])
                )
            ).Message
        );
    }

    [Fact]
    public async Task Whoever_leaves_the_care_team_watches_no_longer()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId), watchers: [stage.Nurse.AccountId]);
        await database.Get<LeaveCareTeam>().RunAsync(stage.Nurse, new(stage.Patient, stage.Cast.Member, stage.Cast.MemberVersion), default);
        var told = await stage.ToldAsync(stage.Nurse, task);

        await stage.DoAsync(stage.Mia, task, new AcceptCareTask());

        Assert.Equal(told, await stage.ToldAsync(stage.Nurse, task));
        Assert.Empty(await WatchersAsync(task));
    }

    [Fact]
    public async Task Whose_place_on_the_team_has_run_out_hears_nothing_more_gets_no_mail_and_is_not_shown()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId), watchers: [stage.Nurse.AccountId]);
        var before = await HeardAsync(stage.Nurse, task);
        await database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", stage.Cast.Member, database.Clock.GetUtcNow());

        await stage.DoAsync(stage.Mia, task, new AcceptCareTask());
        await stage.DoAsync(stage.Mia, task, new CompleteCareTask("Done."));

        Assert.Equal(before, await HeardAsync(stage.Nurse, task));
        Assert.Empty(await WatchersAsync(task));
        Assert.Equal(["task_accepted", "task_done"], await stage.ToldAsync(stage.Coordinator, task));
    }

    [Fact]
    public async Task A_coordinator_who_handed_the_patient_over_hears_nothing_more_though_they_watch()
    {
        var task = await stage.AcceptedByAsync(stage.Mia);
        await WatchAsync(stage.Coordinator, task, stage.Coordinator, true);
        var before = await HeardAsync(stage.Coordinator, task);
        await database.AsOwnerAsync(
            "update caseload_assignments set until = $2 where id = $1",
            stage.Cast.Assignment,
            database.Clock.GetUtcNow()
        );
        await world.AssignCaseloadAsync(
            stage.Patient,
            await world.AccountAsync("Next", Hat.Coordinator),
            since: database.Clock.GetUtcNow()
        );

        await stage.DoAsync(stage.Mia, task, new NoteOnCareTask("She is better."));

        Assert.Equal(before, await HeardAsync(stage.Coordinator, task));
        Assert.Empty(await WatchersAsync(task));
    }

    [Fact]
    public async Task Whoever_sees_the_patient_under_another_hat_only_hears_nothing_of_what_they_watched_under_the_first()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId), watchers: [stage.Nurse.AccountId]);
        var before = await HeardAsync(stage.Nurse, task);
        await database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", stage.Cast.Member, database.Clock.GetUtcNow());
        await world.HatAsync(stage.Nurse.AccountId, Hat.Caregiver);
        await world.GrantAsync(stage.Patient, stage.Nurse.AccountId, Category.Plan);

        await stage.DoAsync(stage.Mia, task, new AcceptCareTask());

        Assert.Equal(before, await HeardAsync(stage.Nurse, task));
        Assert.Empty(await WatchersAsync(task));
    }

    [Fact]
    public async Task Who_watches_is_answered_to_those_only_who_see_the_task()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId), watchers: [stage.Nurse.AccountId]);
        const string Asked = "select bool_or(app.watches_still($1, id)) from (select $2::uuid as id) w";
        var watcher = await database.AsOwnerAsync<Guid>("select id from care_task_watchers where task_id = $1", task);

        Assert.True(await database.AsAppAsync<bool>(stage.Coordinator, Asked, stage.Patient, watcher));
        foreach (
            var stranger in new[] { stage.Uma, stage.Nurse with { Hat = Hat.Patient }, stage.Coordinator with { Hat = Hat.Administrator } }
        )
            Assert.False(await database.AsAppAsync<bool>(stranger, Asked, stage.Patient, watcher));
    }

    private Task WatchAsync(Actor actor, Guid task, Actor whom, bool watches)
    {
        stage.Tick();
        return database.Get<WatchCareTask>().RunAsync(actor, new(stage.Patient, task, whom.AccountId, watches), default);
    }

    private async Task<IEnumerable<string>> WatchersAsync(Guid task) =>
        (await database.Get<CareTaskQueries>().TaskAsync(stage.Mia, stage.Patient, task, null, default)).Watchers.Select(w => w.Name);

    private async Task<(int Told, long Mails)> HeardAsync(Actor actor, Guid task) =>
        (
            (await stage.ToldAsync(actor, task)).Length,
            await database.AsOwnerAsync<long>("select count(*) from mail_wishes where account_id = $1", actor.AccountId)
        );
}
