namespace CareCoord.Caseloads;

/// <summary>By what the desk is sorted, in its own rows <c>d</c>, and how whoever follows compares with the last of a page.</summary>
internal sealed record CaseloadKey(string Columns, string Order, string Follows)
{
    private const string NextAt = "least(d.visit_at, d.task_due)";

    /// <summary>
    /// What is unknown comes last both ways, and equals are in the order of their names. Whoever was never looked at was not for longest.
    /// </summary>
    public static CaseloadKey Of(CaseloadFilter asked) =>
        (asked.Sort, asked.Reversed) switch
        {
            (CaseloadSort.Name, false) => Upward("d.name, d.id"),
            (CaseloadSort.Name, true) => new("d.name, d.id", "d.name desc, d.id desc", "<"),
            (CaseloadSort.Risk, false) => Upward("d.risk_rank, d.urgency, d.name, d.id"),
            (CaseloadSort.Risk, true) => Upward("case d.risk_rank when 3 then 3 else 2 - d.risk_rank end, d.urgency, d.name, d.id"),
            (CaseloadSort.Next, false) => Upward($"coalesce({NextAt}, 'infinity'), d.name, d.id"),
            (CaseloadSort.Next, true) => Upward($"coalesce(-extract(epoch from {NextAt}), 'infinity'), d.name, d.id"),
            (CaseloadSort.Late, false) => Upward("-d.late_tasks, d.urgency, d.name, d.id"),
            (CaseloadSort.Late, true) => Upward("d.late_tasks, d.urgency, d.name, d.id"),
            (CaseloadSort.Documents, false) => Upward("-d.lacking, coalesce(d.runs_out_on, 'infinity'), d.name, d.id"),
            (CaseloadSort.Documents, true) => Upward("d.lacking, coalesce(d.runs_out_on, 'infinity'), d.name, d.id"),
            (CaseloadSort.Looked, false) => Upward("coalesce(d.looked_at, '-infinity'), d.name, d.id"),
            (CaseloadSort.Looked, true) => Upward("coalesce(-extract(epoch from d.looked_at), 'infinity'), d.name, d.id"),
            (_, false) => Upward("d.urgency, d.risk_rank, d.name, d.id"),
            (_, true) => Upward("-d.urgency, d.risk_rank, d.name, d.id"),
        };

    private static CaseloadKey Upward(string columns) => new(columns, columns, ">");
}
