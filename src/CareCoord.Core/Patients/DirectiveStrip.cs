namespace CareCoord.Patients;

/// <summary>
/// What is in effect of a patient's will, and who speaks for them. Clinicians find it as a line at the head of every page of a record.
/// </summary>
/// <param name="InEffect">What is in effect now, by kind; none where nothing is.</param>
/// <param name="Waiting">One that waits for a review; null where none does.</param>
public sealed record DirectiveStrip(IReadOnlyList<DirectiveInEffect> InEffect, Guid? Waiting)
{
    /// <summary>The columns to select for <c>Directive</c>, once <see cref="Join"/> is joined.</summary>
    internal const string Columns = "directive.in_effect as directive_in_effect, directive.waiting as directive_waiting";

    /// <summary>Joins what clinicians may see of the documents of each patient <c>p</c>; for everybody else there is nothing.</summary>
    internal const string Join = $"""
        cross join lateral (
            select case when (select app.actor_hat()) in ('coordinator', 'provider')
                        then coalesce(jsonb_agg({Line}) filter (where d.state = 'accepted'), '[]')::text end as in_effect,
                   (array_agg(d.id order by d.submitted_at) filter (where d.state <> 'accepted'))[1] as waiting
            from legal_documents d
            left join legal_document_agents g on g.patient_id = d.patient_id and g.document_id = d.id and g.version = d.version
                and g.rank = 1
            where d.patient_id = p.id and d.kind <> 'release' and (select app.actor_hat()) in ('coordinator', 'provider')
              and (d.state in ('submitted', 'in_review')
                   or (d.state = 'accepted'
                       and (d.expires_on is null or d.expires_on >= ((select app.actor_moment()) at time zone p.time_zone)::date))))
            directive
        """;

    /// <summary>One document <c>d</c> with its first agent <c>g</c>, as <see cref="DirectiveInEffect"/> takes it.</summary>
    internal const string Line = """
        jsonb_build_object('id', d.id, 'kind', d.kind, 'cpr', d.cpr, 'comfort_only', d.comfort_only = 'yes', 'springing', d.springing,
                           'agent', g.name, 'phone', g.phone,
                           'amended', d.version > 1)
        """;
}

/// <summary>
/// One document in effect, in the words of the database: its kind, what it says about restarting the heart, and who is asked first.
/// </summary>
/// <param name="Springing">Whoever it names decides only while the patient cannot.</param>
/// <param name="Amended">What was copied from it was amended since it was handed in.</param>
public sealed record DirectiveInEffect(
    Guid Id,
    string Kind,
    string Cpr,
    bool ComfortOnly,
    bool Springing,
    string? Agent,
    string? Phone,
    bool Amended = false
);
