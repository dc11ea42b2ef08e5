using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.Providers;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.CareTeams;

/// <summary>
/// Looks for people who could join a patient's care team, for the coordinator of that patient; each page in one round trip.
/// </summary>
public sealed class CandidateQueries(RecordReader records)
{
    /// <summary>The most people that a search lists.</summary>
    public const int Shown = 25;

    private static readonly string People = $"""
        with people as (
            select a.id, a.display_name, p.discipline, p.clinic, p.account_id is not null as provider,
                   exists (select from account_hats h where h.account_id = a.id and h.hat = 'coordinator') as coordinator,
                   exists (select from proxy_grants g where g.patient_id = $1 and g.caregiver_account_id = a.id
                             and g.suspended_at is null and {Lasting.Now("g.starts_at", "g.ends_at")}) as caregiver,
                   exists (select from care_team_members m where m.patient_id = $1 and m.account_id = a.id
                             and m.until is distinct from m.since
                             and (m.until is null or m.until > (select app.actor_moment()))) as on_the_team
            from accounts a left join providers p on p.account_id = a.id
        )
        select id as account_id, display_name as name, discipline, clinic, coordinator, caregiver, on_the_team from people
        """;

    private static readonly string Staff =
        People
        + """
             where (provider or coordinator)
               and ($2::text = '' or position(lower($2::text) in lower(display_name)) > 0)
               and ($3::text is null or discipline = $3::text or (coordinator and $3::text = 'coordinator'))
               and ($4::text = '' or position(lower($4::text) in lower(clinic)) > 0)
            order by display_name, id limit $5
            """;

    private static readonly string Caregivers = People + " where caregiver and not on_the_team order by display_name, id";

    private static readonly string One = People + " where id = $2 and (provider or coordinator or caregiver)";

    /// <summary>
    /// Staff as searched, and caregivers with a grant who are not on the team. Throws <see cref="NotFound"/> for anyone but the patient's
    /// coordinator.
    /// </summary>
    public Task<CandidatesView> CandidatesAsync(Actor actor, Guid patientId, StaffSearch search, CancellationToken cancel)
    {
        Sql[] content =
        [
            PatientBanner.Statement(patientId),
            new(CareTeamQueries.MayChange, patientId),
            new(Staff, patientId, OneLine.Of(search.Name), search.Role?.Snake(), OneLine.Of(search.Clinic), Shown + 1),
            new(Caregivers, patientId),
        ];
        return records.ReadAsync(
            actor,
            patientId,
            CareTeamAccess.Read,
            content,
            async (rows, granted) =>
            {
                var patient = await ReadPatientAsync(rows, granted, cancel);
                var staff = await rows.ListAsync<Person>(cancel);
                var caregivers = await rows.ListAsync<Person>(cancel);
                return new CandidatesView(
                    patient,
                    [.. staff.Take(Shown).Select(one => one.AsCandidate())],
                    staff.Count > Shown,
                    caregivers.ConvertAll(one => one.AsCandidate())
                );
            },
            cancel
        );
    }

    /// <summary>
    /// One of them. Throws <see cref="NotFound"/> for anyone but the patient's coordinator, and where they could not join.
    /// </summary>
    public Task<CandidateView> CandidateAsync(Actor actor, Guid patientId, Guid accountId, CancellationToken cancel)
    {
        Sql[] content = [PatientBanner.Statement(patientId), new(CareTeamQueries.MayChange, patientId), new(One, patientId, accountId)];
        return records.ReadAsync(
            actor,
            patientId,
            CareTeamAccess.Read,
            Subject.Of("account", accountId),
            content,
            async (rows, granted) =>
                new CandidateView(
                    await ReadPatientAsync(rows, granted, cancel),
                    (await rows.FirstAsync<Person>(cancel))?.AsCandidate() ?? throw new NotFound()
                ),
            cancel
        );
    }

    private static async Task<PatientBanner> ReadPatientAsync(NpgsqlDataReader rows, Granted granted, CancellationToken cancel)
    {
        var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
        return (await rows.OneAsync<CareTeamQueries.AskedNow>(cancel)).MayChange ? patient : throw new NotFound();
    }

    private sealed record Person(
        Guid AccountId,
        string Name,
        Discipline? Discipline,
        string? Clinic,
        bool Coordinator,
        bool Caregiver,
        bool OnTheTeam
    )
    {
        public Candidate AsCandidate()
        {
            List<TeamRole> roles = [];
            if (Discipline is { } discipline)
                roles.AddRange([
                    Enum.Parse<TeamRole>(discipline.ToString()),
                    .. Enum.GetValues<TeamRole>().Where(role => role.IsOfProviders()),
                ]);
            if (Caregiver)
                roles.Add(TeamRole.Caregiver);
            if (Coordinator)
                roles.Add(TeamRole.Coordinator);
            return new(AccountId, Name, Clinic, [.. roles.Distinct()], OnTheTeam);
        }
    }
}
