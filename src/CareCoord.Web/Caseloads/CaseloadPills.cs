using CareCoord.Caseloads;
using CareCoord.SavedViews;
using CareCoord.Web.Look;

namespace CareCoord.Web.Caseloads;

/// <summary>The views over the caseload: those that everybody has, with how many are in them, then the person's own.</summary>
internal static class CaseloadPills
{
    public static IReadOnlyList<ViewPill> Of(CaseloadCounts counts, CaseloadFilter asked, IReadOnlyList<SavedView> views)
    {
        var here = asked.Query();
        // A view of everybody's is open in whatever order its people are; one's own in its own.
        var filter = (asked with { Sort = CaseloadSort.Need, Reversed = false }).Query();
        var kept = views.Any(view => view.Query == here && here.Length > 0);
        var all = new CaseloadFilter(asked.Sort, Reversed: asked.Reversed);
        (string, int, CaseloadFilter)[] everybodys =
        [
            ("Needs me", counts.Need, all with { Need = true }),
            ("Late tasks", counts.Late, all with { Late = true }),
            ("Coming home", counts.Transition, all with { Transition = true }),
            ("High risk", counts.HighRisk, all with { Risk = Risk.High }),
            ("Documents missing", counts.Documents, all with { Documents = true }),
            ("Everybody", counts.People, all),
        ];
        return
        [
            .. everybodys.Select(view => new ViewPill(
                view.Item1,
                view.Item3.Href(),
                view.Item2,
                !kept && (view.Item3 with { Sort = CaseloadSort.Need, Reversed = false }).Query() == filter
            )),
            .. views.Select(view => new ViewPill(
                view.Name,
                view.Query.Length > 0 ? "/caseload?" + view.Query : "/caseload",
                null,
                kept && view.Query == here,
                view.Id
            )),
        ];
    }
}
