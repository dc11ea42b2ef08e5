using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.Consents;

/// <summary>How a patient told their coordinator what they want.</summary>
public enum WordHow
{
    InPerson,
    ByPhone,
    ByVideo,
    InWriting,
}

/// <summary>The patient's word on which a coordinator acts for them: what they said, on which day, and how.</summary>
public sealed record PatientsWord([property: Sentence(PatientsWord.SayWhat, PatientsWord.Longest)] string? Said, DateOnly? On, WordHow? How)
{
    public const int Longest = 500;
    public const string SayWhat = "Write down what the patient said.";

    /// <summary>
    /// The word that an act needs: none of the patients themselves, a whole one of their coordinator. Throws <see cref="RuleBroken"/> where
    /// it is missing, or of a day that cannot be.
    /// </summary>
    internal static PatientsWord? Needed(Hat hat, PatientsWord? word, DateOnly today)
    {
        if (hat != Hat.Coordinator)
            return null;
        if (word is null)
            throw new RuleBroken("This is the patient’s to decide. Write down what they said, on which day, and how.");
        Checked.Of(word);
        if (word.On is not { } day)
            throw new RuleBroken("Enter the day on which the patient said it.");
        if (day > today || day < today.AddYears(-1))
            throw new RuleBroken("Enter a day of the last twelve months on which the patient said it.");
        if (word.How is not { } how || !Enum.IsDefined(how))
            throw new RuleBroken("Choose how the patient said it.");
        return word with { Said = word.Said!.Trim() };
    }
}
