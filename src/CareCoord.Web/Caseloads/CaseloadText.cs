using CareCoord.Caseloads;
using CareCoord.Patients;
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

    /// <summary>What is owed, in a sentence.</summary>
    public static string Owed(CaseloadView view)
    {
        var need = view.NeedAttention switch
        {
            0 => "Nobody needs you just now",
            1 => "1 person needs you",
            var n => $"{n} people need you",
        };
        return view.ReviewsLate switch
        {
            0 => need + ".",
            1 => need + ", and 1 plan review is late.",
            var late => $"{need}, and {late} plan reviews are late.",
        };
    }

    public static string Short(ReasonKind kind) =>
        kind switch
        {
            ReasonKind.MissedVisit => "Visit missed",
            ReasonKind.LateTask => "Task late",
            ReasonKind.TaskBack => "Task sent back",
            ReasonKind.NobodyDoes => "Nobody does it",
            ReasonKind.VisitLeft => "Visit with somebody who left",
            ReasonKind.NoPlan => "No plan yet",
            ReasonKind.NoOutcome => "No outcome recorded",
            ReasonKind.DocumentWaits => "Document waits",
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
            ReasonKind.TaskBack => $"{reason.About}, {on}",
            ReasonKind.NobodyDoes => $"{reason.About}: its owner left the team, {on}",
            ReasonKind.VisitLeft => $"{reason.About}, {on}: keep it or move it",
            ReasonKind.NoPlan => "publish a first plan",
            ReasonKind.NoOutcome => $"{reason.About}, {on}",
            ReasonKind.DocumentWaits => $"handed in {on}, for a review",
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
            ReasonKind.TaskBack => "tasks",
            ReasonKind.DocumentWaits => "paper",
            _ => "visits",
        };

    public static string Tone(ReasonKind kind) =>
        kind is ReasonKind.MissedVisit or ReasonKind.LateTask or ReasonKind.TaskBack or ReasonKind.NobodyDoes or ReasonKind.VisitLeft
            ? "danger"
            : "attention";

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

    /// <summary>The second line of a row's reason: the detail of the first; else what the way home waits for.</summary>
    public static string Detail(CaseloadDeskRow row, Spoken spoken) =>
        row.Reasons is [var first, ..] ? Detail(first, spoken)
        : row.Clock is { } clock ? clock.Task ?? "no task about it is open"
        : "";

    /// <summary>The second line under a name.</summary>
    public static string Under(CaseloadDeskRow row, bool isFresh, Spoken spoken) =>
        string.Join(
            " · ",
            new[]
            {
                isFresh ? "changed just now" : null,
                spoken.Born(row.BirthDate, row.Number),
                row.StandsInFor is { } absent ? $"for {absent}" : null,
                row.MainProblem,
                row.Clock is { } clock ? $"left {clock.FromPlace} {spoken.ShortDay(spoken.DateOf(clock.LeftAt))}" : null,
            }.OfType<string>()
        );

    /// <summary>Until when something has to follow a discharge.</summary>
    public static string Of(TransitionClock clock, Spoken spoken) =>
        clock.DueAt is { } due ? $"{(clock.IsLate ? "late since" : "by")} {spoken.ShortMoment(due)}" : "way home";

    /// <summary>How many more changes there are than are named, and since when.</summary>
    public static string Since(CaseloadDeskRow row, int named, Spoken spoken)
    {
        if (row.LookedAt is not { } looked)
            return "not opened yet";
        var more = row.Changes.Count + row.MoreChanges - named;
        var when = spoken.DateOf(looked) == spoken.Today ? spoken.ShortTime(looked) : spoken.ShortDay(spoken.DateOf(looked));
        return more > 0 ? $"and {more} more since {when}"
            : row.Changes.Count > 0 ? $"since {when}"
            : $"nothing new since {when}";
    }

    public static IReadOnlyList<string> Missing(DocumentsOf documents) =>
        [
            .. new[]
            {
                documents.HasDirective ? null : "no directive",
                documents.HasPowerOfAttorney ? null : "no power of attorney",
            }.OfType<string>(),
        ];

    /// <summary>What is soon to be done about the documents: one that runs out, one that waits for a review.</summary>
    public static string Waiting(DocumentsOf documents, Spoken spoken) =>
        string.Join(
            " · ",
            new[]
            {
                documents.RunsOutOn is { } day ? $"{(day < spoken.Today ? "ran out" : "runs out")} {spoken.ShortDay(day)}" : null,
                documents.OneWaits ? "one waits for a review" : null,
            }.OfType<string>()
        );

    /// <summary>Words of a list as a sentence begins.</summary>
    public static string Sentence(IReadOnlyList<string> words)
    {
        var said = string.Join(", ", words);
        return char.ToUpperInvariant(said[0]) + said[1..];
    }

    /// <summary>Why nobody is on the list, and what to do.</summary>
    public static (string Why, string Next) Empty(CaseloadFilter asked) =>
        asked.After is not null
            ? ("That is the end of the list.", "Somebody may have been handed over meanwhile. Open the list from its beginning.")
        : asked.IsFiltered ? ("Nobody on your caseload is like that just now.", "Take a filter away to see more people.")
        : ("Nobody is on your caseload.", "People appear here when their care is handed to you.");

    /// <summary>The keys of the desk.</summary>
    public static readonly IReadOnlyList<(string Keys, string Words)> Keys =
    [
        ("j k", "to the next person, to the one before (also the arrow keys)"),
        ("Enter", "open the person beside the list, or close them"),
        ("x", "select them"),
        ("a", "assign a task to those selected, or to this person"),
        ("h", "hand over those selected, or this person"),
        ("r", "read the list again"),
        ("/", "to the filters"),
        ("1 … 9", "the views, from the left"),
        ("Esc", "close who is open, then select nobody"),
        ("?", "these keys"),
    ];

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
