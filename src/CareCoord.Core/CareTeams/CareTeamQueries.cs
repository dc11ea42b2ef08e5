using CareCoord.Access;
using CareCoord.Patients;
using Npgsql;

namespace CareCoord.CareTeams;

/// <summary>Reads a patient's care team, in one round trip.</summary>
public sealed class CareTeamQueries(RecordReader records)
{
    internal static readonly string MayChange =
        $"""
        select exists (select from patient_access where patient_id = $1 and basis = 'caseload' and manage_bits & {(int)Category.Plan} <> 0), app.actor_moment()
        """;

    // A grant is seen by those who may know who can see the record: for everybody else the caregiver is just a caregiver.
    private const string Members =
        """
        select m.id, m.account_id, a.display_name, m.role, m.ask_about, p.clinic, a.phone_number, a.best_way_to_reach, m.since, m.until,
               g.view_bits, g.manage_bits, m.for_task_id is not null, m.xmin
        from care_team_members m
        join accounts a on a.id = m.account_id
        left join providers p on p.id = m.provider_id
        left join proxy_grants g on m.role = 'caregiver' and g.patient_id = m.patient_id and g.caregiver_account_id = m.account_id
                                and g.suspended_at is null and g.starts_at <= (select app.actor_moment()) and (g.ends_at is null or g.ends_at > (select app.actor_moment()))
        where m.patient_id = $1 and m.until is distinct from m.since
        order by m.role = 'coordinator' desc, m.role = 'caregiver', m.since, a.display_name, m.id
        """;

    private const string Concerns =
        """
        select c.id, c.concern, c.labels, c.since, case when m.until is null or m.until > (select app.actor_moment()) then m.id end, a.display_name, c.xmin
        from care_concerns c
        left join care_team_members m on m.patient_id = c.patient_id and m.id = c.lead_member_id
        left join accounts a on a.id = m.account_id
        where c.patient_id = $1 and c.until is null
        order by c.since, c.concern, c.id
        """;

    /// <summary>The team now, before and later, and what it takes care of.</summary>
    public Task<CareTeamView> TeamAsync(Actor actor, Guid patientId, CancellationToken cancel)
    {
        Sql[] content = [PatientBanner.Statement(patientId), new(MayChange, patientId), new(Members, patientId), new(Concerns, patientId)];
        return records.ReadAsync(actor, patientId, CareTeamAccess.Read, content, async (rows, granted) =>
        {
            var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
            await rows.ReadAsync(cancel);
            var (mayChange, at) = (rows.GetBoolean(0), rows.Time(1));
            await rows.NextResultAsync(cancel);
            return new CareTeamView(patient, mayChange, at, await rows.ListAsync(ReadMember, cancel), await rows.ListAsync(ReadConcern, cancel));
        }, cancel);
    }

    private static MemberView ReadMember(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.Word<TeamRole>(3), r.GetString(4),
        r.Text(5), r.Text(6), r.Text(7), r.Time(8), r.Maybe<DateTimeOffset>(9),
        r.Maybe<int>(10) is { } view ? new Granted((Category)view, (Category)r.GetInt32(11)) : null, r.GetBoolean(12), r.GetFieldValue<uint>(13));

    private static ConcernView ReadConcern(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetString(1), (Category)r.GetInt32(2), r.Time(3),
        r.Maybe<Guid>(4), r.Text(5), r.GetFieldValue<uint>(6));
}
