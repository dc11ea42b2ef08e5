using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTeams;

/// <summary>A member of the care team as the patient sees them: who they are, what to ask them, how to reach them.</summary>
public sealed record TeamMemberCard(
    Guid Id,
    string Name,
    TeamRole Role,
    string AskAbout,
    string? Clinic,
    string? Phone,
    string? BestWayToReach
)
{
    internal static Sql Statement(Guid patientId) =>
        new(
            $"""
            select m.id, a.display_name as name, m.role, m.ask_about, p.clinic, a.phone_number as phone, a.best_way_to_reach
            from care_team_members m
            join accounts a on a.id = m.account_id
            left join providers p on p.id = m.provider_id
            where m.patient_id = $1 and {Lasting.Now("m.since", "m.until")}
            order by m.role = 'coordinator' desc, m.role = 'caregiver', m.since, a.display_name
            """,
            patientId
        );
}
