using CareCoord.Consents;
using CareCoord.LegalDocuments;

namespace CareCoord.Web.LegalDocuments;

/// <summary>Legal documents in plain words.</summary>
internal static class LegalDocumentText
{
    /// <summary>What each kind of document is for, what is handed in most often first.</summary>
    public static readonly IReadOnlyList<(DocumentKind Kind, string What)> Kinds =
    [
        (DocumentKind.AdvanceDirective, "What treatment somebody wants, or does not want, when they cannot say so themselves."),
        (DocumentKind.HealthCarePowerOfAttorney, "Who decides about treatment when somebody cannot decide themselves."),
        (DocumentKind.DnrPolst, "A doctor’s orders for an emergency, signed by the doctor."),
        (DocumentKind.GuardianshipOrder, "A court’s decision who acts for somebody."),
        (DocumentKind.Release, "Who may be told what about somebody’s health."),
    ];

    public static readonly IReadOnlyList<(string Field, string Name, string Clinical)> Treatments =
    [
        ("Cpr", "Restarting the heart", "CPR"),
        ("Intubation", "A breathing machine", "intubation"),
        ("TubeFeeding", "Food through a tube", "tube feeding"),
        ("IvFluids", "Fluids through a vein", "IV fluids"),
        ("Antibiotics", "Antibiotics", "medicines against infection"),
        ("Dialysis", "Washing the blood", "dialysis"),
        ("ComfortOnly", "Comfort only", "nothing but relief of pain and distress"),
    ];

    public static string Of(DocumentKind kind) => DocumentKindWords.Of(kind);

    /// <summary>The kind within a sentence: "advance directive".</summary>
    public static string Within(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.AdvanceDirective => "advance directive",
            DocumentKind.HealthCarePowerOfAttorney => "health-care power of attorney",
            DocumentKind.DnrPolst => "DNR or POLST form",
            DocumentKind.GuardianshipOrder => "guardianship order",
            _ => "release of information",
        };

    /// <summary>The kind as the database writes it, within a sentence; "legal document" where the reader may not know.</summary>
    public static string Within(string? kind) =>
        kind is null ? "legal document" : Within(CareCoord.Shared.SnakeCaseNames.FromSnake<DocumentKind>(kind));

    public static string Of(Decision decision) =>
        decision switch
        {
            Decision.Yes => "Yes",
            Decision.No => "No",
            Decision.Trial => "Try it for a time",
            _ => "The paper does not say",
        };

    public static IReadOnlyList<Decision> Said(DocumentDecisions decisions) => decisions.All;

    public static (string Tone, string Icon, string Words) Chip(DocumentState state, DateOnly? expires, DateOnly today) =>
        state switch
        {
            DocumentState.Draft => ("attention", "flag", "Not handed in yet"),
            DocumentState.Submitted => ("info", "clock", "Handed in"),
            DocumentState.InReview => ("info", "eye", "Being looked at"),
            DocumentState.Accepted when expires < today => ("attention", "clock", "Has run out"),
            DocumentState.Accepted => ("good", "check", "In effect"),
            DocumentState.Returned => ("danger", "back", "To be mended"),
            DocumentState.Superseded => ("plain", "next", "Replaced by a newer one"),
            DocumentState.Revoked => ("plain", "cross", "Taken back"),
            _ => ("plain", "clock", "Has run out"),
        };

    /// <summary>By what found documents are sorted, within a sentence.</summary>
    public static string Of(DocumentSort sort) =>
        sort switch
        {
            DocumentSort.Kind => "what they are",
            DocumentSort.Person => "person",
            DocumentSort.State => "where they stand",
            _ => "their last day",
        };

    public static string Count(int documents) => documents == 1 ? "1 document" : $"{documents} documents";

