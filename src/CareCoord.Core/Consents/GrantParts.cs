using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.Consents;

/// <summary>What a grant gives: the parts of the record to view, and those of them to act in.</summary>
public sealed record GrantParts
{
    /// <summary>The parts that a patient can give; who can see the record stays with the patient.</summary>
    public static readonly IReadOnlyList<Category> Offered =
    [
        Category.Plan,
        Category.Appointments,
        Category.Medications,
        Category.Results,
        Category.LegalDocuments,
        Category.Messages,
        Category.Story,
    ];

    /// <summary>The sensitivity labels, each of which is given only where it is ticked.</summary>
    public static readonly IReadOnlyList<Category> Labels =
    [
        Category.Behavioural,
        Category.Reproductive,
        Category.SubstanceUse,
        Category.Hiv,
    ];

    internal const string NotAChoice = "That is not one of the choices. Open the page again and choose from it.";

    private static readonly Category AllOffered = Offered.Aggregate((all, one) => all | one);

    private GrantParts(Category view, Category manage) => (View, Manage) = (view, manage);

    public Category View { get; }

    public Category Manage { get; }

    /// <summary>
    /// The parts as chosen: whoever acts in any part does so with the labels they may see. Throws <see cref="RuleBroken"/> where nothing is
    /// chosen, or something that cannot be. <paramref name="keeps"/> is what cannot be given anew but may be left as it is.
    /// </summary>
    public static GrantParts Of(Category view, Category manage, Category keeps = Category.None)
    {
        if ((view & ~(AllOffered | Category.Labels | keeps)) != 0 || (manage & ~AllOffered) != 0)
            throw new RuleBroken(NotAChoice);
        if ((view & AllOffered) == 0)
            throw new RuleBroken("Choose at least one part of the record that they may see.");
        if ((manage & ~view) != 0)
            throw new RuleBroken("Nobody can act in a part that they do not see.");
        return new(view, manage == 0 ? manage : manage | (view & Category.Labels));
    }
}
