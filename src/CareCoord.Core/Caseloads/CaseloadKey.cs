namespace CareCoord.Caseloads;

/// <summary>By what the desk is sorted, in its own rows <c>d</c>, and how whoever follows compares with the last of a page.</summary>
internal sealed record CaseloadKey(string Columns, string Order, string Follows)
{
    // Equal names are in the order of their birth dates.
    private const string ByName = "d.names, d.birth_date, d.id";

    private const string NextAt = "least(d.visit_at, d.task_due)";

    /// <summary>
    /// What is unknown comes last both ways, and equals are in the order of their names. Whoever was never looked at was not for longest.
    /// </summary>
    public static CaseloadKey Of(CaseloadFilter asked) =>
        (asked.Sort, asked.Reversed) switch
        {
            (CaseloadSort.Name, false) => Upward(ByName),
            (CaseloadSort.Name, true) => new(ByName, "d.names desc, d.birth_date desc, d.id desc", "<"),
            (CaseloadSort.Risk, false) => Upward($"d.risk_rank, d.urgency, {ByName}"),
            (CaseloadSort.Risk, true) => Upward($"case d.risk_rank when 3 then 3 else 2 - d.risk_rank end, d.urgency, {ByName}"),
            (CaseloadSort.Next, false) => Upward($"coalesce({NextAt}, 'infinity'), {ByName}"),
            (CaseloadSort.Next, true) => Upward($"coalesce(-extract(epoch from {NextAt}), 'infinity'), {ByName}"),
            (CaseloadSort.Late, false) => Upward($"-d.late_tasks, d.urgency, {ByName}"),
            (CaseloadSort.Late, true) => Upward($"d.late_tasks, d.urgency, {ByName}"),
            (CaseloadSort.Documents, false) => Upward($"-d.lacking, coalesce(d.runs_out_on, 'infinity'), {ByName}"),
            (CaseloadSort.Documents, true) => Upward($"d.lacking, coalesce(d.runs_out_on, 'infinity'), {ByName}"),
            (CaseloadSort.Looked, false) => Upward($"coalesce(d.looked_at, '-infinity'), {ByName}"),
            (CaseloadSort.Looked, true) => Upward($"coalesce(-extract(epoch from d.looked_at), 'infinity'), {ByName}"),
            (_, false) => Upward($"d.urgency, d.risk_rank, {ByName}"),
            (_, true) => Upward($"-d.urgency, d.risk_rank, {ByName}"),
        };

    private static CaseloadKey Upward(string columns) => new(columns, columns, ">");
}
