using CareCoord.TreatmentPlans;
using CareCoord.Web.Shell;

namespace CareCoord.Web.TreatmentPlans;

/// <summary>A goal's values as people read them on its road.</summary>
internal static class GoalText
{
    /// <summary>The latest value with its unit: "14 minutes"; null where nothing was measured.</summary>
    public static string? Latest(GoalProgress progress, Spoken spoken) =>
        progress.Latest is { } latest ? $"{spoken.Number(latest)} {progress.Unit}".TrimEnd() : null;

    public static string Start(GoalProgress progress, Spoken spoken) => $"began at {spoken.Number(progress.Start)}";

    public static string Target(GoalProgress progress, Spoken spoken) =>
        progress is { Target: 0, TargetIs: TargetIs.AtMost }
            ? "goal: none"
            : $"goal {spoken.Number(progress.Target)} or {(progress.TargetIs == TargetIs.AtMost ? "lower" : "more")}";
}
