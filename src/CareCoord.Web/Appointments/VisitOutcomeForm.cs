using CareCoord.Appointments;
using CareCoord.Shared;

namespace CareCoord.Web.Appointments;

/// <summary>What became of it, over the visit that was looked at.</summary>
public sealed class VisitOutcomeForm
{
    public VisitState? Outcome { get; set; }

    public string? Reason { get; set; }

    /// <summary>Of the visit.</summary>
    public uint Version { get; set; }

    internal string? OutcomeProblem { get; private set; }

    internal string? ReasonProblem { get; private set; }

    /// <summary>Whether nothing is missing; what is, is said at its field.</summary>
    internal bool IsWhole()
    {
        (OutcomeProblem, ReasonProblem) = (null, null);
        try
        {
            VisitOutcome.Of(Outcome, Reason);
            return true;
        }
        catch (RuleBroken rule) when (rule.Message == VisitOutcome.Choose)
        {
            OutcomeProblem = rule.Message;
        }
        catch (RuleBroken rule)
        {
            ReasonProblem = rule.Message;
        }

        return false;
    }
}
