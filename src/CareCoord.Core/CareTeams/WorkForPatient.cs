using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTeams;

/// <summary>How far somebody is with what they do for a patient, as the patient reads it.</summary>
public enum WorkStands
{
    /// <summary>Somebody is asked, and has not answered yet.</summary>
    Assigned,

    Accepted,
    InProgress,

    /// <summary>It waits for somebody or something.</summary>
    Waiting,

    /// <summary>Nobody does it just now: the coordinator looks for somebody.</summary>
    Declined,
}

/// <summary>
/// An open care task in the patient's words: what, who has it in hand, and by when. The notes that staff write to each other are not in it.
/// </summary>
/// <param name="Who">The person, or the unit in whose queue it stands.</param>
/// <param name="Role">The person's part in the care team; null for a unit.</param>
/// <param name="WaitsFor">On whom or what it waits.</param>
public sealed record WorkForPatient(string Title, string Who, TeamRole? Role, WorkStands Stands, string? WaitsFor, DateTimeOffset? DueAt)
{
    /// <summary>How many stand on Today.</summary>
    public const int OnToday = 5;

    /// <summary>How many stand in the plan.</summary>
    public const int InPlan = 30;

    /// <summary>What the asker may see of it, by due moment; at most <paramref name="most"/>, and one more where there are more.</summary>
    internal static Sql Statement(Guid patientId, int most) =>
        new(
            $"""
            select t.title, coalesce(u.name, a.display_name) as who, case when u.id is null then r.role end as role, t.state as stands,
                   case t.state when 'waiting' then t.state_note end as waits_for, t.due_at
            from care_tasks t
            left join organisation_units u on u.id = t.asked_unit_id and t.state = 'assigned'
            left join accounts a on a.id = t.holder_account_id
            left join lateral (
                select m.role from care_team_members m
                where m.patient_id = t.patient_id and m.account_id = t.holder_account_id and {Lasting.Now("m.since", "m.until")}
                order by m.role is distinct from t.asked_role,
                         (m.role = 'coordinator') <> (case t.state when 'assigned' then t.asked_hat else t.owner_hat end = 'coordinator'),
                         m.since, m.id
                limit 1) r on true
            where t.patient_id = $1 and t.closed_at is null
            order by t.due_key, t.id limit $2 + 1
            """,
            patientId,
            most
        );
}
