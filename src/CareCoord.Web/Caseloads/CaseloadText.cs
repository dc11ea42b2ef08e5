using CareCoord.Caseloads;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Caseloads;

/// <summary>The words of the caseload: risk, reasons, what has changed, and clocks.</summary>
internal static class CaseloadText
{
    public static (string Tone, string Icon, string Words) Of(Risk risk) =>
        risk switch
        {
            Risk.High => ("danger", "alert", "High"),
            Risk.Rising => ("attention", "flag", "Rising"),
            Risk.Low => ("good", "check", "Low"),
            _ => throw new ArgumentOutOfRangeException(nameof(risk)),
        };

    public static string Of(CaseloadSort sort) =>
        sort switch
        {
            CaseloadSort.Need => "who needs you most",
            CaseloadSort.Name => "name",
            CaseloadSort.Risk => "risk",
            CaseloadSort.Next => "what comes next",
            CaseloadSort.Late => "late tasks",
            CaseloadSort.Documents => "missing documents",
            CaseloadSort.Looked => "not looked at for longest",
            _ => throw new ArgumentOutOfRangeException(nameof(sort)),
        };

    public static string Short(ReasonKind kind) =>
        kind switch
        {
            ReasonKind.MissedVisit => "Visit missed",
            ReasonKind.LateTask => "Task late",
            ReasonKind.NobodyDoes => "Nobody does it",
            ReasonKind.NoPlan => "No plan yet",
            ReasonKind.GoalLate => "Goal late",
            ReasonKind.ReviewLate => "Review late",
            ReasonKind.NoVisit => "No visit booked",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    public static string Detail(Reason reason, Spoken spoken)
    {
        var on = reason.Since is { } day ? spoken.ShortDay(day) : "";
        return reason.Kind switch
        {
            ReasonKind.MissedVisit => $"{reason.About}, {on}; none is booked since",
            ReasonKind.LateTask => $"{reason.About}, due {on}",
            ReasonKind.NobodyDoes => $"{reason.About}: its owner left the team, {on}",
            ReasonKind.NoPlan => "publish a first plan",
            ReasonKind.GoalLate => $"{reason.About}, due {on}",
            ReasonKind.ReviewLate => $"due {on}",
            ReasonKind.NoVisit => "none in the next 60 days",
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };
    }

    public static string Icon(ReasonKind kind) =>
        kind switch
        {
            ReasonKind.MissedVisit => "alert",
            ReasonKind.LateTask or ReasonKind.ReviewLate => "clock",
            ReasonKind.NobodyDoes => "people",
            ReasonKind.NoPlan => "plan",
            ReasonKind.GoalLate => "flag",
            _ => "visits",
        };

    public static string Tone(ReasonKind kind) =>
        kind is ReasonKind.MissedVisit or ReasonKind.LateTask or ReasonKind.NobodyDoes ? "danger" : "attention";

    public static string Of(SinceLook change) =>
        change.Kind switch
        {
            SinceLookKind.PlanPublished => $"plan v{change.About} published",
            SinceLookKind.VisitBooked => $"visit booked: {change.About}",
            SinceLookKind.VisitMoved => $"visit moved: {change.About}",
            SinceLookKind.VisitCancelled => $"visit cancelled: {change.About}",
            SinceLookKind.VisitMissed => $"visit missed: {change.About}",
            SinceLookKind.TaskDeclined => $"task declined: {change.About}",
            SinceLookKind.TaskDone => $"task done: {change.About}",
            SinceLookKind.TaskWaits => $"task waits: {change.About}",
            SinceLookKind.TaskNoted => $"note on: {change.About}",
            SinceLookKind.TeamJoined => $"{change.About} joined the team",
            SinceLookKind.TeamLeft => $"{change.About} left the team",
            SinceLookKind.Readings => change.About == "1" ? "1 new reading" : $"{change.About} new readings",
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };

    /// <summary>The page on which one sees what has changed.</summary>
    public static string Href(SinceLook change, Guid patient) =>
        change.Kind switch
        {
            SinceLookKind.VisitBooked or SinceLookKind.VisitMoved or SinceLookKind.VisitCancelled or SinceLookKind.VisitMissed =>
                $"/patients/{patient}/appointments#visit-{change.Id}",
            SinceLookKind.TaskDeclined or SinceLookKind.TaskDone or SinceLookKind.TaskWaits or SinceLookKind.TaskNoted => Task(
                patient,
                change.Id!.Value
            ),
            SinceLookKind.TeamJoined or SinceLookKind.TeamLeft => $"/patients/{patient}/team",
            _ => $"/patients/{patient}/plan",
        };

    public static string Task(Guid patient, Guid task) => $"/tasks?task={task}&of={patient}";
}
