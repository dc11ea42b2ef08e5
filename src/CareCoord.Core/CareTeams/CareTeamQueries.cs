using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.CareTeams;

/// <summary>Reads a patient's care team, in one round trip.</summary>
public sealed class CareTeamQueries(RecordReader records)
{
    internal static readonly string MayChange = $"""
        select exists (select from patient_access where patient_id = $1 and basis = 'caseload'
                         and manage_bits & {(int)Category.Plan} <> 0) as may_change, app.actor_moment() as at
        """;

    // A grant is seen by those who may know who can see the record: for everybody else the caregiver is just a caregiver.
    private static readonly string Members = $"""
        select m.id, m.account_id, a.display_name as name, m.role, m.ask_about, p.clinic, a.phone_number as phone, a.best_way_to_reach,
               m.since, m.until,
               g.view_bits as sees_view, g.manage_bits as sees_manage, m.for_task_id is not null as for_one_task, m.xmin as version
        from care_team_members m
        join accounts a on a.id = m.account_id
        left join providers p on p.id = m.provider_id
        left join proxy_grants g on m.role = 'caregiver' and g.patient_id = m.patient_id and g.caregiver_account_id = m.account_id
                                and g.suspended_at is null and {Lasting.Now("g.starts_at", "g.ends_at")}
        where m.patient_id = $1 and m.until is distinct from m.since
        order by m.role = 'coordinator' desc, m.role = 'caregiver', m.since, a.display_name, m.id
        """;

    private const string Concerns = """
        select c.id, c.concern, c.labels, c.since,
               case when m.until is null or m.until > (select app.actor_moment()) then m.id end as lead_member_id,
               a.display_name as last_led, c.xmin as version
        from care_concerns c
        left join care_team_members m on m.patient_id = c.patient_id and m.id = c.lead_member_id
        left join accounts a on a.id = m.account_id
        where c.patient_id = $1 and c.until is null
        order by c.since, c.concern, c.id
        """;

    /// <summary>The team now, before and later, and what it takes care of.</summary>
    public Task<CareTeamView> TeamAsync(Actor actor, Guid patientId, CancellationToken cancel) =>
        records.ReadAsync(
            actor,
            patientId,
            CareTeamAccess.Read,
            Team(patientId),
            (rows, granted) => TeamAsync(rows, granted, cancel),
            cancel
        );

    /// <summary>The team, and what depends on one place of it, as far as the asker may see it.</summary>
    public Task<TeamPlaceView> PlaceAsync(Actor actor, Guid patientId, Guid memberId, CancellationToken cancel) =>
        records.ReadAsync(
            actor,
            patientId,
            CareTeamAccess.Read,
            [.. Team(patientId), TeamDependant.Statement(patientId, memberId)],
            async (rows, granted) => new TeamPlaceView(await TeamAsync(rows, granted, cancel), await rows.ListAsync<TeamDependant>(cancel)),
            cancel
        );

    private static Sql[] Team(Guid patientId) =>
        [PatientBanner.Statement(patientId), new(MayChange, patientId), new(Members, patientId), new(Concerns, patientId)];

    private static async Task<CareTeamView> TeamAsync(NpgsqlDataReader rows, Granted granted, CancellationToken cancel)
    {
        var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
        var asked = await rows.OneAsync<AskedNow>(cancel);
        return new CareTeamView(
            patient,
            asked.MayChange,
            asked.At,
            await rows.ListAsync<MemberView>(cancel),
            await rows.ListAsync<ConcernView>(cancel)
        );
    }

    internal sealed record AskedNow(bool MayChange, DateTimeOffset At);
}
