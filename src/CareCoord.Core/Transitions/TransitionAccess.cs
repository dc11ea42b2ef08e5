using CareCoord.Access;

namespace CareCoord.Transitions;

/// <summary>Who may record a transition: the coordinator; whoever may read the plan reads it.</summary>
public static class TransitionAccess
{
    public static readonly AccessRule Record = AccessRule.ToWrite(
        "transition.recorded",
        "recorded the way home from a hospital or another place of care",
        Category.Plan,
        Hat.Coordinator
    );
}