    /// <summary>What staff still owe, in a few words.</summary>
    public static string Owed(DocumentCounts counts, bool isCoordinator) =>
        (isCoordinator, counts.Waiting, counts.Unread) switch
        {
            (true, 1, _) => "1 waits for a review",
            (true, > 1, _) => $"{counts.Waiting} wait for a review",
            (true, _, _) => "none waits for a review",
            (false, _, 0) => "you have read them all",
            _ => $"{counts.Unread} for you to read",
        };

    /// <summary>Who has not read it, in a line that is cut where it ends; a provider is told of themselves.</summary>
    public static string Reading(IReadOnlyList<string> unread, bool isCoordinator) =>
        unread.Count == 0 ? ""
        : isCoordinator ? $"not read by {string.Join(", ", unread)}"
        : "you have not confirmed reading it";

    /// <summary>It is in effect and runs out soon, or has run out.</summary>
    public static bool IsEnding(DocumentFound row) =>
        row.State == DocumentState.Accepted && row.ExpiresOn <= row.Today.AddDays(DocumentFilter.Soon);

    /// <summary>How far its last day is away.</summary>
    public static string Until(DateOnly last, DateOnly today) =>
        (last.DayNumber - today.DayNumber) switch
        {
            0 => "runs out today",
            1 => "runs out tomorrow",
            -1 => "ran out yesterday",
            < 0 and var days => days < -90 ? $"ran out {-days / 30} months ago" : $"ran out {-days} days ago",
            var days and <= 90 => $"runs out in {days} days",
            < 730 and var days => $"in {days / 30} months",
            var days => $"in {days / 365} years",
        };

    /// <summary>What happens next, and who does it.</summary>
    public static string Next(DocumentState state, bool mine, string? coordinator, string? words) =>
        (state, mine) switch
        {
            (DocumentState.Draft, _) =>
                "Next: copy what stands on it, and hand it in. Only you see it until then. After 30 days it is dropped.",
            (DocumentState.Submitted or DocumentState.InReview, _) =>
                $"Next: {coordinator ?? "the care coordinator"} looks at it. You are told when that is done.",
            (DocumentState.Returned, _) => $"Next: mend it and hand it in again. {words}",
            (DocumentState.Accepted, _) => "The whole care team can find it.",
            (DocumentState.Superseded, _) => "It stays readable, but it does not count any more.",
            (DocumentState.Revoked, _) => "It does not count any more.",
            _ => "It does not count any more. Hand in the one that is valid now.",
        };

    /// <summary>A step of the history, after a name.</summary>
    public static string Of(DocumentStep step) =>
        step switch
        {
            DocumentStep.Submitted => "handed it in",
            DocumentStep.TakenUp => "began to look at it",
            DocumentStep.Returned => "sent it back to be mended",
            DocumentStep.Mended => "mended it and handed it in again",
            DocumentStep.Accepted => "accepted it: it is in effect",
            DocumentStep.Superseded => "accepted a newer one in its place",
            DocumentStep.Revoked => "took it back",
            _ => "noted that its last day is over",
        };

    /// <summary>On what a grant rests, after "the permission", and for how long: "rests on the health-care power of attorney: …".</summary>
    public static string RestsOn(RestsOn rests, string calledBy) =>
        $"rests on the {Within(rests.Kind)}: it holds while that is in effect"
        + (rests.Springing ? $", and only while a provider of the care team has recorded that {calledBy} cannot decide." : ".");

    /// <summary>Who is named in it, as a heading.</summary>
    public static string Agents(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Release => "Who may be told",
            DocumentKind.GuardianshipOrder => "Guardians",
            _ => "Who decides, in this order",
        };

    /// <summary>What the paper says yes to, as a heading.</summary>
    public static string Granted(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Release => "What they may be told",
            DocumentKind.AdvanceDirective => "What the patient wishes",
            _ => "What it allows",
        };

    /// <summary>What the paper says no to, as a heading.</summary>
    public static string Withheld(DocumentKind kind) =>
        kind == DocumentKind.AdvanceDirective ? "What the patient does not wish" : "What it does not allow";
}
