using CareCoord.CareTasks;

namespace CareCoord.Web.CareTasks;

/// <summary>
/// What the portal itself says in the history of a task and of how it stands, in words. Kept are only the kind and whom it is about.
/// </summary>
internal static class TaskHistoryText
{
    /// <summary>The note of how a task stands: somebody's own words, or the portal's; null where there is none.</summary>
    public static string? Note(TaskRow task) =>
        task.StateNote is { } words ? $"“{words}”"
        : task.StateReason is { } reason ? Of(reason, null)
        : null;

    /// <summary>What the portal says of an entry; null where it says nothing.</summary>
    public static string? Of(CareTaskEntryView act) =>
        act.Told is { } told ? Of(told, act.About)
        : act.Reason is { } reason ? Of(reason, act.About)
        : null;

    private static string Of(TaskReason reason, string? about) =>
        reason switch
        {
            TaskReason.LeftTeam => $"{about ?? "Whoever had it"} left the care team.",
            TaskReason.DocumentAccepted => "The document was accepted.",
            TaskReason.DocumentReturned => "The document was returned, with what to mend.",
            TaskReason.DocumentTakenBack => "The document was taken back.",
            _ => "What was written here was entered in error.",
        };

    private static string Of(EscalationView told, string? about) =>
        told.Whom switch
        {
            EscalationAudience.Unit => $"Told: everybody who works in {told.Unit}.",
            EscalationAudience.NobodyOfUnit => $"Nobody who works in {told.Unit} is there. Told: {Person(told)}.",
            EscalationAudience.StandIn => $"Told: {told.Name}, who stands in for {about}.",
            EscalationAudience.Deputy => $"Told: {told.Name}, the deputy of {about}{Away(told)}.",
            EscalationAudience.Again => $"{told.Name} has no deputy, so {told.Name} was told again.",
            EscalationAudience.AgainAdministrators =>
                $"{told.Name} has no deputy, so {told.Name} was told again. The administrators were asked to name a deputy.",
            _ => $"Told: {Person(told)}.",
        };

    private static string Person(EscalationView told) => told.Name + Away(told);

    private static string Away(EscalationView told) => told.Also is { } other ? $", who is away, and {other}, who stands in" : "";
}
