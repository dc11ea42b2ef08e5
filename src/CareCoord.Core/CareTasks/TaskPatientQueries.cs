using CareCoord.Access;
using CareCoord.Patients;
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

    internal static Sql Patients(TaskList list, TimeZoneInfo zone, DateTimeOffset now, string name)
    {
        var fits = new TaskConditions(list, Most, name).Due(CareTaskListSql.Range(list, zone, now));
        return new(
            $"""
            with recursive {CareTaskListSql.Who}, {TaskPatientsSql.Named(list, fits.Text)},
            shown as (select n.patient_id, n.name, n.birth_date from named n where position(lower($2) in lower(n.name)) > 0
                      order by n.name, n.birth_date, n.patient_id limit $1)
            select s.patient_id as id, s.name, nullif(s.birth_date, 'infinity') as born, {RecordNumber.WhereEqual("s.patient_id")} as number
            from shown s order by s.name, s.birth_date, s.patient_id
            offset (select app.show(array(select patient_id from shown)))
            """,
            fits.Values
        );
    }
}
