using CareCoord.Access;
using CareCoord.Consents;

namespace CareCoord.Web.Consents;

/// <summary>The parts of a record and the sensitivity labels, as patients read them when they choose.</summary>
internal static class PartText
{
    public static (string Title, string About) Of(Category part) =>
        part switch
        {
            Category.Plan => ("Plan", "Goals, what is done for them, and who is on the care team. Acting: ticking what was done."),
            Category.Appointments => ("Visits", "When, where and with whom. Acting: booking and changing visits."),
            Category.Medications => ("Medicines", "What is taken, how and why. Acting: saying what is taken."),
            Category.Results => ("Results", "Tests, and what was measured at home. Acting: entering what was measured."),
            Category.LegalDocuments => ("Legal documents", "Such as an advance directive. Acting: sending in documents."),
            Category.Messages => ("Messages", "Questions and answers. Acting: writing to the care team."),
            Category.Story => ("Health story", "Everything in the order in which it happened. Acting: adding to it."),
            Category.Behavioural => ("Mental health", "Low mood, worries, sleep, memory, and talks about them."),
            Category.Reproductive => ("Reproductive health", "Pregnancy, birth control, and sexual health."),
            Category.SubstanceUse => ("Substance use", "Alcohol, tobacco and drugs, and treatment for them."),
            Category.Hiv => ("HIV", "Tests for HIV, and treatment."),
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };

    /// <summary>"Sees visits, and acts in visits. Until …", for a grant or an invitation.</summary>
    public static string Gives(Category view, Category manage) =>
        $"Sees {Shell.PlainText.Parts(view)}"
        + (
            (manage & ~Category.Labels) == 0 ? ", and changes nothing"
            : manage == view ? ", and may act in all of it"
            : $", and may act in {Shell.PlainText.Parts(manage & ~Category.Labels)}"
        )
        + ".";

    public static string How(WordHow how) =>
        how switch
        {
            WordHow.InPerson => "in person",
            WordHow.ByPhone => "on the telephone",
            WordHow.ByVideo => "by video",
            WordHow.InWriting => "in writing",
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        };

    public static string Act(string act) =>
        act switch
        {
            "given" => "began",
            "changed" => "was changed",
            "suspended" => "was suspended",
            "resumed" => "went on",
            _ => "was ended",
        };
}
