using System.Globalization;
using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Patients;
using CareCoord.Providers;

namespace CareCoord.Web.Shell;

/// <summary>The product's words for what the code names, in plain language.</summary>
internal static class PlainText
{
    public static string Of(Hat hat) =>
        hat switch
        {
            Hat.Patient => "Patient",
            // Whoever looks at what a caregiver sees is shown what stands there for the caregiver.
            Hat.Caregiver or Hat.Preview => "Caregiver",
            Hat.Coordinator => "Care coordinator",
            Hat.Provider => "Provider",
            Hat.Administrator => "Administrator",
            Hat.Card => "Wallet card",
            _ => "CareCoord",
        };

    public static string Of(TeamRole role) =>
        role switch
        {
            TeamRole.PrimaryCare => "family doctor",
            TeamRole.Endocrinologist => "hormone specialist",
            TeamRole.Nutritionist => "nutritionist",
            TeamRole.PhysicalTherapist => "physical therapist",
            TeamRole.Nurse => "nurse",
            TeamRole.Pharmacist => "pharmacist",
            TeamRole.SocialWorker => "social worker",
            TeamRole.Surgeon => "surgeon",
            TeamRole.Neurologist => "memory and nerve specialist",
            TeamRole.Cardiologist => "heart specialist",
            TeamRole.OccupationalTherapist => "occupational therapist",
            TeamRole.Coordinator => "care coordinator",
            TeamRole.Caregiver => "caregiver",
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

    /// <summary>In the order of their words.</summary>
    public static IEnumerable<TeamRole> InOrder(IEnumerable<TeamRole> roles) =>
        roles.OrderBy(role => Of(role), StringComparer.CurrentCultureIgnoreCase);

    public static string Of(Discipline discipline) => Of(Enum.Parse<TeamRole>(discipline.ToString()));

    /// <summary>The parts of the record that a set of bits names: "plan, visits and results", or "everything".</summary>
    public static string Parts(Category bits)
    {
        if ((bits & ~Category.AccessHistory) == (Category.Everything & ~Category.AccessHistory))
            return "everything";
        var named = Parted.Where(part => bits.HasFlag(part.Bit)).Select(part => part.Name).ToList();
        return named.Count == 0 ? "nothing" : And(named);
    }

    /// <summary>An act in the audit as a person would tell it, after a name: "read the plan".</summary>
    public static string Act(string action) =>
        AuditedAction.All.TryGetValue(action, out var known) ? known.Said : "did something that this version of the portal does not know";

    /// <summary>A small number as a word: "two"; from eleven on in figures.</summary>
    public static string Number(int count) => count is >= 0 and < 11 ? Numbers[count] : count.ToString(CultureInfo.InvariantCulture);

    /// <summary>With a capital, for the beginning of a sentence.</summary>
    public static string Capital(string said) => char.ToUpperInvariant(said[0]) + said[1..];

    /// <summary>Several as one would say them: "Ana, Lucia and Mateo".</summary>
    public static string And(IReadOnlyList<string> named) =>
        named.Count < 2 ? string.Concat(named) : string.Join(", ", named.SkipLast(1)) + " and " + named[^1];

    /// <summary>Two letters for a face.</summary>
    public static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.EndsWith('.')).ToList();
        return words.Count switch
        {
            0 => "?",
            1 => First(words[0]),
            _ => First(words[0]) + First(words[^1]),
        };

        // A letter as people see it may be several characters.
        static string First(string word) => StringInfo.GetNextTextElement(word);
    }

    /// <summary>An age as it is said after a name: in days, weeks or months of small children, else in years: "12 days", "71".</summary>
    public static string Age(DateOnly birthDate, DateOnly day)
    {
        var days = Math.Max(0, day.DayNumber - birthDate.DayNumber);
        var months = Enumerable.Range(0, MonthsUntilYears).LastOrDefault(count => birthDate.AddMonths(count) <= day);
        return days < DaysUntilWeeks ? Many(days, "day")
            : months < MonthsUntilMonths ? Many(days / 7, "week")
            : Patient.AgeOn(birthDate, day) < YearsUntilYears ? Many(months, "month")
            : Patient.AgeOn(birthDate, day).ToString(CultureInfo.InvariantCulture);

        static string Many(int count, string unit) => $"{count} {unit}{(count == 1 ? "" : "s")}";
    }

    // As clinics count: newborns in days, babies in weeks, then in months until the second birthday.
    private const int DaysUntilWeeks = 28;
    private const int MonthsUntilMonths = 3;
    private const int YearsUntilYears = 2;
    private const int MonthsUntilYears = YearsUntilYears * 12;

    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    private static readonly (Category Bit, string Name)[] Parted =
    [
        (Category.Plan, "plan"),
        (Category.Appointments, "visits"),
        (Category.Medications, "medicines"),
        (Category.Results, "results"),
        (Category.LegalDocuments, "legal documents"),
        (Category.Messages, "messages"),
        (Category.Story, "health story"),
        (Category.AccessHistory, "who can see the record"),
        (Category.Behavioural, "mental health"),
        (Category.Reproductive, "reproductive health"),
        (Category.SubstanceUse, "substance use"),
        (Category.Hiv, "HIV"),
    ];
}
