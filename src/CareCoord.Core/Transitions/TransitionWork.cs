using CareCoord.CareTasks;
using CareCoord.Organisations;
using CareCoord.Shared;

namespace CareCoord.Transitions;

/// <summary>What has to follow a discharge, and until when; the reasons are in words that the patient may read.</summary>
public static class TransitionWork
{
    /// <summary>Business days until the first contact, by closing time.</summary>
    public const int ContactBusinessDays = 2;

    /// <summary>Days until the medicines are reconciled, by the end of the day where the clinic is.</summary>
    public const int MedicinesDays = 30;

    /// <summary>Days until the follow-up visit, by the end of the day where the clinic is.</summary>
    public static int VisitDays(Complexity complexity) => complexity == Complexity.High ? 7 : 14;

    /// <summary>The care tasks about a transition, in the order of their clocks, each with its checklist.</summary>
    public static IEnumerable<(CareTaskDraft Content, string[] Steps)> Of(
        Guid transition,
        DateTimeOffset leftAt,
        Complexity complexity,
        BusinessCalendar calendar
    )
    {
        var visit = VisitDays(complexity);
        yield return (
            new(
                "First contact after the discharge",
                "So that nobody is left alone with questions after coming home.",
                TaskAbout.Transition,
                transition,
                Priority.Urgent,
                calendar.AddBusinessDays(leftAt, ContactBusinessDays),
                ContactBusinessDays
            ),
            [
                "Ask how the first days at home are",
                "Go through the warning signs, and whom to call",
                "Check that the follow-up visit is booked",
            ]
        );
        yield return (
            new(
                "Follow-up visit after the discharge",
                $"A doctor looks at everything again within {visit} days of coming home.",
                TaskAbout.Transition,
                transition,
                complexity == Complexity.High ? Priority.Urgent : Priority.Routine,
                EndOfDay(leftAt, visit, calendar),
                null
            ),
            []
        );
        yield return (
            new(
                "Medicines compared after the discharge",
                "So that nothing is taken twice, left out or mixed up after the hospital.",
                TaskAbout.Transition,
                transition,
                Priority.Routine,
                EndOfDay(leftAt, MedicinesDays, calendar),
                null
            ),
            ["Get the list from home", "Get the list from the hospital", "Get the discharge letter", "Go through them line by line"]
        );
    }

    // The last minute, so that the day is the one that people name.
    private static DateTimeOffset EndOfDay(DateTimeOffset leftAt, int days, BusinessCalendar calendar) =>
        calendar.Zone.FirstShowing(calendar.Zone.DateThere(leftAt).AddDays(days), new TimeOnly(23, 59));
}
