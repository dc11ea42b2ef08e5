using CareCoord.CareTeams;

namespace CareCoord.Ops.Demo;

/// <summary>A health problem with the goals and activities that go with it, for people who have no story of their own.</summary>
/// <param name="Lead">Who of the team looks after it; the family doctor is on every team besides.</param>
/// <param name="Activities">The most telling ones first: a plan with many problems takes only those.</param>
internal sealed record ConditionText(TeamRole Lead, ProblemText Problem, GoalText[] Goals, ActivityText[] Activities)
{
    public static readonly IReadOnlyList<ConditionText> All =
    [
        .. HeartConditions.All,
        .. SugarConditions.All,
        .. JointConditions.All,
        .. BreathConditions.All,
        .. NerveConditions.All,
    ];

    public static ConditionText Of(string key) => All.Single(condition => condition.Problem.Key == key);
}
