using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.Providers;
using CareCoord.Shared;

namespace CareCoord.Appointments;

/// <summary>The visits of one patient: all that are to come, and a page of those that were.</summary>
public sealed record AppointmentsView(PatientBanner Patient, IReadOnlyList<AppointmentView> Upcoming, Page<AppointmentView> Past);

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
    string? Phone
);

/// <summary>Reads the visits of a patient, in one round trip.</summary>
public sealed class AppointmentQueries(RecordReader records)
{
    private const int PageSize = 20;

    internal const string Select = """
        select v.id, v.title, v.starts_at, v.ends_at, v.way, v.place, v.how_to_get_in, v.preparation, v.state, v.cancel_reason,
               a.display_name as with, p.discipline, p.clinic, a.phone_number as phone
        from appointments v
        join providers p on p.id = v.provider_id
        join accounts a on a.id = p.account_id
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

    /// <summary>The visits; <paramref name="pastFrom"/> is the key that the page before gave, or null for the first.</summary>
    public Task<AppointmentsView> AppointmentsAsync(Actor actor, Guid patientId, string? pastFrom, CancellationToken cancel)
    {
        var from = TimeKey.Parse(pastFrom);
        Sql[] content =
        [
            PatientBanner.Statement(patientId),
            new(Upcoming, patientId),
            new(Past, patientId, from?.Time, from?.Id, PageSize + 1),
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
                    )
                ),
            cancel
        );
    }
}
