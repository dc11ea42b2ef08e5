using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Web.Shell;

namespace CareCoord.Web.CareTeams;

/// <summary>What the team's pages say of a member's time on it, and of what a caregiver sees.</summary>
internal static class TeamText
{
    /// <summary>"On the team since 3 March 2026, until tomorrow, …".</summary>
    public static string OnTheTeam(MemberView member, Spoken spoken) =>
        (member.ForOneTask ? "On the team for one task, since " : "On the team since ")
        + spoken.FullDate(spoken.DateOf(member.Since))
        + (member.Until is { } until ? $", until {spoken.MomentWithin(until)}." : ".");

    /// <summary>"From 3 March 2026 to 5 April 2026".</summary>
    public static string Between(MemberView member, Spoken spoken)
    {
        var (since, until) = (spoken.FullDate(spoken.DateOf(member.Since)), spoken.FullDate(spoken.DateOf(member.Until!.Value)));
        return since == until ? $"On {since}" : $"From {since} to {until}";
    }

    /// <summary>What a caregiver's proxy grant lets them see and do.</summary>
    public static string Sees(MemberView caregiver) =>
        caregiver.Sees switch
        {
            null or { View: Category.None } => "Cannot see the record.",
            { } sees when sees.Manage == Category.None => $"May see: {PlainText.Parts(sees.View)}. Changes nothing.",
            { } sees when sees.Manage == sees.View => $"May see and act in: {PlainText.Parts(sees.View)}.",
            { } sees => $"May see: {PlainText.Parts(sees.View)}. May act in: {PlainText.Parts(sees.Manage)}.",
        };
}
