using CareCoord.Transitions;

namespace CareCoord.Ops.Demo;

/// <summary>A discharge as the stories write it: from where, how complex, when, and when the coordinator heard of it.</summary>
/// <param name="Then">What happened since with each of the tasks that follow, in their order.</param>
internal sealed record DischargeText(
    string From,
    Complexity Complexity,
    int DaysAgo,
    string LeftAt,
    string HeardAt,
    params TaskTurn[][] Then
);
