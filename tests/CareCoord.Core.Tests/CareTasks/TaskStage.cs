using System.Text.Json;
using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>
/// One patient with a coordinator, two providers on the team, and a unit whose two members do not know the patient. They do things with
/// tasks.
/// </summary>
public sealed class TaskStage(TestDatabase database, Cast cast, Actor mia, Guid unit, Actor uma, Actor ugo)
{
    public const string Done = "done";
    public const string NotThere = "not there";

    public Cast Cast => cast;

    public Guid Patient => cast.Patient;

    public Actor Coordinator => cast.Coordinator;

    /// <summary>A nurse on the team.</summary>
    public Actor Nurse => cast.Provider;

    /// <summary>A nutritionist on the team.</summary>
    public Actor Mia => mia;

    public Guid Unit => unit;

    /// <summary>A provider in the unit, who has nothing to do with the patient.</summary>
    public Actor Uma => uma;

    /// <summary>Another one.</summary>
    public Actor Ugo => ugo;

    public static async Task<TaskStage> PlayAsync(TestDatabase database)
    {
        var world = new World(database);
        var cast = await Cast.PlayAsync(world, database, "Denise");
        var mia = await world.AccountAsync("Mia Chen", Hat.Provider);
        await world.JoinTeamAsync(cast.Patient, mia, await world.ProviderAsync(mia, "nutritionist"), "nutritionist");
        var unit = await world.UnitAsync("Home nursing");
        var (uma, ugo) = (await world.AccountAsync("Uma", Hat.Provider), await world.AccountAsync("Ugo", Hat.Provider));
        foreach (var member in new[] { uma, ugo })
        {
            await world.ProviderAsync(member, "nurse");
            await world.JoinUnitAsync(unit, member);
        }

        return new(database, cast, new(mia, Hat.Provider), unit, new(uma, Hat.Provider), new(ugo, Hat.Provider));
    }

    /// <summary>A change for a reason.</summary>
    public static AmendmentDraft Because { get; } = new(AmendmentKind.Correction, "She said so.");

    public static CareTaskDraft Work(
        string title = "Agree on a meal plan",
        string why = "Her sugar is high.",
        TaskAbout about = TaskAbout.General,
        Guid? aboutId = null,
        Priority priority = Priority.Routine,
        DateTimeOffset? dueAt = null,
        int? inDays = null
    ) => new(title, why, about, aboutId, priority, dueAt, inDays);

    /// <summary>The coordinator assigns one task.</summary>
    public async Task<Guid> AssignAsync(
        AssigneeChoice whom,
        CareTaskDraft? work = null,
        IReadOnlyList<string>? steps = null,
        IReadOnlyList<Guid>? watchers = null
    )
    {
        Tick();
        return Assert.Single(
            await database
                .Get<AssignCareTask>()
                .RunAsync(Coordinator, new([Patient], work ?? Work(), whom, steps ?? [], watchers ?? []), default)
        );
    }

    /// <summary>A task that this provider of the team has accepted.</summary>
    public async Task<Guid> AcceptedByAsync(Actor provider, CareTaskDraft? work = null, IReadOnlyList<string>? steps = null)
    {
        var task = await AssignAsync(new(provider.AccountId), work, steps);
        await DoAsync(provider, task, new AcceptCareTask());
        return task;
    }

    /// <summary>Somebody does something with a task, having seen it as it stands, or as it stood then.</summary>
    public async Task DoAsync(Actor actor, Guid task, CareTaskCommand command, int? seen = null)
    {
        Tick();
        await database.Get<RunCareTaskCommand>().RunAsync(actor, new(Patient, task, seen ?? await ActsAsync(task), command), default);
    }

