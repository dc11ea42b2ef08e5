using CareCoord.Caseloads;
using CareCoord.Web.Look;

namespace CareCoord.Web.Caseloads;

/// <summary>The columns of the caseload, and by what each sorts.</summary>
internal static class CaseloadColumns
{
    public const string Person = "person";
    public const string Why = "why";
    public const string Next = "next";
    public const string Plan = "plan";
    public const string Risk = "risk";
    public const string Late = "late";
    public const string Looked = "looked";
    public const string Documents = "documents";

    public static readonly IReadOnlyList<GridColumn> All =
    [
        new(Person, "Person", 25, Stays: true),
        new(Why, "Why they need you", 36),
        new(Next, "Next", 26),
        new(Plan, "Plan", 12),
        new(Risk, "Risk", 16, IsShown: false),
        new(Late, "Late tasks", 10, IsShown: false),
        new(Looked, "Since you looked", 22, IsShown: false),
        new(Documents, "Documents", 18, IsShown: false),
    ];

    public static CaseloadSort? Sort(GridColumn column) =>
        column.Key switch
        {
            Person => CaseloadSort.Name,
            Why => CaseloadSort.Need,
            Next => CaseloadSort.Next,
            Risk => CaseloadSort.Risk,
            Late => CaseloadSort.Late,
            Looked => CaseloadSort.Looked,
            Documents => CaseloadSort.Documents,
            _ => null,
        };

    /// <summary>
    /// As "ascending" or "descending": need, risk, late tasks and missing documents begin with the most, unless reversed.
    /// </summary>
    public static string? Sorted(CaseloadFilter asked, CaseloadSort sort) =>
        sort != asked.Sort ? null
        : (sort is CaseloadSort.Need or CaseloadSort.Risk or CaseloadSort.Late or CaseloadSort.Documents) != asked.Reversed ? "descending"
        : "ascending";
}
