using CareCoord.Access;
using CareCoord.Patients;

namespace CareCoord.Caseloads;

/// <summary>The SQL of the panel beside the caseload: of whoever is on the asker's, and of nobody else.</summary>
internal static class CaseloadPersonSql
{
    private const int MostTasks = 5;

    public static Sql Person(Guid patient) =>
        new(
            $"""
            select p.id as patient_id, p.given_name || ' ' || p.family_name as name, p.birth_date, p.record_number as number,
                   p.pronouns, p.phone,
                   {PatientStory.Column},
                   (select count(*) from care_tasks t where t.patient_id = p.id and t.closed_at is null)::integer as open_tasks
            from patients p
            where p.id = $1 and exists (select from patient_access a where a.patient_id = p.id and a.basis = 'caseload')
            offset (select app.show(array(select a.patient_id from patient_access a where a.patient_id = $1 and a.basis = 'caseload')))
            """,
            patient
        );

    public static Sql Tasks(Guid patient) =>
        new(
            """
            select t.id as task_id, t.title, t.due_at, t.due_key < (select app.actor_moment()) as is_late, o.display_name as owner
            from care_tasks t join accounts o on o.id = t.owner_account_id
            where t.patient_id = $1 and t.closed_at is null
              and exists (select from patient_access a where a.patient_id = $1 and a.basis = 'caseload')
            order by t.due_key, t.id limit $2
            """,
            patient,
            MostTasks
        );
}
