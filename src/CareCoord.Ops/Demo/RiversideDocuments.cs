using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.LegalDocuments;

namespace CareCoord.Ops.Demo;

/// <summary>
/// The legal documents of the people of the stories. They are what Rosa wants and who speaks for her, what Walter has to mend, and what
/// Denise has handed in.
/// </summary>
internal static class RiversideDocuments
{
    private static readonly Guid Walter = DemoId.Of("walter");
    private static readonly Guid Denise = DemoId.Of("denise");
    private static readonly Guid Rosa = DemoId.Of("rosa");

    /// <summary>Everybody of the network.</summary>
    public static IEnumerable<Guid> Patients => [Walter, Denise, Rosa, .. BackgroundPeople.Ids.Keys];

    /// <summary>Those of one of them.</summary>
    public static void Write(DocumentStory story)
    {
        if (story.Person.Id == Rosa)
            OfRosa(story);
        else if (story.Person.Id == Walter)
            OfWalter(story);
        else if (story.Person.Id == Denise)
            OfDenise(story);
        else
            CaseloadDocuments.Write(BackgroundPeople.Ids[story.Person.Id], story);
    }

    // The directive of 2019 was Rosa's own doing. Ana has found the newer one, and the team is reading it.
    private static void OfRosa(DocumentStory story)
    {
        var (calendar, ana) = (story.Calendar, DemoScene.AccountId("ana"));
        var daughter = new AgentNamed("Ana Reyes", "(773) 555-0104", "daughter", ana);
        var before = story.HandIn(
            new(DocumentKind.AdvanceDirective, new(2019, 5, 14), calendar.Moment(-425, "15:20"))
            {
                Decisions = new(Decision.Yes, Decision.Trial, Decision.NotSaid, Decision.Yes, Decision.Yes),
                Witnesses = "Elena Cruz, neighbor and Thomas Hale, pastor",
                PaperIsAt = "With Rosa’s papers in the kitchen drawer",
                Words = "Thank you, Mrs. Reyes. It is some years old: tell me if you want something else by now.",
            }
        );
        story.HandIn(
            new(DocumentKind.HealthCarePowerOfAttorney, calendar.Day(-260), calendar.Moment(-239, "20:30"))
            {
                By = (ana, Hat.Caregiver),
                Agents = [daughter, new("Mateo Reyes", "(773) 555-0106", "son", null)],
                PowersGranted =
                    "All decisions about my health care: doctors, hospitals, medicines and care at home. "
                    + "My agent may read my whole record.",
                PowersWithheld = "To move me out of my home for good, while care at home is possible.",
                Witnesses = "Carmen Ortiz, neighbor and Luis Ortega, pharmacist",
                Notary = "Judith Whitfield, Cook County",
                PaperIsAt = "With Ana, and a copy in the blue folder on Rosa’s refrigerator",
                Holds = ana,
                TwoPages = true,
                Words = "Thank you, Ana. What you may see and do for your mother now rests on it.",
            }
        );
        story.HandIn(
            new(DocumentKind.AdvanceDirective, calendar.Day(-325), calendar.Moment(-7, "19:10"))
            {
                By = (ana, Hat.Caregiver),
                Decisions = new(Decision.No, Decision.No, Decision.No, Decision.Trial, Decision.Trial, Decision.No, Decision.No),
                Agents = [daughter],
                PowersGranted =
                    "I want to stay in my own kitchen as long as it goes, with music. "
                    + "If I no longer know my daughter, do not bring me to a hospital for what cannot be healed.",
                Witnesses = "Carmen Ortiz, neighbor and Thomas Hale, pastor",
                PaperIsAt = "In the blue folder on Rosa’s refrigerator; Dr. Okafor has a copy",
                ReviewOn = calendar.Day(405),
                Replaces = before,
                NotReadBy = [TeamRole.OccupationalTherapist],
                TwoPages = true,
                Words = "Thank you, Ana. It takes the place of the one from 2019, and everybody on the team is asked to read it.",
            }
        );
    }

    private static void OfWalter(DocumentStory story)
    {
        var calendar = story.Calendar;
        story.HandIn(
            new(DocumentKind.HealthCarePowerOfAttorney, calendar.Day(-24), calendar.Moment(-22, "18:40"))
            {
                Agents = [new("Ingrid Brandt", "(773) 555-0107", "sister", null), new("Paul Keller", "(773) 555-0109", "friend", null)],
                PowersGranted = "All decisions about my health care while I am in the hospital and after it.",
                PowersWithheld = "To sell or rent my house.",
                Witnesses = "Gerda Vogel, neighbor and Harry Stone, neighbor",
                PaperIsAt = "In the desk in Walter’s hallway",
                ReviewOn = calendar.Day(340),
            }
        );
        story.HandIn(
            new(DocumentKind.AdvanceDirective, calendar.Day(-8), calendar.Moment(-6, "16:10"))
            {
                Decisions = DocumentForms.ForATime,
                PaperIsAt = "In the desk in Walter’s hallway",
                Fate = DocumentFate.Returned,
                Words =
                    "The witnesses have not signed: their lines are empty. "
                    + "Ask two people who are not named in it to sign, take a picture of the whole page, and hand it in again.",
            }
        );
    }

    private static void OfDenise(DocumentStory story) =>
        story.HandIn(
            new(DocumentKind.HealthCarePowerOfAttorney, story.Calendar.Day(-9), story.Calendar.Moment(-1, "20:15"))
            {
                Agents =
                [
                    new("Tasha Moore", "(773) 555-0108", "daughter", null),
                    new("Rev. Alice Grant", "(773) 555-0110", "friend", null),
                ],
                PowersGranted = "All decisions about my health care, when I cannot make them.",
                Witnesses = "Marcy Dunn, of the choir and Odell Price, of the choir",
                PaperIsAt = "In my Bible, on the night table",
                Springing = true,
                Fate = DocumentFate.Waits,
            }
        );
}
