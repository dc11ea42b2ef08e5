using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Organisations;
using CareCoord.Patients;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>Whom one may ask to do something for a patient, and what it can be about.</summary>
public sealed record AssigneeOptions(
    PatientBanner Patient,
    IReadOnlyList<PossibleAssignee> People,
    IReadOnlyList<PossibleUnit> Units,
    IReadOnlyList<AboutThing> Things
);

/// <summary>Many patients for whom the same is to be done, by name, and the units that one may ask.</summary>
public sealed record ManyToAskFor(IReadOnlyList<PatientNamed> Patients, IReadOnlyList<PossibleUnit> Units);

/// <summary>A patient to choose, with what tells them from others of their name.</summary>
/// <param name="Born">Their birth date; null where the asker knows no more than their name.</param>
/// <param name="Number">The number of the record, where another patient of the asker's has that name and birth date too.</param>
public sealed record PatientNamed(Guid Id, string Name, DateOnly? Born, long? Number);

/// <summary>Somebody of the care team; the day until which they are away, and their deputy then.</summary>
public sealed record PossibleAssignee(Guid AccountId, string Name, TeamRole Role, DateTimeOffset? AwayUntil, string? Deputy);

public sealed record PossibleUnit(Guid Id, string Name, int People);

/// <summary>An activity of the plan or a visit that a task can be about.</summary>
public sealed record AboutThing(TaskAbout About, Guid Id, string Title, DateTimeOffset? At);

/// <summary>Reads what is needed to assign a task.</summary>
public sealed class AssigneeQueries(RecordReader records)
{
    private static readonly string Names = $"""
        select p.id, p.given_name || ' ' || p.family_name as name, p.birth_date as born, {RecordNumber.WhereEqual("p.id")} as number
        from patients p where p.id = any ($1)
        order by {PatientOrder.Names}, p.birth_date, p.id
        offset (select app.show(array(select c.id from patients c where c.id = any ($1))))
        """;

    private static readonly string People = $"""
        select m.account_id, a.display_name as name, m.role, b.ends_at as away_until, d.display_name as deputy
        from care_team_members m
        join accounts a on a.id = m.account_id
        left join absences b on b.account_id = m.account_id
            and b.hat = case m.role when 'coordinator' then 'coordinator' else 'provider' end
                            and b.since <= (select app.actor_moment()) and b.ends_at > (select app.actor_moment())
        left join accounts d on d.id = b.deputy_account_id
        where m.patient_id = $1 and m.role <> 'caregiver' and {Lasting.Now("m.since", "m.until")}
        order by m.role = 'coordinator' desc, a.display_name, m.id
        """;

    private static readonly string Units = $"""
        select u.id, u.name, count(m.id)::integer as people from organisation_units u
        join (select m.* from unit_members m join account_hats h on h.account_id = m.account_id and h.hat = 'provider'
              join providers d on d.account_id = m.account_id) m
          on m.unit_id = u.id and {Lasting.Now("m.since", "m.until")}
        group by u.id, u.name order by u.name
        """;

    private const string Things = """
        (select 'plan_activity' as about, c.lineage_id as id, c.title, null::timestamptz as at from activities c
         join treatment_plans t on t.patient_id = c.patient_id and t.id = c.plan_id and t.state = 'published'
         where c.patient_id = $1 order by c.position, c.id)
        union all
        (select 'appointment', v.id, v.title, v.starts_at from appointments v where v.patient_id = $1 and v.state in ('booked', 'missed')
         and v.starts_at > (select app.actor_moment()) - interval '60 days' order by v.starts_at limit 30)
        """;

    /// <summary>For one patient: the people of the care team, the units, and the things of the record.</summary>
    public Task<AssigneeOptions> ForPatientAsync(Actor actor, Guid patientId, CancellationToken cancel) =>
        records.ReadAsync(
            actor,
            patientId,
            CareTaskAccess.Prepare,
            [PatientBanner.Statement(patientId), new(People, patientId), new(Units), new(Things, patientId)],
            async (rows, granted) =>
                new AssigneeOptions(
                    await PatientBanner.ReadAsync(rows, granted, cancel),
                    await rows.ListAsync<PossibleAssignee>(cancel),
                    await rows.ListAsync<PossibleUnit>(cancel),
                    await rows.ListAsync<AboutThing>(cancel)
                ),
            cancel
        );

    /// <summary>
    /// For many patients at once, those of them whom the asker may see: their names and the units; the roles are the same for all.
    /// </summary>
    public Task<ManyToAskFor> ForManyAsync(Actor actor, IReadOnlyList<Guid> patients, CancellationToken cancel) =>
        records.ReadListAsync(
            actor,
            CareTaskAccess.Prepare,
            [new(Names, patients.ToArray()), new(Units)],
            async rows => new ManyToAskFor(await rows.ListAsync<PatientNamed>(cancel), await rows.ListAsync<PossibleUnit>(cancel)),
            cancel
        );

    /// <summary>The units whose queue one may ask.</summary>
    public Task<List<PossibleUnit>> UnitsAsync(Actor actor, CancellationToken cancel) =>
        records.ReadListAsync(actor, ClinicAccess.ReadUnits, [new(Units)], rows => rows.ListAsync<PossibleUnit>(cancel), cancel);
}
