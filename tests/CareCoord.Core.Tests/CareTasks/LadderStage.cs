using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>
/// A clinic in Chicago that is open Monday to Friday from 8 to 5. It has a patient with a coordinator and a nurse, and tasks between them.
/// </summary>
public sealed class LadderStage(TestDatabase database)
{
    private static int openings;

    public World World { get; } = new(database);

    public Cast Cast { get; private set; } = null!;

    public Actor Coordinator => Cast.Coordinator;

    public Actor Nurse => Cast.Provider;

    public FireDueEscalations Ladders => database.Get<FireDueEscalations>();

    /// <summary>Opens the clinic, closed on these days besides, at a moment.</summary>
    public async Task OpenAsync(DateTimeOffset now, params DateOnly[] holidays)
    {
        database.Clock.Set(now);
        await database.AsOwnerAsync(
            """
            truncate care_task_rungs, care_task_watchers, care_task_entries, care_task_steps, care_task_attachments, care_tasks,
            notifications cascade
            """
        );
        await database.AsOwnerAsync("truncate holidays, absences, deputies");
        await World.OrganisationAsync();
        foreach (var day in holidays)
            await World.HolidayAsync(day);
        // The calendar of the test before is kept until its clock goes on by five minutes.
        database.Clock.Set(new DateTimeOffset(2100 + Interlocked.Increment(ref openings), 1, 1, 0, 0, 0, TimeSpan.Zero));
        await database.Get<CareCoord.Organisations.BusinessCalendarQueries>().CalendarAsync(default);
        database.Clock.Set(now);
        Cast = await Cast.PlayAsync(World, database, "Rosa");
    }

    /// <summary>A task for the nurse, unless for somebody else.</summary>
    public async Task<Guid> AssignAsync(Priority priority, DateTimeOffset? due = null, AssigneeChoice? whom = null, Cast? cast = null)
    {
        var of = cast ?? Cast;
        var work = new CareTaskDraft("Look at the bandage", "It was wet.", TaskAbout.General, null, priority, due, null);
        return (
            await database
                .Get<AssignCareTask>()
                .RunAsync(of.Coordinator, new([of.Patient], work, whom ?? new(Person: of.Provider.AccountId), [], []), default)
        )[0];
    }

    /// <summary>What somebody does with a task, as it stands.</summary>
    public async Task ActAsync(Actor actor, Guid task, CareTaskCommand command, int? seen = null) =>
        await database
            .Get<RunCareTaskCommand>()
            .RunAsync(
                actor,
                new(
                    await PatientOfAsync(task),
                    task,
                    seen ?? await database.AsOwnerAsync<int>("select entry_count from care_tasks where id = $1", task),
                    command
                ),
                default
            );

    /// <summary>One run of the worker; it fails where a task is stuck.</summary>
    public async Task<int> ClimbAsync()
    {
        var climbed = await Ladders.ClimbAsync([], default);
        Assert.Empty(climbed.Stuck);
        return climbed.Fired;
    }

    public Task ClimbAtAsync(DateTimeOffset moment)
    {
        database.Clock.Set(moment);
        return ClimbAsync();
    }

    /// <summary>
    /// What the ladder did with a task: the act, of which kind the telling was, who was told, who besides, the unit, and of whom.
    /// </summary>
    public async Task<string[]> FiredAsync(Guid task) =>
        (
            await database.AsOwnerAsync<string[]>(
                """
                select array(select concat_ws(', ', h.action || ': ' || h.told, p.display_name, s.display_name, u.name,
                                              'of ' || b.display_name)
                             from care_task_entries h left join accounts p on p.id = h.told_account_id
                             left join accounts s on s.id = h.told_also_id
                             left join organisation_units u on u.id = h.told_unit_id left join accounts b on b.id = h.about_account_id
                             where h.task_id = $1 and h.hat = 'system' order by h.number)
                """,
                task
            )
        )!;

    /// <summary>Who was told by the portal, in order: the kind and the name.</summary>
    public async Task<string[]> ToldAsync(Guid task) =>
        (
            await database.AsOwnerAsync<string[]>(
                """
                select array(select n.kind || ': ' || a.display_name || ', ' || n.hat from notifications n
                             join accounts a on a.id = n.account_id
                             where n.subject_id = $1 and n.caused_by = $2 order by n.at, n.kind, a.display_name)
                """,
                task,
                Actor.Portal.AccountId
            )
        )!;

    public Task<long> UnfiredAsync() => database.AsOwnerAsync<long>("select count(*) from care_task_rungs where fired_at is null");

    private async Task<Guid> PatientOfAsync(Guid task) =>
        await database.AsOwnerAsync<Guid>("select patient_id from care_tasks where id = $1", task);
}
