using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Patients;
using Npgsql;

namespace CareCoord.TreatmentPlans;

/// <summary>Reads the published plan of a patient, in one round trip.</summary>
public sealed class TreatmentPlanQueries(RecordReader records)
{
    private const string Version =
        """
        select t.id, t.version, t.published_at, a.display_name, t.change_note, t.review_due
        from treatment_plans t join accounts a on a.id = t.published_by
        where t.patient_id = $1 and t.state = 'published'
        """;

    private const string Problems =
        """
        select p.id, p.name, p.explanation, p.clinical_name, p.code_system, p.code, p.since
        from problems p join treatment_plans t on t.patient_id = p.patient_id and t.id = p.plan_id
        where p.patient_id = $1 and t.state = 'published'
        order by p.position, p.id
        """;

    private const string Goals =
        """
        select g.id, g.own_words, g.statement, g.clinical_wording, g.measure, g.unit, g.start_value, g.target_value, g.target_is,
               latest.value, latest.taken_at, g.due_on, a.display_name, m.role, coalesce(m.until <= (select app.actor_moment()), false)
        from goals g
        join treatment_plans t on t.patient_id = g.patient_id and t.id = g.plan_id
        left join care_team_members m on m.patient_id = g.patient_id and m.id = g.owner_member_id
        left join accounts a on a.id = m.account_id
        left join lateral (select r.value, r.taken_at from goal_readings r
                           where r.patient_id = g.patient_id and r.lineage_id = g.lineage_id
                           order by r.taken_at desc limit 1) latest on true
        where g.patient_id = $1 and t.state = 'published'
        order by g.position, g.id
        """;

    private const string Activities =
        """
        select c.id, c.goal_id, c.title, c.detail, c.clinical_wording, c.done_by, a.display_name, m.role,
               coalesce(m.until <= (select app.actor_moment()), false), c.how_often, c.starts_on, c.ends_on
        from activities c
        join treatment_plans t on t.patient_id = c.patient_id and t.id = c.plan_id
        left join care_team_members m on m.patient_id = c.patient_id and m.id = c.owner_member_id
        left join accounts a on a.id = m.account_id
        where c.patient_id = $1 and t.state = 'published'
        order by c.position, c.id
        """;

    private static readonly Subject Published = Subject.By("treatment_plan", "select t.id from treatment_plans t where t.patient_id = $1 and t.state = 'published'");

    /// <summary>The published plan, its problems, goals with progress, activities, and the team.</summary>
    public Task<PlanView> PlanAsync(Actor actor, Guid patientId, CancellationToken cancel)
    {
        Sql[] content =
        [
            PatientBanner.Statement(patientId), new(Version, patientId), new(Problems, patientId), new(Goals, patientId),
            new(Activities, patientId), TeamMemberCard.Statement(patientId), WorkForPatient.Statement(patientId, WorkForPatient.InPlan),
        ];
        return records.ReadAsync(actor, patientId, TreatmentPlanAccess.Read, Published, content, async (rows, granted) => new PlanView(
            await PatientBanner.ReadAsync(rows, granted, cancel),
            await rows.FirstAsync(r => new PlanVersion(r.GetGuid(0), r.GetInt32(1), r.Time(2), r.GetString(3), r.Text(4), r.Maybe<DateOnly>(5)), cancel),
            await rows.ListAsync(r => new ProblemView(r.GetGuid(0), r.GetString(1), r.Text(2), r.Text(3), r.Text(4), r.Text(5), r.Maybe<DateOnly>(6)), cancel),
            await rows.ListAsync(ReadGoal, cancel),
            await rows.ListAsync(ReadActivity, cancel),
            await rows.ListAsync(TeamMemberCard.Read, cancel),
            await rows.ListAsync(WorkForPatient.Read, cancel)), cancel);
    }

    private static GoalView ReadGoal(NpgsqlDataReader r) => new(r.GetGuid(0), r.Text(1), r.GetString(2), r.Text(3),
        r.Text(4) is { } measure
            ? new GoalProgress(measure, r.Text(5), r.GetDecimal(6), r.GetDecimal(7), r.Word<TargetIs>(8), r.Maybe<decimal>(9), r.Maybe<DateTimeOffset>(10))
            : null,
        r.Maybe<DateOnly>(11), ReadOwner(r, 12));

    private static ActivityView ReadActivity(NpgsqlDataReader r) => new(r.GetGuid(0), r.Maybe<Guid>(1), r.GetString(2), r.Text(3), r.Text(4),
        r.Word<DoneBy>(5), ReadOwner(r, 6), r.GetString(9), r.Date(10), r.Maybe<DateOnly>(11));

    private static Owner? ReadOwner(NpgsqlDataReader r, int column) =>
        r.Text(column) is { } name ? new Owner(name, r.Word<TeamRole>(column + 1), r.GetBoolean(column + 2)) : null;
}
