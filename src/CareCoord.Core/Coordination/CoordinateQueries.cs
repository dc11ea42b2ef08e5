using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Caseloads;
using CareCoord.Patients;
using CareCoord.Shared;
using CareCoord.Transitions;

namespace CareCoord.Coordination;

/// <summary>
/// What a coordinator notes and settles about one patient: the risk as it was judged, and the transitions with their tasks.
/// </summary>
/// <param name="Risks">The newest judgement first; at most ten.</param>
/// <param name="Own">The patient is on the asker's own caseload; a deputy has them in somebody's place.</param>
public sealed record CoordinateView(
    PatientBanner Patient,
    IReadOnlyList<RiskJudged> Risks,
    IReadOnlyList<TransitionView> Transitions,
    bool Own
);

/// <summary>How high the risk was judged, by whom and why.</summary>
public sealed record RiskJudged(Risk Level, string Reason, string By, DateTimeOffset At);

/// <summary>A discharge, and what had to follow it.</summary>
public sealed record TransitionView(
    Guid Id,
    DateTimeOffset LeftAt,
    string FromPlace,
    Complexity Complexity,
    string RecordedBy,
    DateTimeOffset? EndedAt
)
{
    /// <summary>The care tasks about it.</summary>
    public IReadOnlyList<TransitionTask> Tasks { get; init; } = [];
}

/// <summary>A care task about a transition.</summary>
public sealed record TransitionTask(
    Guid TransitionId,
    Guid TaskId,
    string Title,
    TaskState State,
    DateTimeOffset? DueAt,
    DateTimeOffset? ClosedAt,
    string Owner
);

/// <summary>Reads what a coordinator notes and settles about one patient, in one round trip.</summary>
public sealed class CoordinateQueries(RecordReader records)
{
    private const string Risks = """
        select r.level, r.reason, a.display_name as by, r.set_at as at from risk_levels r join accounts a on a.id = r.set_by
        where r.patient_id = $1 order by r.set_at desc, r.id desc limit 10
        """;

    private const string Transitions = """
        select t.id, t.left_at, t.from_place, t.complexity, a.display_name as recorded_by, t.ended_at from transitions t
        join accounts a on a.id = t.recorded_by
        where t.patient_id = $1 order by t.ended_at is not null, t.left_at desc, t.id limit 10
        """;

    private const string Tasks = """
        select c.about_id as transition_id, c.id as task_id, c.title, c.state, c.due_at, c.closed_at, a.display_name as owner
        from care_tasks c join accounts a on a.id = c.owner_account_id
        where c.patient_id = $1 and c.about = 'transition' and c.about_id is not null order by c.due_key, c.id limit 100
        """;

    private static readonly string Own = $"""
        select exists (select from caseload_assignments c where c.patient_id = $1 and c.coordinator_account_id = app.actor_id()
                                                            and {Lasting.Now("c.since", "c.until")})
        """;

    /// <summary>Throws <see cref="NotFound"/> for anyone but a coordinator who may see the patient.</summary>
    public Task<CoordinateView> CoordinateAsync(Actor actor, Guid patientId, CancellationToken cancel)
    {
        if (actor.Hat != Hat.Coordinator)
            throw new NotFound();
        Sql[] content =
        [
            PatientBanner.Statement(patientId),
            new(Risks, patientId),
            new(Transitions, patientId),
            new(Tasks, patientId),
            new(Own, patientId),
        ];
        return records.ReadAsync(
            actor,
            patientId,
            CaseloadAccess.Coordinate,
            content,
            async (rows, granted) =>
            {
                var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
                var risks = await rows.ListAsync<RiskJudged>(cancel);
                var transitions = await rows.ListAsync<TransitionView>(cancel);
                var tasks = await rows.ListAsync<TransitionTask>(cancel);
                var own = await rows.OneAsync<bool>(cancel);
                return new CoordinateView(
                    patient,
                    risks,
                    transitions.ConvertAll(t => t with { Tasks = tasks.FindAll(task => task.TransitionId == t.Id) }),
                    own
                );
            },
            cancel
        );
    }
}
