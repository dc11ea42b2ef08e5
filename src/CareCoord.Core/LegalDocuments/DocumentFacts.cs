using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>What a document says about treatments that keep somebody alive.</summary>
public sealed record DocumentDecisions(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Decision Cpr = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Decision Intubation = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Decision TubeFeeding = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Decision IvFluids = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Decision Antibiotics = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Decision Dialysis = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Decision ComfortOnly = default
)
{
    /// <summary>Each of them, in the order of the paper.</summary>
    [JsonIgnore]
    public IReadOnlyList<Decision> All => [Cpr, Intubation, TubeFeeding, IvFluids, Antibiotics, Dialysis, ComfortOnly];
}

/// <summary>Somebody who may decide, or to whom may be told; their account where they have one here.</summary>
public sealed record AgentNamed(
    [property: Sentence("Enter the name of each person, or leave the whole line empty.", 200)] string? Name,
    [property: Sentence("", 40, Optional = true)] string? Phone,
    [property: Sentence("", 100, Optional = true)] string? Relationship,
    Guid? AccountId
)
{
    /// <summary>As it is kept: single lines, and nothing where nothing was typed.</summary>
    internal AgentNamed Clean() => new(OneLine.Of(Name), OneLine.OrNull(Phone), OneLine.OrNull(Relationship), AccountId);
}

/// <summary>What stands in a legal document, as it was copied from the paper.</summary>
/// <param name="Labels">The sensitivity labels of what stands in it; none where it says nothing that is especially private.</param>
public sealed record DocumentFacts(
    [property: EnumDataType(typeof(DocumentKind), ErrorMessage = "Choose what it is.")] DocumentKind Kind,
    DateOnly? SignedOn,
    [property: Sentence("", 200, Optional = true)] string? SignedBy,
    [property: Sentence("", 500, Optional = true)] string? Witnesses,
    [property: Sentence("", 200, Optional = true)] string? Notary,
    [property: Sentence("", 100, Optional = true)] string? Jurisdiction,
    DateOnly? ExpiresOn,
    DateOnly? ReviewOn,
    [property: Sentence("", 300, Optional = true)] string? PaperIsAt,
    [property: Sentence("", 2000, Optional = true)] string? PowersGranted,
    [property: Sentence("", 2000, Optional = true)] string? PowersWithheld,
    DocumentDecisions Decisions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Springing,
    IReadOnlyList<AgentNamed> Agents,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Category Labels = Category.None
)
{
    /// <summary>The most people a document can name in order.</summary>
    public const int MostAgents = 10;

    internal const string NotALabel = "That is not one of the labels that you can choose. Open the page again and choose from it.";

    /// <summary>Throws <see cref="RuleBroken"/> with the first sentence that stands against them.</summary>
    internal DocumentFacts Check()
    {
        Checked.Of(this);
        if (Agents.Count > MostAgents)
            throw new RuleBroken($"A document names at most {MostAgents} people here. Leave out the last ones; they stand on the paper.");
        foreach (var agent in Agents)
            Checked.Of(agent);
        if (Decisions.All.Any(decision => !Enum.IsDefined(decision)))
            throw new RuleBroken("Choose yes, no, a trial, or that the paper does not say.");
        if ((Labels & ~Category.Labels) != 0)
            throw new RuleBroken(NotALabel);
        return this;
    }
}
