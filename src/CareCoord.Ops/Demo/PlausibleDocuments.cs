using System.Globalization;
using CareCoord.LegalDocuments;

namespace CareCoord.Ops.Demo;

/// <summary>The documents of further patients: two in five of those over 65 have some, and hardly anybody younger.</summary>
internal static class PlausibleDocuments
{
    private static readonly string[] Kin = ["daughter", "son", "sister", "brother", "niece", "friend"];

    private static readonly DocumentDecisions[] Wishes =
    [
        DocumentForms.Everything,
        DocumentForms.ForATime,
        DocumentForms.LetNatureTakeItsCourse,
        DocumentForms.LetNatureTakeItsCourse,
        DocumentForms.Comfort,
    ];

    public static void Write(DocumentStory story, int number)
    {
        var random = DemoId.Dice(number.ToString("'papers of patient'00000", CultureInfo.InvariantCulture));
        var person = story.Person;
        var known = (story.Calendar.Now - person.Since).Days;
        var (percent, which) = (random.Next(100), random.Next(100));
        if (known < 30 || person.Team.Count == 0 || percent >= (person.BirthDate.AddYears(65) <= story.Calendar.Today ? 40 : 3))
            return;
        if (which < 80)
            Directive(story, random, known);
        if (which is < 55 or >= 80)
            Attorney(story, random, known);
    }

    // One in twelve waits for its review since a day, one in twelve has run out, and as many soon will.
    private static void Directive(DocumentStory story, Random random, int known)
    {
        var state = random.Next(24);
        var daysAgo = state < 2 ? 1 : random.Next(10, known - 5);
        var directive = DocumentForms.Directive(
            story,
            daysAgo,
            random.Next(3, 400),
            Wishes[random.Next(Wishes.Length)],
            $"{Name(random)} and {Name(random)}",
            random.Next(6)
        );
        story.HandIn(
            directive with
            {
                WithoutTask = state >= 2,
                Fate = state < 2 ? DocumentFate.Waits : DocumentFate.Accepted,
                ExpiresOn = state switch
                {
                    2 or 3 => story.Calendar.Day(-random.Next(1, Math.Min(40, daysAgo - 5))),
                    4 or 5 => story.Calendar.Day(random.Next(1, 60)),
                    _ => null,
                },
            }
        );
    }

    private static void Attorney(DocumentStory story, Random random, int known)
    {
        var family = story.Person.Name.Split(' ')[^1];
        AgentNamed[] agents =
        [
            .. Enumerable
                .Range(0, random.Next(1, 3))
                .Select(at => new AgentNamed(
                    $"{NameLists.Pick(random).Given} {family}",
                    string.Create(CultureInfo.InvariantCulture, $"(847) 555-01{random.Next(100):00}"),
                    Kin[random.Next(Kin.Length)],
                    null
                )),
        ];
        var attorney = DocumentForms.Attorney(
            story,
            random.Next(10, known - 5),
            random.Next(3, 400),
            agents,
            $"{Name(random)} and {Name(random)}",
            random.Next(6)
        );
        story.HandIn(attorney with { WithoutTask = true, Springing = random.Next(4) == 0 });
    }

    private static string Name(Random random)
    {
        var (given, family, _) = NameLists.Pick(random);
        return $"{given} {family}";
    }
}
