using CareCoord.Access;
using CareCoord.Patients;

namespace CareCoord.CareTasks;

/// <summary>
/// The SQL of a page of a list by patient, in the order of their names. First it is found whom the list has tasks of. Then a page of the
/// tasks of each of the next ones is read, at the most.
/// </summary>
internal static class TasksByPatientSql
{
    /// <summary>
    /// A page of a list, and one row more where it goes on; $1 is the size of a page. The key names the last patient, whose place is
    /// looked up. Where the asker sees that patient no longer, the list starts at its beginning.
    /// </summary>
    public static Sql Of(TaskFilter asked, DateTimeOffset now)
    {
        var fits = new TaskConditions(asked.List, CareTaskListSql.PageSize)
            .Narrowed(asked)
            .Due(CareTaskListSql.Range(asked.List, asked.Zone, now));
        var named = TaskPatientsSql.Named(asked.List, fits.Text);
        var begin = (asked.Reversed ? DateTimeOffset.MaxValue : DateTimeOffset.MinValue, asked.Reversed ? Guid.AllBitsSet : Guid.Empty);
        var (patient, due, id) = CareTaskKey.Parse(asked.After, TaskSort.Patient) switch
        {
            [Guid last, DateTimeOffset moment, Guid task] => (last, moment, task),
            _ => (Guid.Empty, begin.Item1, begin.Item2),
        };
        var key = fits.Value(patient);
        var (way, follows) = asked.Reversed ? (" desc", "<") : ("", ">");
        var order = $"n.names{way}, n.birth_date{way}, n.patient_id{way}";
        var tasks = $$"""
            select t.due_key, t.id from care_tasks t
            where t.closed_at is null and {0} and t.patient_id = n.patient_id{{fits.Text}}
              and (t.due_key, t.id) {{follows}} (n.due_key, n.id)
            order by t.due_key{{way}}, t.id{{way}} limit $1 + 1
            """;
        var placed = CareTaskListSql.Places(asked.List).Select(place => place.Read("t.due_key, t.id", tasks));
        return new(
            $"""
            with recursive {CareTaskListSql.Who}, {named},
            last as (
                select l.* from (select n.names, n.birth_date, n.patient_id from named n where n.patient_id = {key}
                                 union all
                                 select {PatientOrder.Names}, p.birth_date, p.id from patients p where p.id = {key}) l limit 1),
            near as (
                select n.patient_id, row_number() over (order by {order}) as place,
                       case when n.patient_id = {key} then {fits.Value(due)} else {fits.Value(begin.Item1)} end as due_key,
                       case when n.patient_id = {key} then {fits.Value(id)} else {fits.Value(begin.Item2)} end as id
                from named n
                where not exists (select from last)
                   or (n.names, n.birth_date, n.patient_id) {follows}= (select l.names, l.birth_date, l.patient_id from last l)
                order by {order} limit $1 + 2),
            shown as (
                select distinct on (n.place, t.due_key, t.id) n.place, n.patient_id, t.due_key, t.id
                from near n cross join lateral ({string.Join(" union all ", placed)}) t
                order by n.place, t.due_key{way}, t.id{way} limit $1 + 1)
            {CareTaskListSql.Columns}
            from unnest(array(select s.patient_id from shown s), array(select s.id from shown s), array(select s.place from shown s))
                 s (patient_id, id, place)
            cross join lateral (select * from care_tasks t where t.patient_id = s.patient_id and t.id = s.id limit 1) t
            {CareTaskListSql.Joins}
            order by s.place, t.due_key{way}, t.id{way}
            offset (select app.show(array(select s.patient_id from shown s order by s.place, s.due_key{way}, s.id{way} limit $1)))
            """,
            fits.Values
        );
    }
}
