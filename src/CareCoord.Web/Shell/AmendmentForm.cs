using CareCoord.Amendments;
using CareCoord.Shared;

namespace CareCoord.Web.Shell;

/// <summary>
/// What kind of change it is and why, as somebody chooses and types it. It is a part of a form, which says itself what is missing at its
/// fields.
/// </summary>
public sealed class AmendmentForm
{
    public AmendmentKind? Kind { get; set; }

    public string? Reason { get; set; }

    internal string? KindProblem { get; private set; }

    internal string? ReasonProblem { get; private set; }

    internal AmendmentDraft Draft => new(Kind, Reason);

    /// <summary>Whether nothing is missing; what is, is said at its field.</summary>
    internal bool IsWhole()
    {
        KindProblem = Kind is { } kind && Enum.IsDefined(kind) ? null : AmendmentDraft.Choose;
        try
        {
            Checked.Of(Draft);
            ReasonProblem = null;
        }
        catch (RuleBroken rule)
        {
            ReasonProblem = rule.Message;
        }

        return KindProblem is null && ReasonProblem is null;
    }
}
