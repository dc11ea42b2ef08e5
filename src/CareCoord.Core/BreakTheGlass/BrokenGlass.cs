using System.Text;

namespace CareCoord.BreakTheGlass;

/// <summary>Why somebody needs a record with which they have nothing to do; the words beside it say it in full.</summary>
public enum GlassReason
{
    EmergencyTreatment,
    CoveringForColleague,
    UrgentQuestion,
    Other,
}

/// <summary>What an administrator finds when looking at a broken glass.</summary>
public enum GlassVerdict
{
    Justified,

    /// <summary>It is talked over with the person outside of the portal, and reviewed again.</summary>
    ToFollowUp,
}

/// <summary>The bounds of breaking the glass, which the database holds too, and what is said where they are passed.</summary>
public static class BrokenGlass
{
    public const int Hours = 4;
    public const int ShortestReason = 20;
    public const int LongestText = 2000;

    public const string ReasonTooShort = "Say in a sentence why you need this record now: at least 20 letters.";
    public const string KindMissing = "Choose what kind of reason it is.";
    public const string TextTooLong = "Say it in fewer words: at most 2,000 characters.";
    public const string VerdictMissing = "Choose whether it is justified or to follow up.";
    public const string NoteMissing = "Write down what is to follow up, and with whom.";

    /// <summary>Whether the words are long enough to be a reason: spaces, dots and marks that nobody sees are none.</summary>
    public static bool SaysWhy(string? typed) => Text(typed).EnumerateRunes().Count(Rune.IsLetterOrDigit) >= ShortestReason;

    /// <summary>
    /// What somebody typed, without what is no text: no spaces around it, and no control characters but the ends of lines.
    /// </summary>
    internal static string Text(string? typed) =>
        string.Concat((typed ?? "").ReplaceLineEndings("\n").Select(c => char.IsControl(c) && c != '\n' ? ' ' : c)).Trim();
}
