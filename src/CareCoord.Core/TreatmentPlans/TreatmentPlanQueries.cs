using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Patients;

namespace CareCoord.TreatmentPlans;

/// <summary>Reads the published plan of a patient, in one round trip.</summary>
public sealed class TreatmentPlanQueries(RecordReader records)
{
    private const string Version = """
        select t.id, t.version as number, t.published_at, a.display_name as published_by, t.change_note, t.review_due
        from treatment_plans t join accounts a on a.id = t.published_by
        where t.patient_id = $1 and t.state = 'published'
        """;

    private const string Problems = """
        select p.id, p.name, p.explanation, p.clinical_name, p.code_system, p.code, p.since
        from problems p join treatment_plans t on t.patient_id = p.patient_id and t.id = p.plan_id
        where p.patient_id = $1 and t.state = 'published'
        order by p.position, p.id
        """;

    internal const string Goals = """
        select g.id, g.own_words, g.statement, g.clinical_wording, g.measure as progress_measure, g.unit as progress_unit,
               g.start_value as progress_start,
               g.target_value as progress_target, g.target_is as progress_target_is, latest.value as progress_latest,
               latest.taken_at as progress_latest_at, g.due_on,
               a.display_name as owner_name, m.role as owner_role, coalesce(m.until <= (select app.actor_moment()), false) as owner_has_left
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

    private const string Activities = """
        select c.id, c.goal_id, c.title, c.detail, c.clinical_wording, c.done_by, a.display_name as owner_name, m.role as owner_role,
               coalesce(m.until <= (select app.actor_moment()), false) as owner_has_left, c.how_often, c.starts_on, c.ends_on
        from activities c
        join treatment_plans t on t.patient_id = c.patient_id and t.id = c.plan_id
        left join care_team_members m on m.patient_id = c.patient_id and m.id = c.owner_member_id
        left join accounts a on a.id = m.account_id
        where c.patient_id = $1 and t.state = 'published'
        order by c.position, c.id
        """;

    private const string Week = """
        select c.id as activity_id, g.day::date as day, k.on_date is not null as done
        from patients p
        cross join lateral (select ((select app.actor_moment()) at time zone p.time_zone)::date as today) d
        join treatment_plans t on t.patient_id = p.id and t.state = 'published'
        join activities c on c.patient_id = p.id and c.plan_id = t.id and c.done_by <> 'member' and c.weekdays <> 0
        cross join lateral generate_series(greatest(d.today - 6, c.starts_on), least(d.today, c.ends_on), interval '1 day') as g(day)
        left join activity_ticks k on k.patient_id = c.patient_id and k.lineage_id = c.lineage_id and k.on_date = g.day::date
        where p.id = $1 and c.weekdays & (1 << extract(dow from g.day)::integer) <> 0
        order by c.position, c.id, g.day
        """;

    private static readonly Subject Published = Subject.By(
        "treatment_plan",
        "select t.id from treatment_plans t where t.patient_id = $1 and t.state = 'published'"
    );

    /// <summary>The published plan, its problems, goals with progress, activities with the days of this week, and the team.</summary>
    public Task<PlanView> PlanAsync(Actor actor, Guid patientId, CancellationToken cancel)
    {
        Sql[] content =
        [
            PatientBanner.Statement(patientId),
            new(Version, patientId),
            new(Problems, patientId),
            new(Goals, patientId),
            new(Activities, patientId),
            new(Week, patientId),
            TeamMemberCard.Statement(patientId),
            WorkForPatient.Statement(patientId, WorkForPatient.InPlan),
        ];
        return records.ReadAsync(
            actor,
            patientId,
            TreatmentPlanAccess.Read,
            Published,
            content,
            async (rows, granted) =>
                new PlanView(
                    await PatientBanner.ReadAsync(rows, granted, cancel),
                    await rows.FirstAsync<PlanVersion>(cancel),
                    await rows.ListAsync<ProblemView>(cancel),
                    await rows.ListAsync<GoalView>(cancel),
                    await rows.ListAsync<ActivityView>(cancel),
                    await rows.ListAsync<ActivityDay>(cancel),
                    await rows.ListAsync<TeamMemberCard>(cancel),
                    await rows.ListAsync<WorkForPatient>(cancel)
                ),
            cancel
        );
    }
}
