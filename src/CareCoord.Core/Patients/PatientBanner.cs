using CareCoord.Access;
using Npgsql;

namespace CareCoord.Patients;

/// <summary>Who the open record is about, and what the asker may see of it: the head of every page of a record.</summary>
/// <param name="GlassUntil">Until when the asker sees it by nothing but a broken glass; null where they have another basis.</param>
/// <param name="Clock">What has to follow a discharge, where there was one; for staff.</param>
/// <param name="Directive">What is in effect of their will, as far as the asker may see it; for clinicians, null for everybody
/// else.</param>
public sealed record PatientBanner(
    Guid Id,
    string Name,
    string CalledBy,
    string? Pronouns,
    DateOnly BirthDate,
    long RecordNumber,
    string TimeZone,
    DateOnly Today,
    string? MattersToMe,
    DateTimeOffset? GlassUntil,
    TransitionClock? Clock,
    DirectiveStrip? Directive
)
{
    /// <summary>What the asker may see of the record, and do with it.</summary>
    public Granted Granted { get; private init; } = new(Category.None, Category.None);

    internal static Sql Statement(Guid patientId) =>
        new(
            $"""
            select p.id, p.given_name || ' ' || p.family_name as name, coalesce(p.preferred_name, p.given_name) as called_by, p.pronouns,
                   p.birth_date, p.record_number, p.time_zone,
                   ((select app.actor_moment()) at time zone p.time_zone)::date as today, {PatientStory.Column},
                   (select case when bool_and(a.basis = 'broken_glass') then max(a.valid_until) end from patient_access a
                    where a.patient_id = p.id) as glass_until,
                   {TransitionClock.Columns}, {DirectiveStrip.Columns}
            from patients p
            {TransitionClock.Join}
            {DirectiveStrip.Join}
            where p.id = $1
            """,
            patientId
        );

    internal static async Task<PatientBanner> ReadAsync(NpgsqlDataReader rows, Granted granted, CancellationToken cancel)
    {
        var banner = await rows.OneAsync<PatientBanner>(cancel);
        return banner with { Granted = granted, Directive = granted.MayView(Category.LegalDocuments) ? banner.Directive : null };
    }
}
