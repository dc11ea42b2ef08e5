using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.CareTeams;
using CareCoord.Patients;
using CareCoord.TreatmentPlans;

namespace CareCoord.Today;

/// <summary>Reads a patient's "Today", in one round trip.</summary>
public sealed class TodayQueries(RecordReader records)
{
    private static readonly AccessRule Read = AccessRule.ToRead(
        "today.read",
        "opened Today",
        Category.Plan | Category.Appointments | Category.AccessHistory
    );

    // What somebody ($1: the patient or the caregiver) does today, where the patient lives.
    internal const string DueToday = """
        select p.id as patient_id, d.today as day, c.id as todo_activity_id, c.title as todo_title, c.detail as todo_detail,
               g.own_words as todo_goal_in_own_words,
               c.part_of_day as todo_part_of_day, k.ticked_at as todo_ticked_at
        from patients p
        cross join lateral (select ((select app.actor_moment()) at time zone p.time_zone)::date as today) d
        join treatment_plans t on t.patient_id = p.id and t.state = 'published'
        join activities c on c.patient_id = p.id and c.plan_id = t.id
        left join goals g on g.patient_id = c.patient_id and g.id = c.goal_id
        left join activity_ticks k on k.patient_id = c.patient_id and k.lineage_id = c.lineage_id and k.on_date = d.today
        where c.done_by = $1 and c.starts_on <= d.today and (c.ends_on is null or c.ends_on >= d.today)
          and c.weekdays & (1 << extract(dow from d.today)::integer) <> 0
        """;

    internal const string InTheOrderOfTheDay = """
         order by array_position(array['morning', 'midday', 'any', 'evening'], c.part_of_day), c.position, c.id
        """;

    private const string Changes = """
        with since as (select app.actor_moment() - interval '14 days' as moment, (select app.actor_moment()) as now)
        select 'plan_published' as kind, t.published_at as at, t.change_note as about, null::timestamptz as visit_at, null as visit_way
        from treatment_plans t, since where t.patient_id = $1 and t.state = 'published' and t.published_at > since.moment
        union all
        select case when v.cancelled_at is not null then 'visit_cancelled' when v.moved_at is not null then 'visit_moved'
                    else 'visit_booked' end,
               coalesce(v.cancelled_at, v.moved_at, v.booked_at), v.title, v.starts_at, v.way
        from appointments v, since
        where v.patient_id = $1 and coalesce(v.cancelled_at, v.moved_at, v.booked_at) > since.moment and v.starts_at > since.now
        union all
        select 'access_given', a.valid_from, a.name, null, null
        from app.who_may_see($1) a, since where a.valid_from > since.moment and a.valid_from <= since.now and a.basis <> 'self'
        order by at desc limit 100
        """;

    private const string Team = """
        select c.title, c.how_often, a.display_name as name, m.role
        from activities c
        join treatment_plans t on t.patient_id = c.patient_id and t.id = c.plan_id and t.state = 'published'
        join care_team_members m on m.patient_id = c.patient_id and m.id = c.owner_member_id
            and (m.until is null or m.until > (select app.actor_moment()))
        join accounts a on a.id = m.account_id
        where c.patient_id = $1
        order by c.position, c.id limit 4
        """;

    /// <summary>Today, in the patient's own time zone.</summary>
    public Task<TodayView> TodayAsync(Actor actor, Guid patientId, CancellationToken cancel)
    {
        Sql[] content =
        [
            PatientBanner.Statement(patientId),
            new(AppointmentQueries.Upcoming + " limit 1", patientId),
            new(DueToday + " and p.id = $2" + InTheOrderOfTheDay, "patient", patientId),
            new(Changes, patientId),
            new(TreatmentPlanQueries.Goals, patientId),
            new(Team, patientId),
            WorkForPatient.Statement(patientId, WorkForPatient.OnToday),
        ];
        return records.ReadAsync(
            actor,
            patientId,
            Read,
            content,
            async (rows, granted) =>
                new TodayView(
                    await PatientBanner.ReadAsync(rows, granted, cancel),
                    await rows.FirstAsync<AppointmentView>(cancel),
                    (await rows.ListAsync<TodoOf>(cancel)).ConvertAll(one => one.Todo),
                    await rows.ListAsync<Change>(cancel),
                    await rows.ListAsync<GoalView>(cancel),
                    await rows.ListAsync<TeamWork>(cancel),
                    await rows.ListAsync<WorkForPatient>(cancel)
                ),
            cancel
        );
    }
}
