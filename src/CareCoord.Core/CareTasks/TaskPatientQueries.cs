using CareCoord.Access;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.CareTasks;

/// <summary>Reads of whom the asker has open tasks in a list, so that the list can be narrowed to one of them.</summary>
public sealed class TaskPatientQueries(RecordReader records, TimeProvider clock)
{
    /// <summary>The most patients that are offered at once.</summary>
    public const int Most = 20;

    private const int LongestName = 100;

    /// <summary>
    /// The patients of the list whose name contains what was typed (all where that is nothing), by name, at most twenty. Filters and order
    /// of the list do not matter.
    /// </summary>
    public Task<List<PatientNamed>> PatientsAsync(Actor actor, TaskFilter asked, string? name, CancellationToken cancel)
    {
        var typed = OneLine.Of(name);
        var sql = Patients(asked.List, asked.Zone, clock.GetUtcNow(), typed.Length > LongestName ? typed[..LongestName] : typed);
        return asked.Known is { } known
            ? records.ReadListAsync(actor, CareTaskAccess.ReadPatients, [sql], ReadAsync, known, cancel)
            : records.ReadListAsync(actor, CareTaskAccess.ReadPatients, [sql], ReadAsync, cancel);

        Task<List<PatientNamed>> ReadAsync(NpgsqlDataReader rows) => rows.ListAsync<PatientNamed>(cancel);
    }

    // Each place of the list is walked in an index that begins with the place and the patient, from one patient to the next. It costs as
    // much however many tasks they have.
    internal static Sql Patients(TaskList list, TimeZoneInfo zone, DateTimeOffset now, string name)
    {
        List<object> values = [Most, name];
        var fits = list == TaskList.Waiting ? " and t.state = 'waiting'" : "";
        if (CareTaskListSql.Range(list, zone, now) is { } range)
        {
            values.AddRange([range.Since, range.Until]);
            fits = " and t.due_key between $3 and $4";
        }

        var walks = CareTaskListSql.Places(list).Select((place, number) => (place, name: $"walk{number}")).ToList();
        var found = walks.Select(walk =>
            $"select w.patient_id, t.id from {walk.name} w "
            + $"cross join lateral ({First(walk.place, $"t.patient_id = w.patient_id{fits}")}) t"
        );
        return new(
            $"""
            with recursive {CareTaskListSql.Who},
            {string.Join(", ", walks.Select(walk => Walk(walk.place, walk.name)))},
            found (patient_id, id) as ({string.Join(" union all ", found)}),
            named as (
                select distinct on (f.patient_id) f.patient_id, coalesce(p.name, app.name_in_queue(f.patient_id, f.id)) as name
                from found f left join lateral (select p.given_name || ' ' || p.family_name as name from patients p
                                                where p.id = f.patient_id limit 1) p on true),
            shown as (select n.patient_id, n.name from named n where position(lower($2) in lower(n.name)) > 0
                      order by n.name, n.patient_id limit $1)
            select s.patient_id as id, s.name from shown s order by s.name, s.patient_id
            offset (select app.show(array(select patient_id from shown)))
            """,
            [.. values]
        );
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
