using CareCoord.LegalDocuments;

namespace CareCoord.Ops.Demo;

/// <summary>The forms that people without a story of their own fill in, and what they wish for.</summary>
internal static class DocumentForms
{
    public static readonly DocumentDecisions Everything = new(
        Decision.Yes,
        Decision.Yes,
        Decision.Trial,
        Decision.Yes,
        Decision.Yes,
        Decision.Yes,
        Decision.No
    );

    public static readonly DocumentDecisions ForATime = new(
        Decision.Yes,
        Decision.Trial,
        Decision.Trial,
        Decision.Yes,
        Decision.Yes,
        Decision.Trial,
        Decision.No
    );

    public static readonly DocumentDecisions LetNatureTakeItsCourse = new(
        Decision.No,
        Decision.No,
        Decision.No,
        Decision.Yes,
        Decision.Yes,
        Decision.No,
        Decision.No
    );

    public static readonly DocumentDecisions Comfort = new(
        Decision.No,
        Decision.No,
        Decision.No,
        Decision.No,
        Decision.Trial,
        Decision.No,
        Decision.Yes
    );

    private static readonly string[] Places =
    [
        "In the desk in the living room",
        "With the family doctor, and a copy at home",
        "In a folder by the telephone",
        "In the top drawer of the kitchen",
        "With the person named first",
        "In the safe at the bank, and a copy at home",
    ];

    /// <summary>An advance directive, handed in so many days ago.</summary>
    public static DocumentText Directive(
        DocumentStory story,
        int daysAgo,
        int signedBefore,
        DocumentDecisions said,
        string witnesses,
        int place
    ) =>
        Handed(story, DocumentKind.AdvanceDirective, daysAgo, signedBefore, place) with
        {
            Decisions = said,
            Witnesses = witnesses,
            ReviewOn = story.Calendar.Day(730 - daysAgo - signedBefore),
        };

    /// <summary>A power of attorney, handed in so many days ago.</summary>
    public static DocumentText Attorney(
        DocumentStory story,
        int daysAgo,
        int signedBefore,
        AgentNamed[] agents,
        string witnesses,
        int place
    ) =>
        Handed(story, DocumentKind.HealthCarePowerOfAttorney, daysAgo, signedBefore, place) with
        {
            Agents = agents,
            Witnesses = witnesses,
            PowersGranted = "All decisions about health care, including the choice of doctors, hospitals and care at home.",
        };

    private static DocumentText Handed(DocumentStory story, DocumentKind kind, int daysAgo, int signedBefore, int place) =>
        new(kind, story.Calendar.Day(-daysAgo - signedBefore), story.Calendar.Moment(-daysAgo, "10:20"))
        {
            PaperIsAt = Places[place % Places.Length],
        };
}
