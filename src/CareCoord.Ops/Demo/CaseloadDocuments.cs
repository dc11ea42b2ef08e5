using CareCoord.LegalDocuments;

namespace CareCoord.Ops.Demo;

/// <summary>
/// The documents of the other people on Carla's caseload. Some have both that everybody should have, some one, some none, and a few are on
/// their way.
/// </summary>
internal static class CaseloadDocuments
{
    private static readonly Dictionary<string, Action<DocumentStory>> ByFamily = new()
    {
        ["Ortiz"] = story =>
        {
            Directive(story, 70, DocumentForms.ForATime, "Paula Reed and Frank Kim");
            Attorney(
                story,
                70,
                "Paula Reed and Frank Kim",
                ("Teresa Ortiz", "(773) 555-0161", "wife"),
                ("Samuel Ortiz Jr.", "(773) 555-0162", "son")
            );
        },
        ["Fox"] = story =>
        {
            Directive(story, 110, DocumentForms.LetNatureTakeItsCourse, "Nora Lewis and Carl Green");
            Attorney(story, 110, "Nora Lewis and Carl Green", ("Lena Fox", "(312) 555-0141", "daughter"));
        },
        ["Washington"] = story =>
        {
            story.HandIn(
                Directive(100, DocumentForms.Everything, "Ray Barnes and Iris Cole", story) with
                {
                    ExpiresOn = story.Calendar.Day(-12),
                }
            );
            Attorney(story, 95, "Ray Barnes and Iris Cole", ("Gloria Washington", "(773) 555-0163", "wife"));
        },
        ["Jensen"] = story =>
        {
            Directive(story, 118, DocumentForms.LetNatureTakeItsCourse, "Olaf Berg and Joyce Hall");
            story.HandIn(
                Attorney(118, "Olaf Berg and Joyce Hall", story, ("Karen Jensen", "(773) 555-0164", "daughter")) with
                {
                    Springing = true,
                }
            );
            Orders(story, 30, DocumentForms.LetNatureTakeItsCourse);
        },
        ["Vega"] = story =>
            story.HandIn(
                Directive(80, DocumentForms.ForATime, "Marta Ruiz and Hugo Pena", story) with
                {
                    ExpiresOn = story.Calendar.Day(20),
                }
            ),
        ["Kowalski"] = story =>
        {
            Attorney(story, 90, "Ed Zak and Ann Wolny", ("Barbara Kowalski", "(773) 555-0165", "wife"));
            story.HandIn(Directive(3, DocumentForms.Comfort, "Ed Zak and Ann Wolny", story) with { Fate = DocumentFate.TakenUp });
        },
        ["Blackhorse"] = story => Attorney(story, 1, "June Redbird and Cal Yazzie", ("Dawn Blackhorse", "(773) 555-0166", "daughter")),
        ["Papadakis"] = story =>
        {
            story.HandIn(
                Directive(115, DocumentForms.ForATime, "Nick Doukas and Rita Shaw", story) with
                {
                    ExpiresOn = story.Calendar.Day(45),
                }
            );
            Attorney(
                story,
                115,
                "Nick Doukas and Rita Shaw",
                ("Helen Papadakis", "(773) 555-0167", "wife"),
                ("Peter Papadakis", "(773) 555-0168", "son")
            );
        },
        ["Delgado"] = story =>
            story.HandIn(
                new(DocumentKind.Release, story.Calendar.Day(-16), story.Calendar.Moment(-14, "15:10"))
                {
                    Agents = [new("Rosario Delgado", "(773) 555-0169", "sister", null)],
                    PowersGranted = "How the therapy goes, and which visits are booked.",
                    ExpiresOn = story.Calendar.Day(180),
                }
            ),
        ["Laurent"] = story =>
        {
            Directive(story, 112, DocumentForms.Comfort, "Simone Petit and John Wells");
            Attorney(story, 112, "Simone Petit and John Wells", ("Claire Laurent", "(773) 555-0170", "niece"));
            Orders(story, 40, DocumentForms.Comfort);
        },
        ["Carter"] = story =>
            story.HandIn(
                Attorney(8, "Della Moss and Roy Finch", story, ("Denzel Carter", null, "son")) with
                {
                    Fate = DocumentFate.Returned,
                    Words =
                        "The signature is not dated, and your son’s telephone number is missing. "
                        + "Please write both on the paper, and hand it in again.",
                }
            ),
        ["Fitzgerald"] = story => Directive(story, 60, DocumentForms.LetNatureTakeItsCourse, "Maeve Burke and Tom Walsh"),
        ["Al-Sayed"] = story => Directive(story, 25, DocumentForms.Everything, "Huda Nasser and Sami Khalil"),
        ["Lindgren"] = story => Attorney(story, 85, "Eva Holm and Max Stone", ("Birgit Lindgren", "(773) 555-0171", "wife")),
    };

    /// <summary>Those of somebody of this family name; nothing for most.</summary>
    public static void Write(string family, DocumentStory story)
    {
        if (story.Person.Team.Count > 0 && ByFamily.TryGetValue(family, out var write))
            write(story);
    }

    private static void Directive(DocumentStory story, int daysAgo, DocumentDecisions said, string witnesses) =>
        story.HandIn(Directive(daysAgo, said, witnesses, story));

    private static DocumentText Directive(int daysAgo, DocumentDecisions said, string witnesses, DocumentStory story) =>
        DocumentForms.Directive(story, daysAgo, 30 + daysAgo, said, witnesses, daysAgo);

    private static void Attorney(
        DocumentStory story,
        int daysAgo,
        string witnesses,
        params (string Name, string? Phone, string Relationship)[] agents
    ) => story.HandIn(Attorney(daysAgo, witnesses, story, agents));

    private static DocumentText Attorney(
        int daysAgo,
        string witnesses,
        DocumentStory story,
        params (string Name, string? Phone, string Relationship)[] agents
    ) =>
        DocumentForms.Attorney(
            story,
            daysAgo,
            30 + daysAgo,
            [.. agents.Select(agent => new AgentNamed(agent.Name, agent.Phone, agent.Relationship, null))],
            witnesses,
            daysAgo + 1
        );

    private static void Orders(DocumentStory story, int daysAgo, DocumentDecisions said) =>
        story.HandIn(
            new(DocumentKind.DnrPolst, story.Calendar.Day(-daysAgo - 1), story.Calendar.Moment(-daysAgo, "9:30"))
            {
                Decisions = said,
                Witnesses = "Dr. Grace Okafor",
                PaperIsAt = "On the refrigerator door, on pink paper",
                ReviewOn = story.Calendar.Day(365 - daysAgo),
            }
        );
}
