using CareCoord.CareTasks;
using CareCoord.Organisations;
using CareCoord.Shared;

namespace CareCoord.Transitions;

/// <summary>What has to follow a discharge, and until when; the reasons are in words that the patient may read.</summary>
internal static class TransitionWork
{
    /// <summary>Business days until the first contact, by closing time.</summary>
    public const int ContactBusinessDays = 2;

    /// <summary>Days until the medicines are reconciled, by the end of the day where the clinic is.</summary>
    public const int MedicinesDays = 30;

    /// <summary>Days until the follow-up visit, by the end of the day where the clinic is.</summary>
    public static int VisitDays(Complexity complexity) => complexity == Complexity.High ? 7 : 14;

    public static IEnumerable<(TaskContent Content, string[] Steps)> Of(Transition transition, BusinessCalendar calendar)
    {
        var visit = VisitDays(transition.Complexity);
        yield return (new("First contact after the discharge", "So that nobody is left alone with questions after coming home.", TaskAbout.Transition, transition.Id,
            Priority.Urgent, calendar.AddBusinessDays(transition.LeftAt, ContactBusinessDays), ContactBusinessDays),
            ["Ask how the first days at home are", "Go through the warning signs, and whom to call", "Check that the follow-up visit is booked"]);
        yield return (new("Follow-up visit after the discharge", $"A doctor looks at everything again within {visit} days of coming home.", TaskAbout.Transition, transition.Id,
            transition.Complexity == Complexity.High ? Priority.Urgent : Priority.Routine, EndOfDay(transition, visit, calendar), null), []);
        yield return (new("Medicines compared after the discharge", "So that nothing is taken twice, left out or mixed up after the hospital.", TaskAbout.Transition, transition.Id,
            Priority.Routine, EndOfDay(transition, MedicinesDays, calendar), null),
            ["Get the list from home", "Get the list from the hospital", "Get the discharge letter", "Go through them line by line"]);
    }

    // The last minute, so that the day is the one that people name.
    private static DateTimeOffset EndOfDay(Transition transition, int days, BusinessCalendar calendar) =>
        calendar.Zone.FirstShowing(calendar.Zone.DateThere(transition.LeftAt).AddDays(days), new TimeOnly(23, 59));
}
