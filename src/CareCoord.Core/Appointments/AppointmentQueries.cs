using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.Patients;
using CareCoord.Providers;
using CareCoord.Shared;

namespace CareCoord.Appointments;

/// <summary>The visits of one patient: all that are to come, and a page of those that were.</summary>
/// <param name="Past">A booked one among them is one of which nobody has recorded what became of it.</param>
/// <param name="Former">What was recorded of them before it was corrected.</param>
/// <param name="MayRecord">Whether the asker may record what became of one.</param>
public sealed record AppointmentsView(
    PatientBanner Patient,
    IReadOnlyList<AppointmentView> Upcoming,
    Page<AppointmentView> Past,
    IReadOnlyList<FormerVersion> Former,
    bool MayRecord
);

/// <summary>One visit, to record what became of it or to correct that.</summary>
/// <param name="Version">What a change is made over.</param>
/// <param name="Former">What was recorded before, the newest first.</param>
public sealed record VisitOutcomeView(PatientBanner Patient, AppointmentView Visit, uint Version, IReadOnlyList<FormerVersion> Former);

/// <summary>A visit: what, when, with whom, where or how, and how to get ready.</summary>
public sealed record AppointmentView(
    Guid Id,
    string Title,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    VisitWay Way,
    string? Place,
    string? HowToGetIn,
    string? Preparation,
    VisitState State,
    string? CancelReason,
    string With,
    Discipline Discipline,
    string Clinic,
    string? Phone,
    string? OutcomeBy,
    DateTimeOffset? OutcomeAt,
    bool HasBegun
);

/// <summary>Reads the visits of a patient, in one round trip.</summary>
public sealed class AppointmentQueries(RecordReader records)
{
    private const int PageSize = 20;

    internal const string Select = """
        select v.id, v.title, v.starts_at, v.ends_at, v.way, v.place, v.how_to_get_in, v.preparation, v.state, v.cancel_reason,
               a.display_name as with, p.discipline, p.clinic, a.phone_number as phone,
               o.display_name as outcome_by, v.outcome_at, v.starts_at <= (select app.actor_moment()) as has_begun
        from appointments v
        join providers p on p.id = v.provider_id
        join accounts a on a.id = p.account_id
        left join accounts o on o.id = v.outcome_by
        where v.patient_id = $1
        """;

    internal const string Upcoming =
        Select + " and v.ends_at > (select app.actor_moment()) and v.state = 'booked' order by v.starts_at, v.id";

    // A cancelled visit of the future stands with the past ones: it will not take place.
    private const string Past =
        Select
        + """
             and (v.ends_at <= (select app.actor_moment()) or v.state <> 'booked')
               and ($2::timestamptz is null or (v.starts_at, v.id) < ($2::timestamptz, $3::uuid))
            order by v.starts_at desc, v.id desc limit $4
            """;

    private const string SeenVersion = "select v.xmin as version from appointments v where v.patient_id = $1 and v.id = $2";

    private static readonly string Former = FormerVersion.Sql("appointment_versions");

    private static readonly string FormerOfAll = FormerVersion.Sql(
        "appointment_versions",
        "select a.id from appointments a where a.patient_id = $1"
    );

    /// <summary>The visits; <paramref name="pastFrom"/> is the key that the page before gave, or null for the first.</summary>
    public Task<AppointmentsView> AppointmentsAsync(Actor actor, Guid patientId, string? pastFrom, CancellationToken cancel)
    {
        var from = TimeKey.Parse(pastFrom);
        Sql[] content =
        [
            PatientBanner.Statement(patientId),
            new(Upcoming, patientId),
            new(Past, patientId, from?.Time, from?.Id, PageSize + 1),
            new(FormerOfAll, patientId),
        ];
        return records.ReadAsync(
            actor,
            patientId,
            AppointmentAccess.Read,
            content,
            async (rows, granted) =>
                new AppointmentsView(
                    await PatientBanner.ReadAsync(rows, granted, cancel),
                    await rows.ListAsync<AppointmentView>(cancel),
                    Page<AppointmentView>.Of(
                        await rows.ListAsync<AppointmentView>(cancel),
                        PageSize,
                        last => new TimeKey(last.StartsAt, last.Id).ToString()
                    ),
                    await rows.ListAsync<FormerVersion>(cancel),
                    MayRecord(actor, granted)
                ),
            cancel
        );
    }

    /// <summary>One visit; throws <see cref="NotFound"/> where the asker may not record what became of it.</summary>
    public Task<VisitOutcomeView> OutcomeAsync(Actor actor, Guid patientId, Guid visitId, CancellationToken cancel)
    {
        Sql[] content =
        [
            PatientBanner.Statement(patientId),
            new(Select + " and v.id = $2", patientId, visitId),
            new(SeenVersion, patientId, visitId),
            new(Former, patientId, visitId),
        ];
        return records.ReadAsync(
            actor,
            patientId,
            AppointmentAccess.FetchOutcome,
            content,
            async (rows, granted) =>
            {
                var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
                var visit = (await rows.ListAsync<AppointmentView>(cancel)).SingleOrDefault();
                var version = (await rows.ListAsync<uint>(cancel)).SingleOrDefault();
                var former = await rows.ListAsync<FormerVersion>(cancel);
                return visit is { HasBegun: true } && MayRecord(actor, granted)
                    ? new VisitOutcomeView(patient, visit, version, former)
                    : throw new NotFound();
            },
            cancel
        );
    }

    private static bool MayRecord(Actor actor, Granted granted) =>
        AppointmentAccess.RecordOutcome.Hats.Contains(actor.Hat) && granted.MayManage(Category.Appointments);
}
