using System.Globalization;
using CareCoord.LegalDocuments;

namespace CareCoord.Ops.Demo;

/// <summary>The paper of a document: one or two pages that look like the forms people sign, and say that they are none.</summary>
internal static class DocumentPaper
{
    private static readonly (string Question, Func<DocumentDecisions, Decision> Said)[] Treatments =
    [
        ("Restarting my heart (CPR)", said => said.Cpr),
        ("A breathing machine", said => said.Intubation),
        ("Food through a tube", said => said.TubeFeeding),
        ("Fluids through a vein", said => said.IvFluids),
        ("Antibiotics", said => said.Antibiotics),
        ("Dialysis", said => said.Dialysis),
        ("Comfort care only", said => said.ComfortOnly),
    ];

    /// <summary>The name that its file has.</summary>
    public static string NameOf(DocumentKind kind) => TitleOf(kind) + ".pdf";

    /// <summary>The file, and how many pages it has.</summary>
    public static (byte[] Pdf, int Pages) Of(DocumentText text, DocumentPerson person)
    {
        var paper = new TextPdf(TitleOf(text.Kind), "Demonstration – not a legal document");
        paper.Title("STATE OF ILLINOIS", 10);
        paper.Title(TitleOf(text.Kind), 19);
        paper.Title("Demonstration – not a legal document", 10);
        paper.Space(22);
        paper.Paragraph($"I, {person.Name}, born {Day(person.BirthDate)}, {Purpose(text)}");
        Decisions(paper, text);
        Agents(paper, text);
        Words(paper, text);
        if (text.TwoPages)
        {
            paper.NewPage();
            paper.Paragraph($"{TitleOf(text.Kind)} of {person.Name}, born {Day(person.BirthDate)}");
        }

        Signatures(paper, text, person);
        return (paper.ToBytes(), paper.Pages);
    }

    private static void Decisions(TextPdf paper, DocumentText text)
    {
        if (text.Decisions.All.All(said => said == Decision.NotSaid))
            return;
        paper.Heading("What I decide about treatment");
        foreach (var (question, said) in Treatments)
            paper.Boxes(
                question,
                ["Yes", "No", "For a trial"],
                said(text.Decisions) switch
                {
                    Decision.Yes => 0,
                    Decision.No => 1,
                    Decision.Trial => 2,
                    _ => null,
                }
            );
        if (text.Decisions.All.Contains(Decision.Trial))
            paper.Paragraph(
                "A trial ends when my doctors and the person who speaks for me see that it does not bring me back to what matters to me."
            );
    }

    private static void Agents(TextPdf paper, DocumentText text)
    {
        if (text.Agents.Length == 0)
            return;
        paper.Heading(text.Kind == DocumentKind.Release ? "Who may be told" : "Who decides for me, in this order");
        foreach (var (at, agent) in text.Agents.Index())
            paper.Paragraph(
                $"{at + 1}. {string.Join(", ", new[] { agent.Name, agent.Relationship, agent.Phone }.Where(said => said is not null))}",
                14
            );
    }

    private static void Words(TextPdf paper, DocumentText text)
    {
        if (text.PowersGranted is { } granted)
        {
            paper.Heading(
                text.Kind switch
                {
                    DocumentKind.Release => "What they may be told",
                    DocumentKind.AdvanceDirective => "In my own words",
                    _ => "What they may decide",
                }
            );
            paper.Paragraph(granted);
        }

        if (text.PowersWithheld is { } withheld)
        {
            paper.Heading(text.Kind == DocumentKind.Release ? "What they may not be told" : "What they may not decide");
            paper.Paragraph(withheld);
        }

        if (text.PaperIsAt is { } place)
            paper.Paragraph($"The signed paper is kept here: {place}.");
    }

    private static void Signatures(TextPdf paper, DocumentText text, DocumentPerson person)
    {
        paper.Heading("Signatures");
        paper.Paragraph(
            "I sign this of my own free will, and I know what it means. I may take it back at any time, in writing or by saying so."
        );
        paper.Signature(person.Name, person.Name, Day(text.SignedOn));
        if (text.Witnesses is { } witnesses)
        {
            var orders = text.Kind == DocumentKind.DnrPolst;
            paper.Space(10);
            paper.Paragraph(
                orders
                    ? $"I have talked about these orders with {person.Name}, and they are what {person.Name} wants."
                    : $"We have seen {person.Name} sign this. None of us is named in it, and none of us is paid to care for {person.Name}."
            );
            foreach (var witness in witnesses.Split(" and "))
                paper.Signature(witness.Split(',')[0], $"{(orders ? "Doctor" : "Witness")}: {witness}", Day(text.SignedOn));
        }

        if (text.Notary is { } notary)
            paper.Signature(notary.Split(',')[0], $"Notary public: {notary}", Day(text.SignedOn));
        paper.Space(10);
        if (text.ExpiresOn is { } last)
            paper.Paragraph($"This paper holds until {Day(last)}.");
        if (text.ReviewOn is { } again)
            paper.Paragraph($"I will look at it again by {Day(again)}.");
    }

    private static string Purpose(DocumentText text) =>
        text.Kind switch
        {
            DocumentKind.AdvanceDirective =>
                "write down what I wish for when I can no longer say so myself. I ask everybody who cares for me to follow it.",
            DocumentKind.HealthCarePowerOfAttorney when text.Springing =>
                "name who decides about my health care while I cannot decide for myself, and only then.",
            DocumentKind.HealthCarePowerOfAttorney => "name who decides about my health care with me, and for me when I cannot.",
            DocumentKind.DnrPolst => "have talked with my doctor, and these are the orders for an emergency. They hold wherever I am.",
            DocumentKind.GuardianshipOrder => "stand under the guardianship of the person named below.",
            _ => "allow that the people named below are told about my health.",
        };

    private static string TitleOf(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.AdvanceDirective => "Advance directive",
            DocumentKind.HealthCarePowerOfAttorney => "Health-care power of attorney",
            DocumentKind.DnrPolst => "Orders for life-sustaining treatment",
            DocumentKind.GuardianshipOrder => "Guardianship order",
            _ => "Release of information",
        };

    private static string Day(DateOnly day) => day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);
}
