using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.LegalDocuments;
using CareCoord.Shared;

namespace CareCoord.Web.LegalDocuments;

/// <summary>What stands on a paper, as somebody copies it.</summary>
public sealed class DocumentFactsForm
{
    // So many empty lines besides those that are filled in.
    private const int Lines = 3;

    public uint Version { get; set; }

    public DocumentKind Kind { get; set; }

    public DateOnly? SignedOn { get; set; }

    [Sentence("", 200, Optional = true)]
    public string? SignedBy { get; set; }

    [Sentence("", 500, Optional = true)]
    public string? Witnesses { get; set; }

    [Sentence("", 200, Optional = true)]
    public string? Notary { get; set; }

    [Sentence("", 100, Optional = true)]
    public string? Jurisdiction { get; set; }

    public DateOnly? ExpiresOn { get; set; }

    public DateOnly? ReviewOn { get; set; }

    [Sentence("", 300, Optional = true)]
    public string? PaperIsAt { get; set; }

    [Sentence("", 2000, Optional = true)]
    public string? PowersGranted { get; set; }

    [Sentence("", 2000, Optional = true)]
    public string? PowersWithheld { get; set; }

    public Decision Cpr { get; set; }
    public Decision Intubation { get; set; }
    public Decision TubeFeeding { get; set; }
    public Decision IvFluids { get; set; }
    public Decision Antibiotics { get; set; }
    public Decision Dialysis { get; set; }
    public Decision ComfortOnly { get; set; }
    public bool Springing { get; set; }

    // A form without any ticked box brings none.
    public List<Category> Labels
    {
        get;
        set => field = value ?? [];
    } = [];

    // The form of a kind that names nobody brings none.
    public List<AgentForm> Agents
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>The form as the document stands.</summary>
    internal static DocumentFactsForm Of(LegalDocumentView document)
    {
        var facts = document.Facts;
        var said = facts.Decisions;
        return new()
        {
            Version = document.Version,
            Kind = facts.Kind,
            SignedOn = facts.SignedOn,
            SignedBy = facts.SignedBy,
            Witnesses = facts.Witnesses,
            Notary = facts.Notary,
            Jurisdiction = facts.Jurisdiction,
            ExpiresOn = facts.ExpiresOn,
            ReviewOn = facts.ReviewOn,
            PaperIsAt = facts.PaperIsAt,
            PowersGranted = facts.PowersGranted,
            PowersWithheld = facts.PowersWithheld,
            Cpr = said.Cpr,
            Intubation = said.Intubation,
            TubeFeeding = said.TubeFeeding,
            IvFluids = said.IvFluids,
            Antibiotics = said.Antibiotics,
            Dialysis = said.Dialysis,
            ComfortOnly = said.ComfortOnly,
            Springing = facts.Springing,
            Labels = [.. GrantParts.Labels.Where(label => facts.Labels.HasFlag(label))],
            Agents =
            [
                .. facts.Agents.Select(agent => new AgentForm
                {
                    Name = agent.Name,
                    Phone = agent.Phone,
                    Relationship = agent.Relationship,
                    AccountId = agent.AccountId?.ToString(),
                }),
            ],
        };
    }

    /// <summary>Gives the form lines to fill in.</summary>
    internal DocumentFactsForm WithLines()
    {
        var named = LinesInSight - 1;
        while (Agents.Count < Math.Min(named + Lines, DocumentFacts.MostAgents))
            Agents.Add(new());
        return this;
    }

    /// <summary>The lines that are shown without asking for more: those filled in, and one more.</summary>
    internal int LinesInSight => Math.Min(Agents.FindLastIndex(agent => !agent.IsEmpty) + 2, DocumentFacts.MostAgents);

    /// <summary>What was copied; lines that were left empty are none.</summary>
    internal DocumentFacts Facts() =>
        new(
            Kind,
            SignedOn,
            SignedBy,
            Witnesses,
            Notary,
            Jurisdiction,
            ExpiresOn,
            ReviewOn,
            PaperIsAt,
            PowersGranted,
            PowersWithheld,
            new(Cpr, Intubation, TubeFeeding, IvFluids, Antibiotics, Dialysis, ComfortOnly),
            Springing,
            [
                .. Agents
                    .Where(agent => !agent.IsEmpty)
                    .Select(agent => new AgentNamed(agent.Name, agent.Phone, agent.Relationship, agent.Account)),
            ],
            Labels.Aggregate(Category.None, (all, one) => all | one)
        );

    /// <summary>Somebody whom the paper names.</summary>
    public sealed class AgentForm
    {
        public string? Name { get; set; }
        public string? Phone { get; set; }
        public string? Relationship { get; set; }

        /// <summary>Their account, as text: the form's own reading of an empty choice as none fails within a list.</summary>
        public string? AccountId { get; set; }

        internal bool IsEmpty => string.IsNullOrWhiteSpace(Name + Phone + Relationship + AccountId);

        // What is no id is nobody's.
        internal Guid? Account =>
            string.IsNullOrWhiteSpace(AccountId) ? null
            : Guid.TryParse(AccountId, out var account) ? account
            : Guid.Empty;
    }
}