    /// <summary>The sentence with which it is refused; nothing has changed.</summary>
    public async Task<string> RefusedAsync(Actor actor, Guid task, CareTaskCommand command, int? seen = null)
    {
        var before = await WholeAsync(task);
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => DoAsync(actor, task, command, seen));
        Assert.Equal(before, await WholeAsync(task));
        return refused.Message;
    }

    public Task<int> ActsAsync(Guid task) => database.AsOwnerAsync<int>("select entry_count from care_tasks where id = $1", task);

    /// <summary>The task's own row.</summary>
    public async Task<TaskStood> TaskAsync(Guid task)
    {
        var row = JsonDocument
            .Parse((await database.AsOwnerAsync<string>("select to_jsonb(t)::text from care_tasks t where id = $1", task))!)
            .RootElement;
        return new(
            row.GetProperty("state").GetString()!,
            row.GetProperty("owner_account_id").GetGuid(),
            row.GetProperty("owner_hat").GetString()!,
            Maybe("asked_account_id"),
            Maybe("asked_unit_id"),
            row.GetProperty("state_note").GetString(),
            row.GetProperty("entry_count").GetInt32(),
            row.GetProperty("due_at").ValueKind == JsonValueKind.Null ? null : row.GetProperty("due_at").GetDateTimeOffset()
        );

        Guid? Maybe(string name) => row.GetProperty(name).ValueKind == JsonValueKind.Null ? null : row.GetProperty(name).GetGuid();
    }

    /// <summary>The acts of its history in their order, each with who did it.</summary>
    public async Task<List<(string Action, Guid By, string? Words)>> HistoryAsync(Guid task)
    {
        var acts = await database.AsOwnerAsync<string[]>(
            """
            select array(select jsonb_build_array(action, account_id, words)::text from care_task_entries where task_id = $1
                         order by number)
            """,
            task
        );
        return
        [
            .. acts!
                .Select(text => JsonDocument.Parse(text).RootElement)
                .Select(a => (a[0].GetString()!, a[1].GetGuid(), a[2].GetString())),
        ];
    }

    /// <summary>What somebody was told about a task, newest last.</summary>
    public async Task<string[]> ToldAsync(Actor actor, Guid task) =>
        (
            await database.AsOwnerAsync<string[]>(
                "select array(select kind from notifications where account_id = $1 and hat = $2 and subject_id = $3 order by at, id)",
                actor.AccountId,
                actor.Hat.Snake(),
                task
            )
        )!;

    /// <summary>The rungs of its ladder that have not fired, as "answer reminder".</summary>
    public async Task<string[]> RungsAsync(Guid task) =>
        (
            await database.AsOwnerAsync<string[]>(
                """
                select array(select clock || ' ' || rung from care_task_rungs where task_id = $1 and fired_at is null
                             order by clock, due_at)
                """,
                task
            )
        )!;

    /// <summary>
    /// What comes of somebody's trying: done, the sentence with which it is refused, or that there is no such task for them.
    /// </summary>
    public async Task<string> TryAsync(Actor actor, Guid task, CareTaskCommand command)
    {
        try
        {
            await DoAsync(actor, task, command);
            return Done;
        }
        catch (RuleBroken rule)
        {
            return rule.Message;
        }
        catch (NotFound)
        {
            return NotThere;
        }
    }

    /// <summary>A minute goes by.</summary>
    public void Tick() => database.Clock.Advance(TimeSpan.FromMinutes(1));

    private Task<string?> WholeAsync(Guid task) =>
        database.AsOwnerAsync<string>(
            """
            select concat((select to_jsonb(t) from care_tasks t where t.id = $1),
                          (select jsonb_agg(a order by a.number) from care_task_entries a where a.task_id = $1),
                          (select jsonb_agg(s order by s.id) from care_task_steps s where s.task_id = $1),
                          (select jsonb_agg(w order by w.id) from care_task_watchers w where w.task_id = $1),
                          (select jsonb_agg(r order by r.id) from care_task_rungs r where r.task_id = $1),
                          (select jsonb_agg(f.id order by f.id) from care_task_attachments f where f.task_id = $1),
                          (select count(*) from notifications where subject_id = $1))
            """,
            task
        );
}

/// <summary>How a task stands.</summary>
public sealed record TaskStood(
    string State,
    Guid Owner,
    string OwnerHat,
    Guid? Asked,
    Guid? AskedUnit,
    string? Note,
    int EntryCount,
    DateTimeOffset? DueAt
);
