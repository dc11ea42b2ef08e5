namespace CareCoord.Caseloads;

/// <summary>
/// Which of the two documents that everybody should have a patient has in effect. It also says whether one waits for a review, and when the
/// first of those in effect runs out.
/// </summary>
/// <param name="RunsOutOn">The first last day among those in effect that is past since a month, or comes within two months; null where none
/// does.</param>
public sealed record DocumentsOf(bool HasDirective, bool HasPowerOfAttorney, bool OneWaits, DateOnly? RunsOutOn)
{
    /// <summary>The columns of the desk, once <see cref="Join"/> is joined.</summary>
    internal const string Columns = """
        o.has_directive, o.has_attorney, o.documents_waiting, o.runs_out_on,
        2 - o.has_directive::integer - o.has_attorney::integer as lacking
        """;

    /// <summary>Joins what the asker may see of the documents of each patient <c>p</c>, whose day is <c>p.today</c>.</summary>
    internal const string Join = """
        cross join lateral (
            select coalesce(bool_or(d.kind = 'advance_directive' and e.holds), false) as has_directive,
                   coalesce(bool_or(d.kind = 'health_care_power_of_attorney' and e.holds), false) as has_attorney,
                   coalesce(bool_or(d.state in ('submitted', 'in_review')), false) as documents_waiting,
                   min(d.expires_on) filter (
                       where d.state in ('accepted', 'expired') and d.expires_on between p.today - 30 and p.today + 60
                         and (e.holds or not exists (
                             select from legal_documents n where n.patient_id = d.patient_id and n.kind = d.kind and n.state = 'accepted'
                               and (n.expires_on is null or n.expires_on >= p.today)))) as runs_out_on
            from legal_documents d
            cross join lateral (select d.state = 'accepted' and (d.expires_on is null or d.expires_on >= p.today) as holds) e
            where d.patient_id = p.id and d.kind <> 'release') o
        """;
}
