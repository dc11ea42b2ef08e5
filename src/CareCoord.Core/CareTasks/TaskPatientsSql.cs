using CareCoord.Patients;

namespace CareCoord.CareTasks;

/// <summary>
/// The SQL of whom a list has tasks of. Each place of the list is walked in an index that begins with the place and the patient, from one
/// patient to the next. It costs as much however many tasks they have.
/// </summary>
internal static class TaskPatientsSql
{
    /// <summary>
    /// Tables of a "with recursive" after "who". The last, "named", has a row for each patient, with the name and by what it is sorted.
    /// Of whom only the queue of a unit tells, no birth date is known.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="fits">What a task has to be besides, beginning with " and ".</param>
    public static string Named(TaskList list, string fits)
    {
        var walks = CareTaskListSql.Places(list).Select((place, number) => (place, name: $"walk{number}")).ToList();
        var found = walks.Select(walk =>
            $"select w.patient_id, t.id from {walk.name} w "
            + $"cross join lateral ({First(walk.place, $"t.patient_id = w.patient_id{fits}")}) t"
        );
        return $"""
            {string.Join(", ", walks.Select(walk => Walk(walk.place, walk.name)))},
            found (patient_id, id) as ({string.Join(" union all ", found)}),
            named as (
                select p.patient_id, p.given_name || ' ' || p.family_name as name, {PatientOrder.Names} as names, p.birth_date
                from (select distinct on (f.patient_id) f.patient_id, n.names[1] as given_name, n.names[2] as family_name,
                             coalesce(s.birth_date, 'infinity') as birth_date
                      from found f
                      left join lateral (select s.* from patients s where s.id = f.patient_id limit 1) s on true
                      cross join lateral (select case when s.id is null then app.names_in_queue(f.patient_id, f.id)
                                                      else array[s.given_name, s.family_name] end as names) n) p)
            """;
    }

    private static string Walk(ListPlace place, string name) =>
        $"""
            {name} (id, patient_id) as (
                select w.id, t.patient_id from who cross join unnest(who.{place.Whose}) w (id) cross join lateral ({First(place, "true")}) t
                union all
                select w.id, t.patient_id from {name} w cross join lateral ({First(place, "t.patient_id > w.patient_id")}) t)
            """;

    private static string First(ListPlace place, string also) =>
        $"""
            select t.patient_id, t.id from care_tasks t where t.closed_at is null and {place.Is} and {also}
            order by t.patient_id, t.due_key, t.id limit 1
            """;
}
