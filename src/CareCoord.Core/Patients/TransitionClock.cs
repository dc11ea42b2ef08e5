namespace CareCoord.Patients;

/// <summary>
/// Somebody is on their way home from a place of care: since when, from where, and which care task about it is next; for staff.
/// </summary>
/// <param name="Task">The open task about it that is due first; null where none is open.</param>
public sealed record TransitionClock(DateTimeOffset LeftAt, string FromPlace, string? Task, DateTimeOffset? DueAt, bool IsLate)
{
    /// <summary>The columns to select for <c>Clock</c>, once <see cref="Join"/> is joined.</summary>
    internal const string Columns = """
        clock.left_at as clock_left_at, clock.from_place as clock_from_place, clock.title as clock_task, clock.due_at as clock_due_at,
        clock.late as clock_is_late
        """;

    /// <summary>Joins the clock of each patient <c>p</c>: of several, the one that runs out first.</summary>
    internal const string Join = """
        left join lateral (
            select x.left_at, x.from_place, c.title, c.due_at, coalesce(c.due_at < (select app.actor_moment()), false) as late
            from transitions x
            left join care_tasks c on c.patient_id = x.patient_id and c.about = 'transition' and c.about_id = x.id and c.closed_at is null
            where x.patient_id = p.id and x.ended_at is null and (select app.actor_hat()) in ('coordinator', 'provider')
            order by c.due_key, x.left_at limit 1) clock on true
        """;
}
